#pragma once

#include "ui/widgets/SelectionWalk.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace orderdesk {

/// "4 of 240" with previous and next: where what is shown stands in the list it was opened from. Main thread only.
class WalkButtons final : public QWidget
{
    Q_OBJECT

public:
    explicit WalkButtons(QWidget* parent = nullptr);

    void showPlace(const SelectionWalk::Place& place);

Q_SIGNALS:
    void stepWanted(int by); ///< in that list

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateWords();
    void paintIcons();

    SelectionWalk::Place m_place;
    QLabel* m_words;
    QToolButton* m_previous;
    QToolButton* m_next;
};

} // namespace orderdesk
