#include "ui/order/OrderFacts.h"

#include "domain/PaymentCheck.h"
#include "ui/widgets/ViolationsText.h"
#include "ui/words/DisplayText.h"

#include <QCoreApplication>

#include <algorithm>

namespace orderdesk {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("OrderFacts", source);
}

Fact fact(const char* id, const QString& label, const QString& value, bool monospaced = false)
{
    return {QLatin1String(id), label, value, {}, Tone::Neutral, monospaced, {}};
}

Fact step(const char* id, const QString& label, const QString& value, Tone tone)
{
    const QString icon = tone == Tone::Good  ? QStringLiteral("check")
                         : tone == Tone::Bad ? QStringLiteral("cross")
                                             : QStringLiteral("warning");
    return {QLatin1String(id), label, value, icon, tone, false, {}};
}

Fact timeFact(Fact fact, Timestamp time)
{
    fact.value = text::dateTime(time);
    if (time != Timestamp{})
        fact.time = time;
    return fact;
}

Fact sumFact(const char* id, const QString& label, std::optional<std::int64_t> difference, const QString& good)
{
    if (difference == 0)
        return step(id, label, good, Tone::Good);
    if (!difference)
        return step(id, label, translated(QT_TRANSLATE_NOOP("OrderFacts", "too large to add up")), Tone::Warning);
    const QString words = *difference > 0
                              ? translated(QT_TRANSLATE_NOOP("OrderFacts", "%1 more than the parts add up to"))
                              : translated(QT_TRANSLATE_NOOP("OrderFacts", "%1 less than the parts add up to"));
    // Through text, because the smallest 64-bit number has no positive counterpart.
    const QString number = text::number(*difference);
    return step(id, label, words.arg(*difference < 0 ? number.mid(1) : number), Tone::Warning);
}

QList<Fact> kafkaFacts(const StoredOrder& order)
{
    QList<Fact> facts{
        step("kafka", translated(QT_TRANSLATE_NOOP("OrderFacts", "In Kafka")), text::wholePosition(order.position),
             Tone::Good),
        timeFact(fact("kafkaTime", translated(QT_TRANSLATE_NOOP("OrderFacts", "Sent")), {}), order.position.timestamp),
    };
    facts.front().monospaced = true;
    return facts;
}

QList<Fact> checkFacts(const Violations& warnings)
{
    const QString label = translated(QT_TRANSLATE_NOOP("OrderFacts", "Checked"));
    if (warnings.empty())
        return {step("valid", label, translated(QT_TRANSLATE_NOOP("OrderFacts", "valid")), Tone::Good)};
    const int count = static_cast<int>(warnings.size());
    QList<Fact> facts{step("valid", label,
                           QCoreApplication::translate("OrderFacts", "valid, with %n warning(s)", nullptr, count),
                           Tone::Warning)};
    QList<Fact> reasons = violationFacts(warnings);
    for (Fact& reason : reasons.first(std::min<qsizetype>(reasons.size(), mostWarningsInTrace))) {
        reason.icon.clear();
        facts += reason;
    }
    return facts;
}

QList<Fact> storeFacts(const StoredOrder& order)
{
    QList<Fact> facts{
        timeFact(step("stored", translated(QT_TRANSLATE_NOOP("OrderFacts", "Stored")), {}, Tone::Good), order.storedAt),
        fact("revision", translated(QT_TRANSLATE_NOOP("OrderFacts", "Revision")), text::number(order.revision)),
    };
    const auto after = std::chrono::duration_cast<std::chrono::milliseconds>(order.storedAt - order.position.timestamp);
    if (order.position.timestamp != Timestamp{} && after >= std::chrono::milliseconds(0) &&
        after < std::chrono::minutes(1))
        facts += fact("latency", translated(QT_TRANSLATE_NOOP("OrderFacts", "After sending")),
                      after < std::chrono::seconds(1)
                          ? translated(QT_TRANSLATE_NOOP("OrderFacts", "%1 ms")).arg(text::number(after.count()))
                          : translated(QT_TRANSLATE_NOOP("OrderFacts", "%1 s"))
                                .arg(text::locale().toString(static_cast<double>(after.count()) / 1000.0, 'f', 1)));
    return facts;
}

