#include "app/OrderTemplate.h"

#include "domain/Timestamp.h"

#include <QFile>
#include <QUuid>

// Outside every namespace, as Q_INIT_RESOURCE asks: resources of a static library are not registered by themselves.
static void initializeOrderTemplate()
{
    Q_INIT_RESOURCE(template);
}

namespace orderdesk {

namespace {

/// Replaces the scalar of the first member of that name; `value` is JSON.
void replaceValue(QByteArray& json, const char* name, const QByteArray& value)
{
    QByteArray quoted("\"");
    quoted.append(name).append('"');
    const qsizetype begin = json.indexOf(':', json.indexOf(quoted)) + 1;
    qsizetype end = begin;
    while (json[end] != ',' && json[end] != '\n')
        ++end;
    json.replace(begin, end - begin, value);
    json.insert(begin, ' ');
}

QByteArray quotedText(const QByteArray& text)
{
    QByteArray quoted("\"");
    return quoted.append(text).append('"');
}

} // namespace

QByteArray newOrderTemplate()
{
    initializeOrderTemplate();
    QFile file(QStringLiteral(":/orderdesk/template/model.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray json = file.readAll();
    const QByteArray number = QUuid::createUuid().toByteArray(QUuid::Id128).left(19);
    const Timestamp now = std::chrono::floor<std::chrono::seconds>(currentTimestamp());
    replaceValue(json, "order_uid", quotedText(number));
    replaceValue(json, "transaction", quotedText(number));
    replaceValue(json, "date_created", quotedText(formatRfc3339(now)));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
    replaceValue(json, "payment_dt", QByteArray::number(static_cast<qlonglong>(seconds.count())));
    return json;
}

} // namespace orderdesk
