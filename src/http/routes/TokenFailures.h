#pragma once

#include "concurrency/Mutex.h"

#include <QHash>
#include <QHostAddress>

#include <chrono>

namespace orderdesk {

/// Wrong tokens by client (see clientAccount()), so that nobody can try out one after another: after `most` of them no
/// token of that client is looked at for a `pause`, a right one neither, which would give guessing away. Bounded: what
/// does not fit into `mostClients` is counted together. Shared by the HTTP threads; any thread. Source: RFC 6585, 4.
class TokenFailures final
{
public:
    using Clock = std::chrono::steady_clock;

    /// A person who mistypes and a script with yesterday's token need fewer; 10 a minute are 14,400 guesses a day, of
    /// which a token of only 32 random bits withstands 400 years.
    static constexpr int most = 10;
    static constexpr std::chrono::seconds pause{60};
    /// About 100 KiB. More addresses at a time than any office has, so more of them is an attack.
    static constexpr qsizetype mostClients = 1024;

    /// How long tokens of this client are still refused unseen; 0: they are looked at.
    std::chrono::seconds limitedFor(const QHostAddress& peer, Clock::time_point now) const;

    /// Counts a wrong token. Forgotten a `pause` after the last one. Logs, at most once a minute, who is limited now.
    void add(const QHostAddress& peer, Clock::time_point now);

    qsizetype clients() const; ///< that are remembered

private:
    struct Record
    {
        int failures = 0;
        Clock::time_point forgotten{};
    };

    const Record* find(const QHostAddress& account) const ORDERDESK_REQUIRES(m_mutex);
    Record& recordOf(const QHostAddress& account, Clock::time_point now) ORDERDESK_REQUIRES(m_mutex);
    bool mayReport(Clock::time_point now) ORDERDESK_REQUIRES(m_mutex);

    mutable Mutex m_mutex;
    QHash<QHostAddress, Record> m_records ORDERDESK_GUARDED_BY(m_mutex);
    Record m_others ORDERDESK_GUARDED_BY(m_mutex); ///< of all that have no record while there is no room
    Clock::time_point m_sweepDue ORDERDESK_GUARDED_BY(m_mutex){};
    Clock::time_point m_reportDue ORDERDESK_GUARDED_BY(m_mutex){};
};

} // namespace orderdesk
