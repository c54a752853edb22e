#pragma once

#include "domain/ViolationSink.h"

#include <simdjson.h>

#include <string_view>
#include <utility>
#include <vector>

namespace orderdesk {

/// Looks at the parts of a document that no rule knows: they may hold anything except U+0000 and duplicate keys.
class UnknownMembers final
{
public:
    using Member = std::pair<std::string_view, simdjson::dom::element>;

    explicit UnknownMembers(ViolationSink& sink)
        : m_sink(sink)
    {
    }

    /// A value and everything below it.
    void check(const simdjson::dom::element& value, const Place& place);

    /// One warning for each unknown member of the object at `parent`, then what is inside them.
    void report(const std::vector<Member>& members, const Place& parent);

private:
    void checkObject(const simdjson::dom::object& object, const Place& place);
    void checkKeys(const std::vector<Member>& members, const Place& parent);

    ViolationSink& m_sink;
};

} // namespace orderdesk
