#include "domain/Violation.h"

#include "json/JsonText.h"

#include <simdjson.h>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr std::string_view kError = "error";
constexpr std::string_view kWarning = "warning";

bool readText(const simdjson::dom::object& object, std::string_view name, std::string& text)
{
    std::string_view view;
    if (object[name].get_string().get(view) != simdjson::SUCCESS) {
        return false;
    }
    text = view;
    return true;
}

bool readViolation(const simdjson::dom::element& element, Violation& violation)
{
    simdjson::dom::object object;
    std::string severity;
    if (element.get_object().get(object) != simdjson::SUCCESS || !readText(object, "pointer", violation.pointer) ||
        !readText(object, "code", violation.code) || !readText(object, "message", violation.message) ||
        !readText(object, "severity", severity) || (severity != kError && severity != kWarning)) {
        return false;
    }
    violation.severity = severity == kError ? Severity::Error : Severity::Warning;
    return true;
}

} // namespace

bool hasErrors(const Violations& violations)
{
    return std::any_of(violations.begin(), violations.end(),
                       [](const Violation& violation) { return violation.severity == Severity::Error; });
}

QByteArray encodeViolations(const Violations& violations)
{
    JsonText json;
    json.beginArray();
    for (const Violation& violation : violations) {
        json.beginObject();
        json.name("pointer").value(violation.pointer);
        json.name("code").value(violation.code);
        json.name("message").value(violation.message);
        json.name("severity").value(violation.severity == Severity::Error ? kError : kWarning);
        json.endObject();
    }
    json.endArray();
    return json.document();
}

Violations decodeViolations(std::string_view json)
{
    simdjson::dom::parser parser;
    simdjson::dom::array array;
    if (json.empty() || parser.parse(json.data(), json.size()).get_array().get(array) != simdjson::SUCCESS) {
        return {};
    }
    Violations violations;
    for (const simdjson::dom::element element : array) {
        if (!readViolation(element, violations.emplace_back())) {
            return {};
        }
    }
    return violations;
}

} // namespace orderdesk
