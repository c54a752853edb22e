#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace orderdesk {

/// What "Copy" of the menu means: the selection of the widget that had the focus before the menu took it.
class CopyFocus final : public QObject
{
    Q_OBJECT

public:
    CopyFocus();

    void copy() const;

private:
    QPointer<QWidget> m_focus;
};

} // namespace orderdesk
