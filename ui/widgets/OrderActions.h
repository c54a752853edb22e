#pragma once

#include <QObject>
#include <QUrl>

#include <string>

class QMenu;

namespace orderdesk {

class AsyncLookup;

/// What one can do with an order number anywhere in the window: copy it, its JSON, its curl line, its page's address;
/// open the page. Tells what it did by said(). Main thread only.
class OrderActions final : public QObject
{
    Q_OBJECT

public:
    /// `pageUrl` empty: there is no HTTP server, the web actions are not offered. Both outlive this object.
    OrderActions(AsyncLookup* lookup, const QUrl& pageUrl, QObject* parent = nullptr);

    void fillMenu(QMenu* menu, const QString& orderUid);
    bool hasPage() const { return m_pageUrl.isValid(); }
    QUrl pageOf(const QString& orderUid) const;
    QString curlOf(const QString& orderUid) const;

    void copy(const QString& text, const QString& what);
    void copyRows(const QString& text, int rows);
    void copyJson(const QString& orderUid);
    void openPage(const QString& orderUid);

Q_SIGNALS:
    void said(const QString& message);

private:
    AsyncLookup* m_lookup;
    QUrl m_pageUrl;
};

} // namespace orderdesk
