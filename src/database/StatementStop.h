#pragma once

#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

struct pg_cancel;

namespace orderdesk {

class DatabaseConnection;

/// As long as it lives, the connection's stop token ends the statement that runs: the server is asked to cancel it,
/// from a thread of its own because that asking may wait too, again and again until it has ended; a server that does
/// not listen loses the connection two seconds later. Made around one call into libpq, with its watch running, and
/// destroyed on the connection's thread. Its end waits for what it sent, so that no later statement is hit. Costs
/// nothing where nobody can stop.
class StatementStop final
{
public:
    explicit StatementStop(DatabaseConnection& connection);
    ~StatementStop();
    StatementStop(const StatementStop&) = delete;
    StatementStop& operator=(const StatementStop&) = delete;

private:
    struct Callback
    {
        StatementStop* self;
        void operator()() const { self->stop(); }
    };
    void stop(); ///< on the thread that asks for it; does not wait

    DatabaseConnection& m_connection;
    std::shared_ptr<pg_cancel> m_request;
    std::thread m_thread;                      ///< made by stop(), as the next two
    std::optional<std::promise<void>> m_ended; ///< the statement has
    std::future<void> m_done;                  ///< the thread has
    std::optional<std::stop_callback<Callback>> m_callback;
};

} // namespace orderdesk
