#include "generator/Mutation.h"

#include "json/JsonLexer.h"

#include <QStringBuilder>

#include <array>

namespace orderdesk {

namespace {

/// Where the value of the first member of this name begins. In a canonical document `"name":` cannot be inside a text.
qsizetype valueOf(const QByteArray& json, const QByteArray& name)
{
    return json.indexOf(QByteArray("\"" + name + "\":")) + name.size() + 3;
}

void setValue(QByteArray& json, const QByteArray& name, const QByteArray& value)
{
    const qsizetype start = valueOf(json, name);
    json.replace(start, JsonLexer(json, start).skipValue() - start, value);
}

void insertMember(QByteArray& json, const QByteArray& member)
{
    json.insert(1, member + ",");
}

/// Not within a character: that would be another rule.
void truncate(QByteArray& json, SplitMix& random)
{
    auto length = static_cast<qsizetype>(random.between(1, json.size() - 1));
    while ((static_cast<unsigned char>(json[length]) & 0xC0U) == 0x80U) {
        --length;
    }
    json.truncate(length);
}

void removeMember(QByteArray& json, const QByteArray& name)
{
    const qsizetype value = valueOf(json, name);
    const qsizetype start = value - name.size() - 3;
    json.remove(start, JsonLexer(json, value).skipValue() + 1 - start);
}

/// A member gets a value that breaks its rule.
struct BadValue
{
    std::string_view name;
    std::string_view value;
    std::string_view violatedCode;
};

constexpr auto kBadValues = std::to_array<BadValue>({
    {"sm_id", "\"99\"", "wrong_type"},
    {"amount", "1817.0", "wrong_type"},
    {"delivery", "null", "wrong_type"},
    {"payment", "[]", "wrong_type"},
    {"rid", "12", "wrong_type"},
    {"customer_id", "\"\"", "empty_string"},
    {"sale", "150", "out_of_range"},
    {"custom_fee", "-1", "out_of_range"},
    {"nm_id", "99999999999999999999", "out_of_range"},
    {"city", R"("Line\nbreak")", "control_character"},
    {"address", R"("Nothing \u0000 here")", "null_character"},
    {"brand", R"("Half \ud83d")", "lone_surrogate"},
    {"region", "\"\xC3\x28\"", "invalid_utf8"},
    {"entry", "\"tab\there\"", "invalid_json"},
    {"locale", "\"ru_RU\"", "invalid_locale"},
    {"phone", "\"8 800\"", "invalid_phone"},
    {"email", "\"nobody.example.com\"", "invalid_email"},
    {"currency", "\"usd\"", "invalid_currency"},
    {"date_created", "\"2024-02-30T00:00:00Z\"", "invalid_timestamp"},
    {"items", "[]", "too_few_items"},
});

/// A change of the document's form.
enum class Damage { BadOrderUid, NoOrderUid, NoZip, LongName, Duplicate, Deep, Mark, Truncated, Trailing, NotAnObject };

constexpr int kDamages = 10;

Mutation damage(QByteArray& json, Damage kind, SplitMix& random)
{
    switch (kind) {
    case Damage::BadOrderUid:
        setValue(json, "order_uid", "\"not / an order\"");
        return {"invalid_order_uid", false};
    case Damage::NoOrderUid:
        removeMember(json, "order_uid");
        return {"missing_member", false};
    case Damage::NoZip:
        removeMember(json, "zip");
        return {"missing_member"};
    case Damage::LongName:
        setValue(json, "name", "\"" + QByteArray("Long ").repeated(205) + "\"");
        return {"too_long"};
    case Damage::Duplicate:
        insertMember(json, R"("entry":"TWICE")");
        return {"duplicate_member"};
    case Damage::Deep:
        insertMember(json, "\"depth\":" + QByteArray("[").repeated(40) + QByteArray("]").repeated(40));
        return {"nesting_too_deep"};
    case Damage::Mark:
        json.prepend("\xEF\xBB\xBF");
        return {"byte_order_mark"};
    case Damage::Truncated:
        truncate(json, random);
        return {"invalid_json"};
    case Damage::Trailing:
        json.append("}");
        return {"invalid_json"};
    case Damage::NotAnObject:
        json = "[" + json + "]";
        return {"wrong_type", false};
    }
    return {};
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

Mutation breakOneRule(QByteArray& json, SplitMix& random)
{
    const std::size_t choice = random.below(kBadValues.size() + kDamages);
    if (choice >= kBadValues.size()) {
        return damage(json, static_cast<Damage>(choice - kBadValues.size()), random);
    }
    const BadValue& bad = kBadValues[choice];
    setValue(json, bytes(bad.name), bytes(bad.value));
    return {bad.violatedCode};
}

} // namespace orderdesk
