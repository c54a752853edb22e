#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace orderdesk {

/// Lets files of orders (.json, .jsonl, .ndjson) be dropped on a widget. Lives with it.
class DroppedOrders final : public QObject
{
    Q_OBJECT

public:
    explicit DroppedOrders(QWidget* widget);

    void setAccepting(bool accepting); ///< true at first

    /// The local files of orders among what is dragged.
    static QStringList filesOf(const QMimeData* data);

Q_SIGNALS:
    void dropped(const QStringList& files);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_widget;
};

} // namespace orderdesk
