#pragma once

#include "ui/filter/FilterCondition.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace orderdesk {

/// One condition of a filter bar: its words, which open the editor (Enter, Space, F2), and a cross that removes it
/// (Delete, Backspace). A condition that cannot be read says why beside it. Main thread only.
class FilterChip final : public QFrame
{
    Q_OBJECT

public:
    FilterChip(const FilterCondition& condition, QWidget* parent);

    const FilterCondition& condition() const { return m_condition; }
    void setCondition(const FilterCondition& condition);
    void setProblem(const QString& problem);
    void retranslate();

Q_SIGNALS:
    void editWanted();
    void removeWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showWords();
    void paintIcons();

    FilterCondition m_condition;
    QString m_problem;
    QToolButton* m_words;
    QLabel* m_problemLabel;
    QToolButton* m_remove;
};

} // namespace orderdesk
