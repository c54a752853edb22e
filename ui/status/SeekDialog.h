#pragma once

#include "domain/IngestControl.h"
#include "words/Result.h"

#include <QDialog>

#include <functional>
#include <memory>
#include <optional>

namespace Ui {
class SeekDialog;
}

namespace orderdesk {

/// Asks where ingest is to go on reading, says in numbers what that means, and does it once that was seen. Whatever is
/// changed makes what was said void. Main thread only.
class SeekDialog final : public QDialog
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<SeekPlan>&)>;
    struct Backend
    {
        std::function<void(const SeekTarget& target, QObject* context, Done done)> plan;
        std::function<void(const SeekPlan& plan, QObject* context, Done done)> seek;
    };

    explicit SeekDialog(Backend backend, QWidget* parent = nullptr);
    ~SeekDialog() override;

Q_SIGNALS:
    void said(const QString& message);

private:
    SeekTarget target() const;
    void ask();
    void showPlan(const Result<SeekPlan>& plan);
    void fillPartitions(const SeekPlan& plan);
    void showRange();
    void forgetPlan();
    void seek();
    void showDone(const Result<SeekPlan>& done);
    QString consequence(const SeekPlan& plan) const;

    const Backend m_backend;
    std::unique_ptr<::Ui::SeekDialog> m_ui;
    std::optional<SeekPlan> m_plan; ///< what is shown, and would be done
    QList<SeekPlan::Partition> m_partitions;
    int m_question = 0; ///< an answer to an earlier one is void
};

} // namespace orderdesk
