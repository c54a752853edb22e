#pragma once

#include <QToolButton>

namespace orderdesk {

/// A button with an icon and words that gives way where room is short: then it is the icon alone, and its tool tip and
/// its accessible name say the rest. Without an icon it keeps its words. Main thread only.
class CompactButton : public QToolButton
{
    Q_OBJECT

public:
    explicit CompactButton(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void initStyleOption(QStyleOptionToolButton* option) const override;

private:
    mutable bool m_isMeasured = false; ///< with its words, whatever room it has
};

} // namespace orderdesk
