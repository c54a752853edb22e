#pragma once

#include <QFrame>
#include <QLabel>
#include <QList>

namespace orderdesk {

class StatusLamp;

/// The popup over the status bar: every lamp with its cause, since when and next try. Closes with Esc or a click
/// elsewhere.
class StatusPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit StatusPanel(const QList<StatusLamp*>& lamps, QWidget* parent);

    void popUpAbove(const QWidget* anchor);
    void refresh();

private:
    struct Row
    {
        StatusLamp* lamp = nullptr;
        QLabel* icon = nullptr;
        QLabel* title = nullptr;
        QLabel* details = nullptr;
    };
    QList<Row> m_rows;
};

} // namespace orderdesk
