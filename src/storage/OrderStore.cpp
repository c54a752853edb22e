#include "storage/OrderStore.h"

namespace orderdesk {

Error lostCommits()
{
    return {ErrorCode::Conflict, Sentence::tr("the database has lost transactions that it had committed"),
            Sentence::tr("a standby that was behind took over, or a backup was restored; what is missing is read from "
                         "Kafka again")};
}

} // namespace orderdesk
