#pragma once

#include "domain/Order.h"
#include "words/Sentence.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace orderdesk {

// What an order must satisfy, member by member. data/order.schema.json says the same; TestOrderSchema holds them
// together.

inline constexpr std::size_t kMaxItems = 10000;
inline constexpr std::size_t kMaxTextCharacters = 1024;
inline constexpr std::size_t kMaxAddressCharacters = 4096;
inline constexpr std::int64_t kMaxInteger = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t kMinInteger = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kMaxUnixSeconds = 253402300799; ///< 9999-12-31T23:59:59Z

/// What a string must satisfy beyond length and control characters.
enum class TextFormat { Any, NonEmpty, OrderUid, Locale, Phone, Email, Currency };

enum class Presence { Required, Optional };

/// One member of an object of type T: a string, an integer, or (neither set) something with a reader of its own.
template <typename T>
struct MemberRule
{
    std::string_view name;
    Presence presence = Presence::Required;
    std::string T::*text = nullptr;
    TextFormat format = TextFormat::Any;
    std::size_t maxCharacters = kMaxTextCharacters;
    std::int64_t T::*integer = nullptr;
    std::int64_t min = 0;
    std::int64_t max = kMaxInteger;
};

/// One rule that a string breaks; the code lives for ever.
struct TextFault
{
    std::string_view code;
    Sentence rule;
};

/// The first rule that the string breaks, in this order: U+0000, control characters, length, format; null: none. It
/// lives for ever, since a check of each string of an order must not make one. `text` is valid UTF-8. Any thread.
const TextFault* checkText(std::string_view text, TextFormat format, std::size_t maxCharacters);

struct IntegerRange
{
    std::int64_t min = 0;
    std::int64_t max = 0;
};

/// What the integer at this JSON Pointer of an order may be; none where no integer is.
std::optional<IntegerRange> integerRange(std::string_view pointer);

/// What an integer between these, both included, must be.
Sentence rangeRule(std::int64_t min, std::int64_t max);

/// A phone with plain spaces and dashes for those that do not break (U+00A0, U+202F, U+2011): as it is stored and
/// found.
std::string plainPhone(std::string_view text);

/// 1 to 128 of A-Z a-z 0-9 . _ ~ -, and neither . nor .., which no address can hold
bool isOrderUid(std::string_view text);

template <typename T>
constexpr MemberRule<T> textRule(std::string_view name, std::string T::*member, TextFormat format = TextFormat::Any,
                                 std::size_t maxCharacters = kMaxTextCharacters)
{
    return {name, Presence::Required, member, format, maxCharacters};
}

template <typename T>
constexpr MemberRule<T> optionalText(std::string_view name, std::string T::*member)
{
    return {name, Presence::Optional, member};
}

template <typename T>
constexpr MemberRule<T> integerRule(std::string_view name, std::int64_t T::*member, std::int64_t min = 0,
                                    std::int64_t max = kMaxInteger)
{
    return {name, Presence::Required, nullptr, TextFormat::Any, kMaxTextCharacters, member, min, max};
}

inline constexpr auto kOrderRules = std::to_array<MemberRule<Order>>({
    textRule("order_uid", &Order::orderUid, TextFormat::OrderUid),
    textRule("track_number", &Order::trackNumber, TextFormat::NonEmpty),
    textRule("entry", &Order::entry, TextFormat::NonEmpty),
    textRule("customer_id", &Order::customerId, TextFormat::NonEmpty),
    textRule("delivery_service", &Order::deliveryService, TextFormat::NonEmpty),
    textRule("locale", &Order::locale, TextFormat::Locale),
    optionalText("internal_signature", &Order::internalSignature),
    textRule("shardkey", &Order::shardkey),
    textRule("oof_shard", &Order::oofShard),
    integerRule("sm_id", &Order::smId),
    {.name = "date_created"},
    {.name = "delivery"},
    {.name = "payment"},
    {.name = "items"},
});

inline constexpr auto kDeliveryRules = std::to_array<MemberRule<Delivery>>({
    textRule("name", &Delivery::name),
    textRule("phone", &Delivery::phone, TextFormat::Phone),
    textRule("zip", &Delivery::zip),
    textRule("city", &Delivery::city),
    textRule("address", &Delivery::address, TextFormat::Any, kMaxAddressCharacters),
    textRule("region", &Delivery::region),
    textRule("email", &Delivery::email, TextFormat::Email),
});

inline constexpr auto kPaymentRules = std::to_array<MemberRule<Payment>>({
    textRule("transaction", &Payment::transaction, TextFormat::NonEmpty),
    optionalText("request_id", &Payment::requestId),
    textRule("currency", &Payment::currency, TextFormat::Currency),
    textRule("provider", &Payment::provider),
    textRule("bank", &Payment::bank),
    integerRule("amount", &Payment::amount),
    integerRule("delivery_cost", &Payment::deliveryCost),
    integerRule("goods_total", &Payment::goodsTotal),
    integerRule("custom_fee", &Payment::customFee),
    integerRule("payment_dt", &Payment::paymentDt, 0, kMaxUnixSeconds),
});

inline constexpr auto kItemRules = std::to_array<MemberRule<Item>>({
    integerRule("chrt_id", &Item::chrtId, 1),
    integerRule("nm_id", &Item::nmId, 1),
    integerRule("price", &Item::price),
    integerRule("total_price", &Item::totalPrice),
    integerRule("sale", &Item::sale, 0, 100),
    integerRule("status", &Item::status, kMinInteger),
    textRule("rid", &Item::rid),
    textRule("name", &Item::name),
    textRule("size", &Item::size),
    textRule("brand", &Item::brand),
    textRule("track_number", &Item::trackNumber),
});

} // namespace orderdesk
