#pragma once

#include <QLabel>

namespace orderdesk {

/// A label of several lines that is never lower than its text at its width, also where a form layout gives it less, as
/// those of Qt do when a scroll bar comes up, and never narrower than its longest word. Main thread only.
class WrappedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace orderdesk
