#pragma once

#include "ui/status/StatusLine.h"

#include <chrono>

namespace orderdesk {

/// Decides what is worth a notification: a part that is down or stuck for longer than ten seconds, its recovery after
/// that, and new dead letters, at most once a minute with their count. Knows no widget and no clock of its own; never
/// says personal data. Main thread only.
class TroubleWatch final
{
public:
    struct Notice
    {
        enum class Kind { Trouble, Recovery, DeadLetters };
        Kind kind = Kind::Trouble;
        QString part;           ///< "kafka", "ingest", "database", "http"; empty for dead letters
        Sentence cause;         ///< of a trouble
        std::int64_t count = 0; ///< of dead letters

        friend bool operator==(const Notice&, const Notice&) = default;
    };
    using Moment = std::chrono::steady_clock::time_point;

    static constexpr std::chrono::seconds patience{10};
    static constexpr std::chrono::minutes betweenDeadLetters{1};

    /// What has become worth saying; together, so that an outage of everything is one notification.
    QList<Notice> look(const StatusLine::Values& values, Moment now);
    /// The worst of all parts, for an icon.
    static ComponentState::Level worst(const StatusLine::Values& values);

private:
    struct Part
    {
        const char* name = "";
        std::optional<Moment> badSince{};
        bool told = false;
    };
    static void lookAt(Part& part, const ComponentState& state, Moment now, QList<Notice>& notices);

    Part m_kafka{"kafka"};
    Part m_ingest{"ingest"};
    Part m_database{"database"};
    Part m_http{"http"};
    std::optional<std::int64_t> m_deadLettersTold; ///< none: not looked yet
    std::optional<Moment> m_deadLettersAt;
};

} // namespace orderdesk
