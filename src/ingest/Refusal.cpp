#include "ingest/Refusal.h"

#include "domain/OrderVersion.h"

namespace orderdesk {

namespace {

Violation violationOf(const Error& error)
{
    return {{},
            error.code == ErrorCode::Internal ? "internal_error" : "database_rejected",
            error.message.english().toStdString(),
            Severity::Error};
}

Violations violationsOf(const Error& error, const Message& message, Timestamp receivedAt)
{
    Violations violations{violationOf(error)};
    warnOfTimestamp(message, receivedAt, violations);
    return violations;
}

} // namespace

void warnOfTimestamp(const Message& message, Timestamp now, Violations& violations)
{
    const auto warn = [&](const char* code, const Sentence& rule) {
        violations.push_back({{}, code, rule.english().toStdString(), Severity::Warning});
    };
    if (message.oddTimestamp) {
        warn("timestamp_out_of_range",
             Sentence::tr("the time of a message is in milliseconds since 1970, before the year 10000; this one counts "
                          "as without a time: %1")
                 .arg(*message.oddTimestamp));
    }
    if (message.position.timestamp > now + aheadAtMost) {
        warn("timestamp_ahead", Sentence::tr("the time of a message is not more than a day ahead: between partitions "
                                             "it does not decide which version of an order is newer"));
    }
}

bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::DataRejected || error.code == ErrorCode::Internal;
}

DeadLetter refusedOrder(const IncomingOrder& order, const Message& message, const Error& error)
{
    DeadLetter letter;
    letter.message = message;
    letter.orderUid = order.order.orderUid;
    letter.receivedAt = order.receivedAt;
    letter.violations = violationsOf(error, message, order.receivedAt);
    return letter;
}

DeadLetter bareLetter(const DeadLetter& whole, const Error& error)
{
    DeadLetter letter = whole;
    letter.message.headers.clear();
    letter.message.position.timestamp = {};
    letter.orderUid.clear();
    letter.violations = violationsOf(error, letter.message, letter.receivedAt);
    return letter;
}

Error letterInTheWay(const Error& error)
{
    if (error.code == ErrorCode::Internal) {
        return {error.code, Sentence::tr("a defect of Orderdesk").because(error.message),
                Sentence::tr("report it together with the log; a restart is safe")};
    }
    return {error.code, Sentence::tr("the database refuses a dead letter").because(error.message),
            Sentence::tr("drop the constraint or trigger that refuses rows of dead_letters")};
}

} // namespace orderdesk
