#include "http/HttpRequest.h"

#include <QList>
#include <QStringDecoder>

namespace orderdesk {

std::optional<QString> HttpRequest::queryValue(const char* name) const
{
    const auto decoded = [](QByteArray text) { return QByteArray::fromPercentEncoding(text.replace('+', ' ')); };
    for (const QByteArray& pair : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (decoded(equals < 0 ? pair : pair.left(equals)) != name)
            continue;
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString value = utf8(equals < 0 ? QByteArray() : decoded(pair.mid(equals + 1)));
        if (utf8.hasError())
            return std::nullopt;
        return value;
    }
    return std::nullopt;
}

} // namespace orderdesk
