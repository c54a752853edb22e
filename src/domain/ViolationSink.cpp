#include "domain/ViolationSink.h"

#include "domain/ViolationCodes.h"

#include <QtGlobal>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr std::size_t kLongestToken = 64;

[[maybe_unused]] bool isListed(std::string_view code)
{
    return std::find(kErrorCodes.begin(), kErrorCodes.end(), code) != kErrorCodes.end() ||
           std::find(kWarningCodes.begin(), kWarningCodes.end(), code) != kWarningCodes.end();
}

bool isContinuationByte(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

void appendToken(std::string& pointer, std::string_view member)
{
    const bool cut = member.size() > kLongestToken;
    if (cut) {
        std::size_t end = kLongestToken;
        while (end > 0 && isContinuationByte(member[end])) {
            --end;
        }
        member = member.substr(0, end);
    }
    for (const char c : member) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            pointer += "\uFFFD";
        } else {
            pointer += c;
        }
    }
    if (cut) {
        pointer += "\u2026";
    }
}

} // namespace

std::string Place::pointer() const
{
    if (m_parent == nullptr) {
        return {};
    }
    std::string pointer = m_parent->pointer();
    pointer += '/';
    if (m_isIndex) {
        pointer += std::to_string(m_index);
    } else {
        appendToken(pointer, m_member);
    }
    return pointer;
}

void ViolationSink::error(const Place& place, std::string_view code, const Sentence& rule)
{
    Q_ASSERT(isListed(code));
    if (++m_errors <= kLimit) {
        m_violations.push_back({place.pointer(), std::string(code), rule.english().toStdString(), Severity::Error});
    }
}

void ViolationSink::warning(const Place& place, std::string_view code, const Sentence& rule)
{
    Q_ASSERT(isListed(code));
    if (m_strict) {
        error(place, code, rule);
    } else if (++m_warnings <= kLimit) {
        m_violations.push_back({place.pointer(), std::string(code), rule.english().toStdString(), Severity::Warning});
    }
}

Violations ViolationSink::take()
{
    std::stable_partition(m_violations.begin(), m_violations.end(),
                          [](const Violation& violation) { return violation.severity == Severity::Error; });
    if (m_errors > kLimit || m_warnings > kLimit) {
        m_violations.push_back(
            {{},
             "too_many_violations",
             Sentence::tr("there are more violations than the 100 errors and 100 warnings that are listed")
                 .english()
                 .toStdString(),
             m_errors > kLimit ? Severity::Error : Severity::Warning});
    }
    return std::move(m_violations);
}

} // namespace orderdesk