/// What was sent again is nobody's work any more.
Fact deadLettersFact(const std::vector<DeadLetter>& letters)
{
    const auto sentAgain = std::count_if(letters.begin(), letters.end(),
                                         [](const DeadLetter& letter) { return letter.redrivenAt.has_value(); });
    const QString label = translated(QT_TRANSLATE_NOOP("OrderFacts", "Dead letters"));
    const QString number = text::number(static_cast<std::int64_t>(letters.size()));
    if (sentAgain == 0)
        return step("deadLetters", label, number, Tone::Bad);
    if (sentAgain == static_cast<std::ptrdiff_t>(letters.size()))
        return {QStringLiteral("deadLetters"),
                label,
                translated(QT_TRANSLATE_NOOP("OrderFacts", "%1, sent again")).arg(number),
                QStringLiteral("redrive"),
                Tone::Info,
                false,
                {}};
    return step("deadLetters", label,
                translated(QT_TRANSLATE_NOOP("OrderFacts", "%1, of which %2 sent again"))
                    .arg(number, text::number(static_cast<std::int64_t>(sentAgain))),
                Tone::Bad);
}

} // namespace

QList<Fact> traceFacts(const OrderTrace& trace)
{
    QList<Fact> facts;
    if (trace.order) {
        const StoredOrder& order = *trace.order->order;
        facts += kafkaFacts(order);
        facts += checkFacts(order.warnings);
        facts += storeFacts(order);
        facts +=
            step("source", translated(QT_TRANSLATE_NOOP("OrderFacts", "Answered from")),
                 trace.order->source == AnswerSource::Cache ? translated(QT_TRANSLATE_NOOP("OrderFacts", "cache"))
                                                            : translated(QT_TRANSLATE_NOOP("OrderFacts", "database")),
                 Tone::Good);
    } else {
        facts += step("stored", translated(QT_TRANSLATE_NOOP("OrderFacts", "Stored")),
                      translated(QT_TRANSLATE_NOOP("OrderFacts", "no")), Tone::Bad);
    }
    if (trace.deadLettersError)
        facts += step("deadLetters", translated(QT_TRANSLATE_NOOP("OrderFacts", "Dead letters")),
                      translated(QT_TRANSLATE_NOOP("OrderFacts", "not known now")), Tone::Warning);
    else if (!trace.deadLetters.empty())
        facts += deadLettersFact(trace.deadLetters);
    else if (trace.order)
        facts += step("deadLetters", translated(QT_TRANSLATE_NOOP("OrderFacts", "Dead letters")),
                      translated(QT_TRANSLATE_NOOP("OrderFacts", "none")), Tone::Good);
    return facts;
}

QList<Fact> orderFacts(const Order& order)
{
    return {
        fact("track", translated(QT_TRANSLATE_NOOP("OrderFacts", "Track number")), text::fromUtf8(order.trackNumber),
             true),
        timeFact(fact("created", translated(QT_TRANSLATE_NOOP("OrderFacts", "Created")), {}), order.dateCreated),
        fact("customer", translated(QT_TRANSLATE_NOOP("OrderFacts", "Customer")), text::fromUtf8(order.customerId)),
        fact("deliveryService", translated(QT_TRANSLATE_NOOP("OrderFacts", "Delivery service")),
             text::fromUtf8(order.deliveryService)),
        fact("entry", translated(QT_TRANSLATE_NOOP("OrderFacts", "Entry")), text::fromUtf8(order.entry)),
        fact("locale", translated(QT_TRANSLATE_NOOP("OrderFacts", "Locale")), text::fromUtf8(order.locale)),
        fact("signature", translated(QT_TRANSLATE_NOOP("OrderFacts", "Internal signature")),
             text::fromUtf8(order.internalSignature)),
        fact("shard", translated(QT_TRANSLATE_NOOP("OrderFacts", "shardkey / sm_id / oof_shard")),
             QStringLiteral("%1 / %2 / %3")
                 .arg(text::fromUtf8(order.shardkey), QString::number(order.smId), text::fromUtf8(order.oofShard))),
    };
}

