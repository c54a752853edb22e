#pragma once

#include <QLineEdit>

namespace orderdesk {

/// The box of a filter bar: as wide as a condition usually is, and a third of that where room is short. Main thread
/// only.
class FilterBox final : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

    QSize sizeHint() const override { return {characters(40), QLineEdit::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {characters(16), QLineEdit::minimumSizeHint().height()}; }

private:
    int characters(int count) const { return fontMetrics().averageCharWidth() * count; }
};

} // namespace orderdesk
