#include "http/routes/ListParameters.h"

#include "domain/OrderRules.h"

#include <algorithm>
#include <limits>

namespace orderdesk {

namespace {

constexpr QByteArray::Base64Options cursorEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

Result<ListParameters> ListParameters::of(const HttpRequest& request)
{
    ListParameters result;
    if (const auto limit = request.queryValue("limit")) {
        bool isNumber = false;
        result.limit = limit->toInt(&isNumber);
        if (!isNumber || result.limit < 1 || result.limit > mostRows)
            return failure(ErrorCode::InvalidInput, Sentence::tr("limit is a number from 1 to %1").arg(mostRows));
    }
    result.after = request.queryValue("after").value_or(QString());
    result.text = request.queryValue("q").value_or(QString()).trimmed();
    const bool isPlain = std::none_of(result.text.begin(), result.text.end(),
                                      [](QChar c) { return c.category() == QChar::Other_Control || c.isNull(); });
    if (!isPlain || result.text.size() > longestText)
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("q has at most %1 characters and no control characters").arg(longestText));
    return result;
}

QByteArray encodeCursor(const OrderCursor& cursor)
{
    const QByteArray plain = QByteArray::number(static_cast<qint64>(cursor.storedAt.time_since_epoch().count())) + ':' +
                             QByteArray::fromStdString(cursor.orderUid);
    return plain.toBase64(cursorEncoding);
}

std::optional<OrderCursor> decodeCursor(const QString& text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toUtf8(), cursorEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const qsizetype colon = decoded.decoded.indexOf(':');
    if (!decoded || colon < 1)
        return std::nullopt;
    bool isNumber = false;
    const qint64 micros = decoded.decoded.left(colon).toLongLong(&isNumber);
    std::string orderUid = decoded.decoded.mid(colon + 1).toStdString();
    // PostgreSQL's timestamptz ends in the year 294276.
    if (!isNumber || std::abs(micros) > 9'000'000'000'000'000'000 || !isOrderUid(orderUid))
        return std::nullopt;
    return OrderCursor{Timestamp(std::chrono::microseconds(micros)), std::move(orderUid)};
}

} // namespace orderdesk
