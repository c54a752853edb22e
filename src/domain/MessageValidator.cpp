#include "domain/MessageValidator.h"

#include "words/Sentence.h"

namespace orderdesk {

namespace {

Violation refusal(std::string code, const Sentence& rule)
{
    return {{}, std::move(code), rule.english().toStdString(), Severity::Error};
}

} // namespace

MessageValidator::MessageValidator(ValidationSettings settings)
    : m_settings(settings)
    , m_decoder(settings.strict ? OrderDecoder::Mode::Strict : OrderDecoder::Mode::Normal)
{
}

DecodeResult MessageValidator::validate(const std::optional<QByteArray>& value, Timestamp now)
{
    if (auto refused = refusedUnread(value)) {
        DecodeResult decoded;
        decoded.violations.push_back(std::move(*refused));
        return decoded;
    }
    return m_decoder.decode(*value, now);
}

std::optional<Violation> MessageValidator::refusedUnread(const std::optional<QByteArray>& value) const
{
    if (!value) {
        return refusal("tombstone",
                       Sentence::tr("a message without a value is no order; orders are never deleted by tombstones"));
    }
    if (value->isEmpty()) {
        return refusal("empty_message", Sentence::tr("an empty message is no order"));
    }
    if (value->size() > m_settings.maxMessageSize) {
        return refusal(
            "message_too_large",
            Sentence::tr("a message has at most %1 bytes (setting max-message-size)").arg(m_settings.maxMessageSize));
    }
    return {};
}

} // namespace orderdesk
