#include "database/StatementStop.h"

#include "database/DatabaseConnection.h"

#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <utility>

namespace orderdesk {
namespace {

using std::chrono::milliseconds;

// From the wish to the loss of the connection, and what a request on its way may take beyond the statement's end.
constexpr milliseconds patience{2000};
// One may come before the server has begun with the statement: it is ignored then.
constexpr milliseconds betweenRequests{100};

void askUntilEnded(PGcancel* request, const std::future<void>& ended)
{
    std::array<char, 256> why{};
    do {
        // When it fails there is nothing else to do: the connection's watch ends the call.
        PQcancel(request, why.data(), static_cast<int>(why.size()));
    } while (ended.wait_for(betweenRequests) != std::future_status::ready);
}

} // namespace

StatementStop::StatementStop(DatabaseConnection& connection)
    : m_connection(connection)
{
    if (!connection.stopToken().stop_possible() || connection.stopToken().stop_requested()) {
        return;
    }
    m_request = std::shared_ptr<PGcancel>(PQgetCancel(connection.handle()), PQfreeCancel);
    m_callback.emplace(connection.stopToken(), Callback{this});
}

StatementStop::~StatementStop()
{
    m_callback.reset(); // returns when stop() has, if it runs
    if (!m_thread.joinable()) {
        return;
    }
    m_ended->set_value();
    if (m_done.wait_for(patience) == std::future_status::ready) {
        m_thread.join();
        return;
    }
    // Whatever it sends later is for a connection that is gone.
    m_thread.detach();
    m_connection.close();
}

void StatementStop::stop()
{
    m_connection.hasten(patience);
    if (!m_request) {
        return;
    }
    const auto ended = std::make_shared<std::future<void>>(m_ended.emplace().get_future());
    std::packaged_task<void()> task([request = m_request, ended] { askUntilEnded(request.get(), *ended); });
    m_done = task.get_future();
    m_thread = std::thread(std::move(task));
}

} // namespace orderdesk