QList<Fact> paymentFacts(const Order& order)
{
    const Payment& payment = order.payment;
    const auto money = [&payment](std::int64_t value) { return text::amount(value, payment.currency); };
    const Timestamp paid{std::chrono::seconds(std::clamp<std::int64_t>(payment.paymentDt, 0, 253402300799))};
    return {
        fact("amount", translated(QT_TRANSLATE_NOOP("OrderFacts", "Amount")), money(payment.amount), true),
        fact("goodsTotal", translated(QT_TRANSLATE_NOOP("OrderFacts", "Goods")), money(payment.goodsTotal), true),
        fact("deliveryCost", translated(QT_TRANSLATE_NOOP("OrderFacts", "Delivery")), money(payment.deliveryCost),
             true),
        fact("customFee", translated(QT_TRANSLATE_NOOP("OrderFacts", "Custom fee")), money(payment.customFee), true),
        timeFact(fact("paidAt", translated(QT_TRANSLATE_NOOP("OrderFacts", "Paid")), {}), paid),
        fact("provider", translated(QT_TRANSLATE_NOOP("OrderFacts", "Provider, bank")),
             QStringList{text::fromUtf8(payment.provider), text::fromUtf8(payment.bank)}.join(QStringLiteral(", "))),
        fact("transaction", translated(QT_TRANSLATE_NOOP("OrderFacts", "Transaction")),
             text::fromUtf8(payment.transaction), true),
        fact("request", translated(QT_TRANSLATE_NOOP("OrderFacts", "Request")), text::fromUtf8(payment.requestId),
             true),
    };
}

QList<Fact> paymentCheckFacts(const Order& order)
{
    const PaymentCheck check = checkPayment(order);
    return {
        sumFact("amountCheck", translated(QT_TRANSLATE_NOOP("OrderFacts", "Amount")), check.amountDifference,
                translated(QT_TRANSLATE_NOOP("OrderFacts", "equals goods + delivery + custom fee"))),
        sumFact("goodsCheck", translated(QT_TRANSLATE_NOOP("OrderFacts", "Goods")), check.goodsDifference,
                translated(QT_TRANSLATE_NOOP("OrderFacts", "equal the items' totals"))),
    };
}

QString addressText(const Delivery& delivery)
{
    const QString zipAndCity =
        QStringList{text::fromUtf8(delivery.zip), text::fromUtf8(delivery.city)}.join(QLatin1Char(' ')).trimmed();
    QStringList lines{text::fromUtf8(delivery.name), text::fromUtf8(delivery.address), zipAndCity,
                      text::fromUtf8(delivery.region)};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QList<Fact> deliveryFacts(const Delivery& delivery)
{
    return {
        fact("name", translated(QT_TRANSLATE_NOOP("OrderFacts", "Name")), text::fromUtf8(delivery.name)),
        fact("phone", translated(QT_TRANSLATE_NOOP("OrderFacts", "Phone")), text::fromUtf8(delivery.phone), true),
        fact("email", translated(QT_TRANSLATE_NOOP("OrderFacts", "E-mail")), text::fromUtf8(delivery.email)),
        fact("address", translated(QT_TRANSLATE_NOOP("OrderFacts", "Address")), text::fromUtf8(delivery.address)),
        fact("city", translated(QT_TRANSLATE_NOOP("OrderFacts", "City")), text::fromUtf8(delivery.city)),
        fact("region", translated(QT_TRANSLATE_NOOP("OrderFacts", "Region")), text::fromUtf8(delivery.region)),
        fact("zip", translated(QT_TRANSLATE_NOOP("OrderFacts", "Zip")), text::fromUtf8(delivery.zip), true),
    };
}

BadgeContent storedState(const OrderTrace& trace)
{
    if (!trace.order) {
        return trace.deadLetters.empty() ? BadgeContent{Tone::Neutral, QStringLiteral("cross"),
                                                        translated(QT_TRANSLATE_NOOP("OrderFacts", "Not stored"))}
                                         : BadgeContent{Tone::Bad, QStringLiteral("cross"),
                                                        translated(QT_TRANSLATE_NOOP("OrderFacts", "Dead letter"))};
    }
    const StoredOrder& order = *trace.order->order;
    const QString words = translated(QT_TRANSLATE_NOOP("OrderFacts", "Stored, revision %1")).arg(order.revision);
    return order.warnings.empty() ? BadgeContent{Tone::Good, QStringLiteral("check"), words}
                                  : BadgeContent{Tone::Warning, QStringLiteral("warning"), words};
}

} // namespace orderdesk
