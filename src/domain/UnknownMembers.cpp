#include "domain/UnknownMembers.h"

#include <algorithm>

namespace orderdesk {

namespace dom = simdjson::dom;

void UnknownMembers::check(const dom::element& value, const Place& place)
{
    switch (value.type()) {
    case dom::element_type::STRING: {
        std::string_view text;
        if (value.get_string().get(text) == simdjson::SUCCESS && text.find('\0') != std::string_view::npos) {
            m_sink.error(place, "null_character", Sentence::tr("must not hold U+0000"));
        }
        return;
    }
    case dom::element_type::ARRAY: {
        std::size_t index = 0;
        for (const dom::element element : dom::array(value.get_array())) {
            check(element, Place(place, index++));
        }
        return;
    }
    case dom::element_type::OBJECT:
        checkObject(dom::object(value.get_object()), place);
        return;
    default:
        return;
    }
}

void UnknownMembers::report(const std::vector<Member>& members, const Place& parent)
{
    checkKeys(members, parent);
    for (const auto& [name, value] : members) {
        const Place place(parent, name);
        m_sink.warning(place, "unknown_member", Sentence::tr("is not a member of an order, it is not kept"));
        check(value, place);
    }
}

void UnknownMembers::checkObject(const dom::object& object, const Place& place)
{
    std::vector<Member> members;
    for (const dom::key_value_pair member : object) {
        members.emplace_back(member.key, member.value);
    }
    checkKeys(members, place);
    for (const auto& [name, value] : members) {
        check(value, Place(place, name));
    }
}

/// Sorted, because the number of keys is the sender's choice.
void UnknownMembers::checkKeys(const std::vector<Member>& members, const Place& parent)
{
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const auto& [name, value] : members) {
        names.push_back(name);
        if (name.find('\0') != std::string_view::npos) {
            m_sink.error(Place(parent, name), "null_character", Sentence::tr("must not hold U+0000"));
        }
    }
    std::sort(names.begin(), names.end());
    for (auto name = std::adjacent_find(names.begin(), names.end()); name != names.end();) {
        m_sink.error(Place(parent, *name), "duplicate_member", Sentence::tr("must not occur more than once"));
        name = std::adjacent_find(std::upper_bound(name, names.end(), *name), names.end());
    }
}

} // namespace orderdesk
