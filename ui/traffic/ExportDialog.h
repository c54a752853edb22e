#pragma once

#include "ui/traffic/ExportPlan.h"

#include <QDialog>

#include <functional>
#include <memory>
#include <optional>

namespace Ui {
class ExportDialog;
}

namespace orderdesk {

class ExportJob;

/// Asks for format and file, then shows how far it is. Personal data is masked unless asked for, which is never
/// remembered. Closing it cancels. Main thread only.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(ExportPlan plan, QWidget* parent = nullptr);
    ~ExportDialog() override;

    /// Opens one over `window`, or says that there is nothing to export; `say` is told how it ends.
    static void offer(const std::optional<ExportPlan>& plan, QWidget* window,
                      const std::function<void(const QString&)>& say);

    void reject() override;

Q_SIGNALS:
    void said(const QString& message);

protected:
    void changeEvent(QEvent* event) override;

private:
    ExportOptions options() const;
    void fillWords();
    bool hasLetters() const { return m_plan.kind == ExportPlan::Kind::DeadLetters; }
    void proposeName();
    void choosePath();
    void start();
    void showProgress(qint64 orders);
    void showEnd(const Result<qint64>& written);
    void setRunning(bool isRunning);

    std::unique_ptr<Ui::ExportDialog> m_ui;
    ExportPlan m_plan;
    std::unique_ptr<ExportJob> m_job;
    QString m_proposed;
    QString m_replaceable; ///< a file that is there, and may go
};

} // namespace orderdesk
