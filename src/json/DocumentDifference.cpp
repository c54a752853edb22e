#include "json/DocumentDifference.h"

#include <simdjson.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

namespace orderdesk {

namespace {

namespace dom = simdjson::dom;

std::string textOf(const dom::element& value)
{
    return simdjson::minify(value);
}

/// One level of a JSON Pointer, escaped.
std::string step(const std::string& pointer, std::string_view name)
{
    std::string result = pointer + '/';
    for (const char c : name) {
        if (c == '~') {
            result += "~0";
        } else if (c == '/') {
            result += "~1";
        } else {
            result += c;
        }
    }
    return result;
}

/// The JSON text of a member of an object; empty when there is none.
std::string memberOf(const dom::element& value, std::string_view name)
{
    dom::element member;
    return value.is_object() && value.at_key(name).get(member) == simdjson::SUCCESS ? textOf(member) : std::string();
}

std::string nameOf(const dom::element& value)
{
    for (const std::string_view name : {"name", "rid"}) {
        std::string_view text;
        dom::element member;
        if (value.is_object() && value.at_key(name).get(member) == simdjson::SUCCESS &&
            member.get_string().get(text) == simdjson::SUCCESS && !text.empty()) {
            return std::string(text);
        }
    }
    return {};
}

/// Equal regardless of the order of members.
bool equal(const dom::element& a, const dom::element& b)
{
    if (a.type() != b.type()) {
        return false;
    }
    if (a.is_object()) {
        const dom::object left = a.get_object();
        const dom::object right = b.get_object();
        return left.size() == right.size() && std::all_of(left.begin(), left.end(), [&](const auto& member) {
                   dom::element other;
                   return right.at_key(member.key).get(other) == simdjson::SUCCESS && equal(member.value, other);
               });
    }
    if (a.is_array()) {
        const dom::array left = a.get_array();
        const dom::array right = b.get_array();
        return left.size() == right.size() &&
               std::equal(left.begin(), left.end(), right.begin(),
                          [](const dom::element& x, const dom::element& y) { return equal(x, y); });
    }
    return textOf(a) == textOf(b);
}

/// Which element of the earlier array each of the later one was.
class Pairing final
{
public:
    Pairing(const std::vector<dom::element>& before, const std::vector<dom::element>& after)
        : m_before(before)
        , m_after(after)
        , m_taken(before.size())
        , m_origin(after.size())
    {
        const auto rid = [](const dom::element& value) { return named(memberOf(value, "rid")); };
        const auto chrtId = [](const dom::element& value) { return memberOf(value, "chrt_id"); };
        const auto both = [&](const dom::element& value) {
            const std::string first = rid(value);
            const std::string second = chrtId(value);
            return first.empty() || second.empty() ? std::string() : first + ' ' + second;
        };
        pairBy(textOf);
        pairBy(both);
        pairBy(rid);
        pairBy(chrtId);
        if (m_before.size() == m_after.size()) {
            pairPlain();
        }
    }

    const std::vector<std::optional<std::size_t>>& origin() const { return m_origin; }
    bool isTaken(std::size_t earlier) const { return m_taken[earlier]; }
    /// Of the later elements: those that do not stand as they stood among the others that stayed.
    std::vector<bool> moved() const;

private:
    static std::string named(const std::string& text) { return text == "\"\"" ? std::string() : text; }

    /// Pairs what is still free and has the same key, in order; an empty key is none.
    void pairBy(const std::function<std::string(const dom::element&)>& keyOf)
    {
        std::unordered_map<std::string, std::vector<std::size_t>> free; // newest last, so walked from behind
        for (std::size_t i = m_before.size(); i-- > 0;) {
            if (!m_taken[i]) {
                free[keyOf(m_before[i])].push_back(i);
            }
        }
        for (std::size_t i = 0; i < m_after.size(); ++i) {
            if (m_origin[i]) {
                continue;
            }
            const std::string key = keyOf(m_after[i]);
            const auto found = key.empty() ? free.end() : free.find(key);
            if (found == free.end() || found->second.empty()) {
                continue;
            }
            m_origin[i] = found->second.back();
            m_taken[found->second.back()] = true;
            found->second.pop_back();
        }
    }

    /// Plain values, and objects that carry no name of their own, are what stands at the same place.
    void pairPlain()
    {
        for (std::size_t i = 0; i < m_after.size(); ++i) {
            const bool nameless = memberOf(m_after[i], "rid").empty() && memberOf(m_after[i], "chrt_id").empty() &&
                                  memberOf(m_before[i], "rid").empty() && memberOf(m_before[i], "chrt_id").empty();
            if (!m_origin[i] && !m_taken[i] && nameless) {
                m_origin[i] = i;
                m_taken[i] = true;
            }
        }
    }

