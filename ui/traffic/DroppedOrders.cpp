#include "ui/traffic/DroppedOrders.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace orderdesk {

DroppedOrders::DroppedOrders(QWidget* widget)
    : QObject(widget)
    , m_widget(widget)
{
    setAccepting(true);
    widget->installEventFilter(this);
}

void DroppedOrders::setAccepting(bool accepting)
{
    m_widget->setAcceptDrops(accepting);
}

QStringList DroppedOrders::filesOf(const QMimeData* data)
{
    static const QStringList suffixes{QStringLiteral("json"), QStringLiteral("jsonl"), QStringLiteral("ndjson")};
    QStringList files;
    for (const QUrl& url : data->urls()) {
        const QFileInfo file(url.toLocalFile());
        if (url.isLocalFile() && file.isFile() && suffixes.contains(file.suffix().toLower()))
            files += file.filePath();
    }
    return files;
}

bool DroppedOrders::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        const QStringList files = filesOf(drop->mimeData());
        if (files.isEmpty() || !m_widget->acceptDrops())
            return QObject::eventFilter(watched, event);
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        if (event->type() == QEvent::Drop)
            Q_EMIT dropped(files);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace orderdesk
