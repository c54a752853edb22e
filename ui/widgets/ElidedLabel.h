#pragma once

#include <QLabel>

namespace orderdesk {

/// A label of one line that gives way where room is short: what does not fit is elided, and its tool tip says all of
/// it, unless it has one of its own. Main thread only.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int mnemonic() const;
    QRect room() const;
    QString elidedText() const;
};

} // namespace orderdesk
