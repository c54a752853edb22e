#pragma once

#include <QObject>

class QWidget;

namespace orderdesk {

/// Gives a window the style sheet of the theme, and again whenever palette or font of the application change: what a
/// sheet reaches keeps the font it had when the sheet was last applied. Lives with the window. Main thread only.
class StyleFollower final : public QObject
{
    Q_OBJECT

public:
    explicit StyleFollower(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    void applyAnew();

    QWidget* m_window;
};

} // namespace orderdesk
