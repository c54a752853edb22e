#pragma once

#include "domain/OrderDecoder.h"

#include <QByteArray>

#include <optional>

namespace orderdesk {

/// What a message must satisfy to be taken in.
struct ValidationSettings
{
    bool strict = false; ///< warnings refuse
    qsizetype maxMessageSize = 1024 * 1024;
};

/// Says of a message's value what ingest will say of it: the order, or every rule it breaks. Holds a parser: one a
/// thread.
class MessageValidator final
{
public:
    explicit MessageValidator(ValidationSettings settings);

    /// `value` none: a tombstone.
    DecodeResult validate(const std::optional<QByteArray>& value, Timestamp now);

private:
    std::optional<Violation> refusedUnread(const std::optional<QByteArray>& value) const;

    const ValidationSettings m_settings;
    OrderDecoder m_decoder;
};

} // namespace orderdesk
