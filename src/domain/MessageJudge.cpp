#include "domain/MessageJudge.h"

namespace orderdesk {

namespace {

Violation refusal(std::string code, std::string message)
{
    return {{}, std::move(code), std::move(message), Severity::Error};
}

} // namespace

MessageJudge::MessageJudge(JudgeSettings settings)
    : m_settings(settings)
    , m_decoder(settings.strict ? OrderDecoder::Mode::Strict : OrderDecoder::Mode::Normal)
{
}

DecodeResult MessageJudge::judge(const std::optional<QByteArray>& value, Timestamp now)
{
    if (auto refused = refusedUnread(value)) {
        DecodeResult decoded;
        decoded.violations.push_back(std::move(*refused));
        return decoded;
    }
    return m_decoder.decode(*value, now);
}

std::optional<Violation> MessageJudge::refusedUnread(const std::optional<QByteArray>& value) const
{
    if (!value) {
        return refusal("tombstone", "a message without a value is no order; orders are never deleted by tombstones");
    }
    if (value->isEmpty()) {
        return refusal("empty_message", "an empty message is no order");
    }
    if (value->size() > m_settings.maxMessageSize) {
        return refusal("message_too_large", "a message has at most " + std::to_string(m_settings.maxMessageSize) +
                                                " bytes (setting max-message-size)");
    }
    return {};
}

} // namespace orderdesk
