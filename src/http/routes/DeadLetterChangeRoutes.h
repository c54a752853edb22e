#pragma once

#include "http/routes/RouteTable.h"
#include "letters/LetterDesk.h"

namespace orderdesk {

/// The API's changes of dead letters. Lives on one HTTP thread; the desk is shared by all and answers later, so that
/// no thread waits for Kafka or the database.
class DeadLetterChangeRoutes final
{
public:
    explicit DeadLetterChangeRoutes(LetterDesk& desk)
        : m_desk(desk)
    {
    }

    void addTo(RouteTable& table);

    /// ?dry_run=true: says what would become of it. A body is a whole order that is sent in the place of what came.
    HttpReply redrive(const HttpRequest& request);
    HttpReply discard(const HttpRequest& request);

private:
    HttpReply ask(LetterRequest request);

    LetterDesk& m_desk;
};

} // namespace orderdesk
