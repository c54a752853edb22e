#include "domain/Timestamp.h"

#include <algorithm>
#include <array>

namespace orderdesk {

namespace {

using namespace std::chrono;

constexpr Timestamp kEarliest = sys_days{year{1} / January / 1};
constexpr Timestamp kEnd = sys_days{year{10000} / January / 1};

/// Takes a text apart from the left; once something does not fit, every later step fails too.
class Scanner final
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.empty(); }
    bool nextIs(char expected) const { return m_ok && !m_rest.empty() && m_rest.front() == expected; }

    /// Exactly `digits` decimal digits.
    unsigned number(std::size_t digits)
    {
        unsigned value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!nextIsDigit()) {
                m_ok = false;
                return 0;
            }
            value = value * 10 + static_cast<unsigned>(m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        return value;
    }

    char oneOf(std::string_view allowed)
    {
        if (!m_ok || m_rest.empty() || allowed.find(m_rest.front()) == std::string_view::npos) {
            m_ok = false;
            return '\0';
        }
        const char found = m_rest.front();
        m_rest.remove_prefix(1);
        return found;
    }

    /// 1 to 9 digits after the point, cut to microseconds.
    microseconds fraction()
    {
        std::int64_t value = 0;
        int digits = 0;
        for (; nextIsDigit(); ++digits, m_rest.remove_prefix(1)) {
            if (digits < 6) {
                value = value * 10 + (m_rest.front() - '0');
            }
        }
        if (digits < 1 || digits > 9) {
            m_ok = false;
            return {};
        }
        for (int i = digits; i < 6; ++i) {
            value *= 10;
        }
        return microseconds{value};
    }

private:
    bool nextIsDigit() const { return m_ok && !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }

    std::string_view m_rest;
    bool m_ok = true;
};

std::optional<sys_days> readDate(Scanner& scanner)
{
    const year y{static_cast<int>(scanner.number(4))};
    scanner.oneOf("-");
    const month m{scanner.number(2)};
    scanner.oneOf("-");
    const day d{scanner.number(2)};
    const year_month_day date{y, m, d};
    if (!scanner.ok() || !date.ok()) {
        return std::nullopt;
    }
    return sys_days{date};
}

std::optional<minutes> readZone(Scanner& scanner)
{
    const char sign = scanner.oneOf("Zz+-");
    if (!scanner.ok()) {
        return std::nullopt;
    }
    if (sign == 'Z' || sign == 'z') {
        return minutes{0};
    }
    const unsigned hour = scanner.number(2);
    if (scanner.nextIs(':')) { // ISO 8601's basic form leaves it out, as many producers do
        scanner.oneOf(":");
    }
    const unsigned minute = scanner.number(2);
    if (!scanner.ok() || hour > 23 || minute > 59) {
        return std::nullopt;
    }
    const minutes offset = hours{hour} + minutes{minute};
    return sign == '-' ? -offset : offset;
}

/// Leap seconds are inserted only at the end of June or December in UTC (RFC 3339 section 5.7).
bool followsLeapSecond(sys_seconds moment)
{
    const year_month_day date{floor<days>(moment)};
    return moment == floor<days>(moment) && date.day() == day{1} && (date.month() == January || date.month() == July);
}

void appendNumber(QByteArray& text, unsigned value, int digits)
{
    std::array<char, 10> reversed{};
    for (int i = 0; i < digits; ++i, value /= 10) {
        reversed[static_cast<std::size_t>(digits - 1 - i)] = static_cast<char>('0' + value % 10);
    }
    text.append(reversed.data(), digits);
}

} // namespace

std::optional<Timestamp> parseRfc3339(std::string_view text)
{
    Scanner scanner(text);
    const std::optional<sys_days> date = readDate(scanner);
    if (!date) {
        return std::nullopt;
    }
    scanner.oneOf("Tt");
    const unsigned hour = scanner.number(2);
    scanner.oneOf(":");
    const unsigned minute = scanner.number(2);
    scanner.oneOf(":");
    const unsigned second = scanner.number(2);
    microseconds fraction{0};
    if (scanner.nextIs('.')) {
        scanner.oneOf(".");
        fraction = scanner.fraction();
    }
    const std::optional<minutes> zone = readZone(scanner);
    if (!zone || !scanner.atEnd() || hour > 23 || minute > 59 || second > 60) {
        return std::nullopt;
    }
    const sys_seconds whole = *date + hours{hour} + minutes{minute} + seconds{second} - *zone;
    if (second == 60 && !followsLeapSecond(whole)) {
        return std::nullopt;
    }
    const Timestamp time = whole + fraction;
    if (time < kEarliest || time >= kEnd) {
        return std::nullopt;
    }
    return time;
}

std::optional<Timestamp> timestampOfMilliseconds(std::int64_t milliseconds)
{
    constexpr std::int64_t end = duration_cast<std::chrono::milliseconds>(kEnd.time_since_epoch()).count();
    if (milliseconds < 0 || milliseconds >= end) {
        return std::nullopt;
    }
    return Timestamp(std::chrono::milliseconds(milliseconds));
}

QByteArray formatRfc3339(Timestamp time)
{
    time = std::clamp(time, kEarliest, kEnd - microseconds(1));
    const auto dayStart = floor<days>(time);
    const year_month_day date{dayStart};
    const hh_mm_ss clock{time - dayStart};

    QByteArray text;
    text.reserve(27);
    appendNumber(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text.append('-');
    appendNumber(text, static_cast<unsigned>(date.month()), 2);
    text.append('-');
    appendNumber(text, static_cast<unsigned>(date.day()), 2);
    text.append('T');
    appendNumber(text, static_cast<unsigned>(clock.hours().count()), 2);
    text.append(':');
    appendNumber(text, static_cast<unsigned>(clock.minutes().count()), 2);
    text.append(':');
    appendNumber(text, static_cast<unsigned>(clock.seconds().count()), 2);
    if (const auto fraction = static_cast<unsigned>(clock.subseconds().count()); fraction != 0) {
        text.append('.');
        appendNumber(text, fraction, 6);
        while (text.endsWith('0')) {
            text.chop(1);
        }
    }
    text.append('Z');
    return text;
}

Timestamp currentTimestamp()
{
    return floor<microseconds>(system_clock::now());
}

} // namespace orderdesk
