#pragma once

#include "domain/IntegerReading.h"
#include "domain/OrderRules.h"
#include "domain/UnknownMembers.h"
#include "domain/ViolationSink.h"
#include "json/StrictJson.h"

#include <algorithm>
#include <bitset>
#include <initializer_list>

namespace orderdesk {

/// Reads one JSON object by its table of rules: sorts its members, checks each value, writes what is valid into the
/// structure and reports the rest. Lives on the stack while its object is read.
template <typename T, std::size_t N>
class ObjectReader final
{
public:
    /// Duplicates are reported at once, they make everything after them doubtful.
    ObjectReader(const simdjson::dom::object& object, const std::array<MemberRule<T>, N>& rules, const Place& place,
                 const StrictJson& json, ViolationSink& sink)
        : m_rules(rules)
        , m_place(place)
        , m_json(json)
        , m_sink(sink)
    {
        for (const simdjson::dom::key_value_pair member : object) {
            sortIn(member);
        }
        for (std::size_t i = 0; m_duplicates.any() && i < N; ++i) {
            if (m_duplicates[i]) {
                m_sink.error(Place(m_place, m_rules[i].name), "duplicate_member",
                             Sentence::tr("must not occur more than once"));
            }
        }
    }

    void readAll(T& target)
    {
        readPlainMembers(target);
        reportUnknownMembers();
    }

    /// The strings and integers.
    void readPlainMembers(T& target)
    {
        for (std::size_t i = 0; i < N; ++i) {
            if (m_rules[i].text != nullptr) {
                readText(i, target);
            } else if (m_rules[i].integer != nullptr) {
                readInteger(i, target);
            }
        }
    }

    void reportUnknownMembers()
    {
        if (!m_unknown.empty()) {
            UnknownMembers(m_sink).report(m_unknown, m_place);
        }
    }

    Place placeOf(std::string_view name) const { return Place(m_place, name); }

    /// The member's value; null, and missing_member, where there is none.
    const simdjson::dom::element* require(std::string_view name) { return requireAt(indexOf(name)); }

    /// Whether each of these plain members was there once and is written to the structure.
    bool areValid(std::initializer_list<std::string_view> names) const
    {
        return std::all_of(names.begin(), names.end(),
                           [this](std::string_view name) { return m_valid[indexOf(name)]; });
    }

private:
    std::size_t indexOf(std::string_view name) const
    {
        const auto named = [name](const MemberRule<T>& rule) { return rule.name == name; };
        return static_cast<std::size_t>(std::find_if(m_rules.begin(), m_rules.end(), named) - m_rules.begin());
    }

    void sortIn(const simdjson::dom::key_value_pair& member)
    {
        const std::size_t i = indexOf(member.key);
        if (i == N) {
            m_unknown.emplace_back(member.key, member.value);
        } else if (m_present[i]) {
            m_duplicates.set(i);
        } else {
            m_present.set(i);
            m_values[i] = member.value;
        }
    }

    const simdjson::dom::element* requireAt(std::size_t i)
    {
        if (m_present[i]) {
            return &m_values[i];
        }
        if (m_rules[i].presence == Presence::Required) {
            m_sink.error(Place(m_place, m_rules[i].name), "missing_member", orderdesk::Sentence::tr("must be there"));
        }
        return nullptr;
    }

    void readText(std::size_t i, T& target)
    {
        const MemberRule<T>& rule = m_rules[i];
        const simdjson::dom::element* value = requireAt(i);
        if (value == nullptr) {
            return;
        }
        std::string_view text;
        if (value->get_string().get(text) != simdjson::SUCCESS) {
            m_sink.error(Place(m_place, rule.name), "wrong_type", Sentence::tr("must be a string"));
        } else if (const TextFault* fault = checkText(text, rule.format, rule.maxCharacters)) {
            m_sink.error(Place(m_place, rule.name), fault->code, fault->rule);
        } else {
            target.*rule.text = rule.format == TextFormat::Phone ? plainPhone(text) : std::string(text);
            m_valid.set(i, !m_duplicates[i]);
        }
    }

    void readInteger(std::size_t i, T& target)
    {
        const MemberRule<T>& rule = m_rules[i];
        const simdjson::dom::element* value = requireAt(i);
        if (value == nullptr) {
            return;
        }
        const IntegerReading reading{m_json, m_sink, rule.min, rule.max};
        if (const auto number = reading.read(*value, Place(m_place, rule.name))) {
            target.*rule.integer = *number;
            m_valid.set(i, !m_duplicates[i]);
        }
    }

    const std::array<MemberRule<T>, N>& m_rules;
    const Place& m_place;
    const StrictJson& m_json;
    ViolationSink& m_sink;
    std::array<simdjson::dom::element, N> m_values;
    std::bitset<N> m_present;
    std::bitset<N> m_duplicates;
    std::bitset<N> m_valid;
    std::vector<UnknownMembers::Member> m_unknown;
};

} // namespace orderdesk
