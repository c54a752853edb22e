#pragma once

#include "domain/MessageValidator.h"

#include <QList>
#include <QString>

namespace orderdesk {

/// One thing wrong, or odd, in a JSON text, and where.
struct JsonFinding
{
    Severity severity = Severity::Error;
    QString pointer; ///< empty: no member's
    QString message;
    int line = 1;   ///< from 1
    int column = 1; ///< from 1, in UTF-16 units
    int length = 1; ///< of what should be marked
};

struct JsonReview
{
    QList<JsonFinding> findings; ///< errors first
    bool isValid = false;        ///< it would be accepted
    std::string orderUid;        ///< as far as it could be read
};

/// What ingest would say of `json`, with the places.
JsonReview reviewJson(const QByteArray& json, MessageValidator& validator);

} // namespace orderdesk
