#pragma once

#include "words/Sentence.h"

#include <QByteArray>
#include <tl/expected.hpp>

namespace orderdesk {

/// What kind of failure it was: the one vocabulary of Orderdesk. Each front (HTTP, window, commands) translates it
/// once.
enum class ErrorCode {
    InvalidInput,  ///< the caller sent something that breaks a rule; saying it again fails again
    NotFound,      ///< there is no such thing
    Conflict,      ///< it changed, or exists already
    Unavailable,   ///< the other side is away or too slow; saying it again later may succeed
    DataRejected,  ///< the database refuses the values (SQLSTATE 22, 23, 21000, 54)
    AccessRefused, ///< the database or broker refuses us: schema, rights, login, unknown database (42, 28, 3D, 3F)
    Cancelled,     ///< we were told to stop first
    Internal,      ///< a defect of ours
};

/// A failure as a value: what people read is a Sentence, what programs decide by is `code` and, where the other side
/// gave one, its own code.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    Sentence message;      ///< what happened
    Sentence hint{};       ///< what a person can do about it; empty where that is not known
    QByteArray sqlState{}; ///< PostgreSQL's, five characters; empty: none
    int kafkaError = 0;    ///< librdkafka's rd_kafka_resp_err_t; 0: none

    friend bool operator==(const Error&, const Error&) = default;
};

/// Message and hint in one line of English, for the log and for commands.
inline QString explained(const Error& error)
{
    return (error.hint.isEmpty() ? error.message : error.message.because(error.hint)).english();
}

/// A value or an Error; tl::expected has the interface of C++23's std::expected.
template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, Sentence message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

} // namespace orderdesk
