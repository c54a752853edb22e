#pragma once

#include "http/routes/RouteTable.h"
#include "letters/DeadLetterChanger.h"

namespace orderdesk {

/// The API's changes of dead letters. Lives on one HTTP thread; the changer is shared by all and answers later, so that
/// no thread waits for Kafka or the database.
class DeadLetterChangeRoutes final
{
public:
    explicit DeadLetterChangeRoutes(DeadLetterChanger& changer)
        : m_changer(changer)
    {
    }

    void addTo(RouteTable& table);

    /// ?dry_run=true: says what would become of it. A body is a whole order that is sent in the place of what came.
    HttpReply redrive(const HttpRequest& request);
    HttpReply discard(const HttpRequest& request);

private:
    HttpReply ask(LetterRequest request);

    DeadLetterChanger& m_changer;
};

} // namespace orderdesk
