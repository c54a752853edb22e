#include "http/HttpStatus.h"

namespace orderdesk {

const char* reasonPhrase(int status)
{
    switch (static_cast<HttpStatus>(status)) {
    case HttpStatus::Ok:
        return "OK";
    case HttpStatus::NoContent:
        return "No Content";
    case HttpStatus::NotModified:
        return "Not Modified";
    case HttpStatus::BadRequest:
        return "Bad Request";
    case HttpStatus::Unauthorized:
        return "Unauthorized";
    case HttpStatus::Forbidden:
        return "Forbidden";
    case HttpStatus::NotFound:
        return "Not Found";
    case HttpStatus::MethodNotAllowed:
        return "Method Not Allowed";
    case HttpStatus::RequestTimeout:
        return "Request Timeout";
    case HttpStatus::Conflict:
        return "Conflict";
    case HttpStatus::LengthRequired:
        return "Length Required";
    case HttpStatus::ContentTooLarge:
        return "Content Too Large";
    case HttpStatus::UriTooLong:
        return "URI Too Long";
    case HttpStatus::UnsupportedMediaType:
        return "Unsupported Media Type";
    case HttpStatus::ExpectationFailed:
        return "Expectation Failed";
    case HttpStatus::MisdirectedRequest:
        return "Misdirected Request";
    case HttpStatus::UnprocessableContent:
        return "Unprocessable Content";
    case HttpStatus::TooManyRequests:
        return "Too Many Requests";
    case HttpStatus::HeaderFieldsTooLarge:
        return "Request Header Fields Too Large";
    case HttpStatus::InternalError:
        return "Internal Server Error";
    case HttpStatus::NotImplemented:
        return "Not Implemented";
    case HttpStatus::Unavailable:
        return "Service Unavailable";
    case HttpStatus::VersionNotSupported:
        return "HTTP Version Not Supported";
    }
    return "Unknown";
}

} // namespace orderdesk
