#include "ui/widgets/OrderActions.h"

#include "lookup/AsyncLookup.h"
#include "ui/words/Sentences.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>
#include <QUrlQuery>

namespace orderdesk {

OrderActions::OrderActions(AsyncLookup* lookup, const QUrl& pageUrl, QObject* parent)
    : QObject(parent)
    , m_lookup(lookup)
    , m_pageUrl(pageUrl.isEmpty() ? QUrl() : pageUrl)
{
}

void OrderActions::fillMenu(QMenu* menu, const QString& orderUid)
{
    if (orderUid.isEmpty())
        return;
    const auto add = [this, menu](const QString& words, const char* name, auto&& call) {
        QAction* action = menu->addAction(words);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, call);
    };
    add(tr("Copy order &number"), "copyNumberAction", [this, orderUid] { copy(orderUid, tr("Order number")); });
    add(tr("Copy &JSON"), "copyJsonAction", [this, orderUid] { copyJson(orderUid); });
    if (!hasPage())
        return;
    add(tr("Copy c&url line"), "copyCurlAction", [this, orderUid] { copy(curlOf(orderUid), tr("curl line")); });
    add(tr("Copy page &address"), "copyAddressAction",
        [this, orderUid] { copy(pageOf(orderUid).toString(QUrl::FullyEncoded), tr("Page address")); });
    add(tr("Open &web page"), "openPageAction", [this, orderUid] { openPage(orderUid); });
}

QUrl OrderActions::pageOf(const QString& orderUid) const
{
    QUrl url = m_pageUrl;
    url.setPath(QStringLiteral("/view"));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("order_uid"), orderUid);
    url.setQuery(query);
    return url;
}

QString OrderActions::curlOf(const QString& orderUid) const
{
    QUrl url = m_pageUrl;
    url.setPath(QStringLiteral("/order/") + orderUid);
    // Single quotes keep a shell from reading the address; %27 keeps the address from ending them.
    const QString address = url.toString(QUrl::FullyEncoded).replace(QLatin1Char('\''), QStringLiteral("%27"));
    return QStringLiteral("curl -s '%1'").arg(address);
}

void OrderActions::copy(const QString& text, const QString& what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT said(tr("%1 copied").arg(what));
}

void OrderActions::copyRows(const QString& text, int rows)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT said(tr("%Ln row(s) copied", nullptr, rows));
}

void OrderActions::copyJson(const QString& orderUid)
{
    m_lookup->trace(orderUid.toStdString(), this, [this](Result<OrderTrace> trace) {
        if (!trace)
            Q_EMIT said(tr("Not copied: %1").arg(text::sentence(trace.error().message)));
        else if (!trace->order)
            Q_EMIT said(tr("Not copied: this order is not stored"));
        else
            copy(QString::fromUtf8(trace->order->order->document), tr("JSON"));
    });
}

void OrderActions::openPage(const QString& orderUid)
{
    if (!QDesktopServices::openUrl(pageOf(orderUid)))
        Q_EMIT said(tr("No browser could be opened; the address is in the context menu"));
}

} // namespace orderdesk
