#pragma once

#include "http/HttpSettings.h"
#include "http/HttpStatistics.h"
#include "http/guard/ConnectionBudget.h"
#include "http/guard/HostPolicy.h"
#include "http/guard/RequestHead.h"

#include <functional>

namespace orderdesk {

/// What the guarded connections of one HTTP thread have in common.
struct GuardContext
{
    HttpLimits limits;
    HostPolicy hosts;
    ConnectionBudget& budget;   ///< shared by all threads
    HttpStatistics& statistics; ///< shared by all threads

    /// Bytes of body that what the head asks for may have.
    std::function<qint64(const RequestHead&)> bodyLimit;
    /// The page of an error of the guard's, for clients that prefer HTML; in the language of the head.
    std::function<QByteArray(int status, const RequestHead&)> errorPage;
};

} // namespace orderdesk
