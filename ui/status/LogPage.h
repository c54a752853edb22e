#pragma once

#include "ui/status/LogModel.h"

#include <QWidget>

#include <memory>

namespace Ui {
class LogPage;
}

class QAction;
class QLabel;

namespace orderdesk {

class WindowState;

/// The log as a table: filters, pause, copy, clear; follows the newest line unless a person has scrolled away from it.
/// Main thread only.
class LogPage final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPage(WindowState& state, QWidget* parent = nullptr);
    ~LogPage() override;

    /// While paused they are kept aside, bounded as the table is.
    void append(const QList<LogLine>& lines);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void setPaused(bool paused);
    void copy();
    void clear();
    void retranslate();
    void sayWhyEmpty();
    bool isAtEnd() const;

    std::unique_ptr<::Ui::LogPage> m_ui;
    LogModel m_model;
    LogFilter m_filter;
    QList<LogLine> m_waiting; ///< while paused
    QAction* m_copyAction;
    QLabel* m_emptyLabel; ///< in place of the rows while there are none
};

} // namespace orderdesk