    const std::vector<dom::element>& m_before;
    const std::vector<dom::element>& m_after;
    std::vector<bool> m_taken;
    std::vector<std::optional<std::size_t>> m_origin;
};

/// What is outside a longest rising run of origins has moved; so one that went to the front is one move, not all.
std::vector<bool> Pairing::moved() const
{
    std::vector<std::size_t> ends; // of the best run of each length, as an index into m_origin
    std::vector<std::optional<std::size_t>> previous(m_origin.size());
    for (std::size_t i = 0; i < m_origin.size(); ++i) {
        if (!m_origin[i]) {
            continue;
        }
        const auto place =
            std::lower_bound(ends.begin(), ends.end(), *m_origin[i],
                             [this](std::size_t end, std::size_t origin) { return *m_origin[end] < origin; });
        if (place != ends.begin()) {
            previous[i] = *(place - 1);
        }
        if (place == ends.end()) {
            ends.push_back(i);
        } else {
            *place = i;
        }
    }
    std::vector<bool> moved(m_origin.size());
    std::transform(m_origin.begin(), m_origin.end(), moved.begin(),
                   [](const auto& origin) { return origin.has_value(); });
    for (std::optional<std::size_t> i = ends.empty() ? std::nullopt : std::optional(ends.back()); i; i = previous[*i]) {
        moved[*i] = false;
    }
    return moved;
}

class Comparison final
{
public:
    using Kind = DocumentChange::Kind;

    void compare(const dom::element& before, const dom::element& after, const std::string& pointer)
    {
        if (before.is_object() && after.is_object()) {
            compareObjects(before.get_object(), after.get_object(), pointer);
        } else if (before.is_array() && after.is_array()) {
            compareArrays(before.get_array(), after.get_array(), pointer);
        } else if (!equal(before, after)) {
            add(Kind::Changed, pointer, textOf(before), textOf(after));
        }
    }

    std::vector<DocumentChange> take() { return std::move(m_changes); }

private:
    void compareObjects(const dom::object& before, const dom::object& after, const std::string& pointer)
    {
        for (const dom::key_value_pair member : after) {
            dom::element other;
            if (before.at_key(member.key).get(other) == simdjson::SUCCESS) {
                compare(other, member.value, step(pointer, member.key));
            } else {
                add(Kind::Added, step(pointer, member.key), {}, textOf(member.value));
            }
        }
        for (const dom::key_value_pair member : before) {
            dom::element other;
            if (after.at_key(member.key).get(other) != simdjson::SUCCESS) {
                add(Kind::Removed, step(pointer, member.key), textOf(member.value), {});
            }
        }
    }

    void compareArrays(const dom::array& before, const dom::array& after, const std::string& pointer)
    {
        const std::vector<dom::element> earlier(before.begin(), before.end());
        const std::vector<dom::element> later(after.begin(), after.end());
        const Pairing pairing(earlier, later);
        const std::vector<bool> moved = pairing.moved();
        const std::string outer = m_element;
        for (std::size_t i = 0; i < later.size(); ++i) {
            const std::string place = step(pointer, std::to_string(i));
            m_element = nameOf(later[i]);
            const std::optional<std::size_t> origin = pairing.origin()[i];
            if (!origin) {
                add(Kind::Added, place, {}, textOf(later[i]));
                continue;
            }
            if (moved[i] && *origin != i) {
                add(Kind::Moved, place, std::to_string(*origin), std::to_string(i));
            }
            compare(earlier[*origin], later[i], place);
        }
        for (std::size_t i = 0; i < earlier.size(); ++i) {
            if (!pairing.isTaken(i)) {
                m_element = nameOf(earlier[i]);
                add(Kind::Removed, step(pointer, std::to_string(i)), textOf(earlier[i]), {});
            }
        }
        m_element = outer;
    }

    void add(Kind kind, const std::string& pointer, std::string before, std::string after)
    {
        m_changes.push_back({kind, pointer, std::move(before), std::move(after), m_element});
    }

    std::vector<DocumentChange> m_changes;
    std::string m_element;
};

} // namespace

Result<std::vector<DocumentChange>> compareDocuments(std::string_view before, std::string_view after)
{
    dom::parser earlierParser;
    dom::parser laterParser;
    dom::element earlier;
    dom::element later;
    if (earlierParser.parse(simdjson::padded_string(before)).get(earlier) != simdjson::SUCCESS ||
        laterParser.parse(simdjson::padded_string(after)).get(later) != simdjson::SUCCESS) {
        return failure(ErrorCode::InvalidInput, Sentence::tr("a document does not read as JSON"));
    }
    Comparison comparison;
    comparison.compare(earlier, later, {});
    return comparison.take();
}

} // namespace orderdesk
