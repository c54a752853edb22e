#pragma once

#include <QObject>

class QAbstractItemView;
class QCompleter;

namespace orderdesk {

/// Gives the list that a box completes from the look of the window, and keeps it when theme or font change: the list is
/// a window of its own, which the style sheet of no parent reaches. Lives with the list. Main thread only.
class CompletionLook final : public QObject
{
    Q_OBJECT

public:
    explicit CompletionLook(const QCompleter& completer);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    QAbstractItemView* m_list;
};

} // namespace orderdesk
