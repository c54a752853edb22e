#pragma once

#include "broker/BrokerSettings.h"
#include "broker/MessagePublisher.h"
#include "database/DatabaseSettings.h"
#include "letters/DeadLetterBrowser.h"
#include "letters/DeadLetterStore.h"
#include "storage/OrderReader.h"
#include "storage/StoreVerification.h"

#include <functional>
#include <memory>

namespace orderdesk {

using PublisherFactory = std::function<std::unique_ptr<MessagePublisher>(const BrokerSettings&)>;
using ReaderFactory = std::function<std::unique_ptr<OrderReader>(const DatabaseSettings&)>;
using DeadLetterStoreFactory = std::function<std::unique_ptr<DeadLetterStore>(const DatabaseSettings&)>;
using DeadLetterBrowserFactory = std::function<std::unique_ptr<DeadLetterBrowser>(const DatabaseSettings&)>;
using VerifyStore = std::function<Result<VerificationReport>(
    const DatabaseSettings&, bool repair,
    const std::function<void(const std::string& orderUid, const QString& what)>& onDifference)>;

/// What the commands need of Kafka and PostgreSQL. Tests bring fakes.
struct CommandServices
{
    PublisherFactory makePublisher;
    ReaderFactory makeReader;
    DeadLetterStoreFactory makeDeadLetterStore;
    DeadLetterBrowserFactory makeDeadLetterBrowser;
    VerifyStore verify;
    std::string changedBy; ///< for the audit of dead letters
};

} // namespace orderdesk
