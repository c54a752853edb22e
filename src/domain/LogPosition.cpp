#include "domain/LogPosition.h"

#include <QCryptographicHash>

namespace orderdesk {

QByteArray fingerprintOf(const std::optional<QByteArray>& key, const std::optional<QByteArray>& value)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto* part : {&key, &value}) {
        hash.addData(QByteArray::number(*part ? (*part)->size() : qsizetype(-1)).append(' '));
        if (*part) {
            hash.addData(**part);
        }
    }
    return hash.result();
}

} // namespace orderdesk
