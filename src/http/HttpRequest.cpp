#include "http/HttpRequest.h"

#include <QByteArrayList>
#include <QStringDecoder>

#include <algorithm>

namespace orderdesk {

namespace {

struct Parameter
{
    QByteArray name;
    std::optional<QString> value; ///< none: it is not UTF-8
};

std::vector<Parameter> parametersOf(const QByteArray& query)
{
    const auto decoded = [](QByteArray text) { return QByteArray::fromPercentEncoding(text.replace('+', ' ')); };
    std::vector<Parameter> parameters;
    for (const QByteArray& pair : query.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString value = utf8(equals < 0 ? QByteArray() : decoded(pair.mid(equals + 1)));
        parameters.push_back(
            {decoded(equals < 0 ? pair : pair.left(equals)), utf8.hasError() ? std::nullopt : std::optional(value)});
    }
    return parameters;
}

} // namespace

std::optional<QString> HttpRequest::queryValue(const char* name) const
{
    const std::vector<Parameter> parameters = parametersOf(query);
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [name](const Parameter& parameter) { return parameter.name == name; });
    return found == parameters.end() ? std::nullopt : found->value;
}

std::optional<QByteArray> HttpRequest::queryFault(const std::vector<QByteArray>& known) const
{
    std::vector<QByteArray> seen;
    for (const Parameter& parameter : parametersOf(query)) {
        if (std::find(known.begin(), known.end(), parameter.name) == known.end()) {
            return known.empty() ? QByteArray("there are no parameters")
                                 : "the only parameters are " + QByteArrayList(known.begin(), known.end()).join(", ");
        }
        if (std::find(seen.begin(), seen.end(), parameter.name) != seen.end())
            return parameter.name + " is there twice";
        if (!parameter.value)
            return parameter.name + " is not UTF-8";
        seen.push_back(parameter.name);
    }
    return std::nullopt;
}

} // namespace orderdesk
