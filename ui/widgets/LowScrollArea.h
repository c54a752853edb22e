#pragma once

#include <QScrollArea>

namespace orderdesk {

/// Gives one widget all its room, and scrolls downwards only where that is lower than the least the widget needs. Main
/// thread only.
class LowScrollArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit LowScrollArea(QWidget* parent = nullptr);

    void setContents(QWidget* contents); ///< once; becomes its owner

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();

    QWidget* m_contents = nullptr;
};

} // namespace orderdesk
