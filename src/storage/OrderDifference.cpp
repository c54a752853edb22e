#include "storage/OrderDifference.h"

#include "domain/OrderEncoder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace orderdesk {
namespace {

void compareMembers(const QJsonObject& document, const QJsonObject& columns, const QString& prefix,
                    QStringList& different)
{
    QStringList names = columns.keys();
    for (const QString& name : document.keys()) {
        if (!columns.contains(name)) {
            names.append(name);
        }
    }
    for (const QString& name : names) {
        if (columns[name].isObject() && document[name].isObject()) {
            compareMembers(document[name].toObject(), columns[name].toObject(), prefix + name + QLatin1Char('.'),
                           different);
        } else if (columns[name] != document[name]) {
            different.append(columns.contains(name) ? prefix + name : QStringLiteral("a member too many"));
        }
    }
}

} // namespace

std::optional<QString> orderDifference(const OrderColumns& columns)
{
    if (!columns.hasDelivery || !columns.hasPayment) {
        return columns.hasDelivery ? QStringLiteral("the payment is missing")
                                   : QStringLiteral("the delivery is missing");
    }
    const QByteArray expected = encodeOrder(columns.order);
    if (expected == columns.document) {
        return std::nullopt;
    }
    const QJsonDocument document = QJsonDocument::fromJson(columns.document);
    if (!document.isObject()) {
        return QStringLiteral("the document is not JSON");
    }
    QStringList different;
    compareMembers(document.object(), QJsonDocument::fromJson(expected).object(), QString(), different);
    return different.isEmpty() ? QStringLiteral("the document is written differently")
                               : different.join(QStringLiteral(", "));
}

} // namespace orderdesk
