#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/filter/EventMatcher.h"
#include "ui/filter/FilterCondition.h"
#include "ui/filter/FilterKeys.h"
#include "ui/filter/FilterWords.h"
#include "ui/words/Language.h"

#include <QTest>
#include <QTimeZone>

#include <random>

using namespace orderdesk;

namespace {

using Period = FilterCondition::Period;
using State = OrderFilter::State;

/// Tuesday, in a zone that is neither UTC nor the machine's.
QDateTime now()
{
    return QDateTime(QDate(2026, 11, 24), QTime(13, 30, 5), QTimeZone(3 * 3600));
}

Timestamp at(int year, int month, int day, int hour = 0, int minute = 0, int second = 0)
{
    const QDateTime time(QDate(year, month, day), QTime(hour, minute, second), QTimeZone(3 * 3600));
    return Timestamp(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

FilterCondition dates(const QString& from, const QString& until)
{
    return {FilterField::Date, from, until, {}, Period::Custom};
}

FilterCondition amounts(const QString& from, const QString& until)
{
    return {FilterField::Amount, from, until, {}, {}};
}

FilterCondition word(FilterField field, const QString& value)
{
    return {field, value, {}, {}, {}};
}

} // namespace

class TestFilterCondition final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void combinesAllConditions();
    void readsPeriods_data();
    void readsPeriods();
    void readsDates_data();
    void readsDates();
    void anHourThatComesTwiceIsBoth_data();
    void anHourThatComesTwiceIsBoth();
    void readsAmounts_data();
    void readsAmounts();
    void saysWhyItCannotBeRead_data();
    void saysWhyItCannotBeRead();
    void keepsWhatCanBeReadBesideWhatCannot();
    void statesOfLiveMessagesAreNoStatesOfStoredOrders();
    void parsesOneLine_data();
    void parsesOneLine();
    void everyWordIsReadInEveryLanguage();
    void readsRussianLines_data();
    void readsRussianLines();
    void describesConditions();
    void matcherAgreesWithItsModel();
    void matchesTextInEveryAlphabet();
    void aDeadLetterMatchesOnlyWhatIsKnownOfIt();
};

void TestFilterCondition::combinesAllConditions()
{
    const FilterReading reading = readConditions({word(FilterField::Text, QStringLiteral(" abc ")),
                                                  {FilterField::State, {}, {}, State::Updated, {}},
                                                  {FilterField::Warnings, {}, {}, {}, {}},
                                                  word(FilterField::Currency, QStringLiteral("usd")),
                                                  word(FilterField::City, QStringLiteral("Porto Alegre")),
                                                  word(FilterField::DeliveryService, QStringLiteral("dhl")),
                                                  amounts(QStringLiteral("100"), QStringLiteral("2 500")),
                                                  {FilterField::Date, {}, {}, {}, Period::Yesterday}},
                                                 now(), false);
    QVERIFY(reading.isReadable());
    OrderFilter wanted;
    wanted.text = QStringLiteral("abc");
    wanted.state = State::Updated;
    wanted.withWarnings = true;
    wanted.currency = QStringLiteral("USD");
    wanted.city = QStringLiteral("Porto Alegre");
    wanted.deliveryService = QStringLiteral("dhl");
    wanted.amountMin = 100;
    wanted.amountMax = 2500;
    wanted.storedFrom = at(2026, 11, 23);
    wanted.storedUntil = at(2026, 11, 24);
    QCOMPARE(reading.filter, wanted);
}

void TestFilterCondition::readsPeriods_data()
{
    QTest::addColumn<Period>("period");
    QTest::addColumn<std::optional<Timestamp>>("from");
    QTest::addColumn<std::optional<Timestamp>>("until");
    const auto none = std::optional<Timestamp>();
    QTest::newRow("today") << Period::Today << std::optional(at(2026, 11, 24)) << none;
    QTest::newRow("yesterday") << Period::Yesterday << std::optional(at(2026, 11, 23))
                               << std::optional(at(2026, 11, 24));
    QTest::newRow("last hour") << Period::LastHour << std::optional(at(2026, 11, 24, 12, 30, 5)) << none;
    QTest::newRow("last 7 days") << Period::Last7Days << std::optional(at(2026, 11, 18)) << none;
}

void TestFilterCondition::readsPeriods()
{
    QFETCH(const Period, period);
    QFETCH(const std::optional<Timestamp>, from);
    QFETCH(const std::optional<Timestamp>, until);
    const FilterReading reading = readConditions({{FilterField::Date, {}, {}, {}, period}}, now(), true);
    QVERIFY(reading.isReadable());
    QCOMPARE(reading.filter.storedFrom, from);
    QCOMPARE(reading.filter.storedUntil, until);
}

void TestFilterCondition::readsDates_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("until");
    QTest::addColumn<std::optional<Timestamp>>("first");
    QTest::addColumn<std::optional<Timestamp>>("end");
    const auto none = std::optional<Timestamp>();
    const auto some = [](Timestamp time) { return std::optional(time); };
    QTest::newRow("one day is whole") << "2026-11-20"
                                      << "2026-11-20" << some(at(2026, 11, 20)) << some(at(2026, 11, 21));
    QTest::newRow("from only") << "2026-02-28"
                               << "" << some(at(2026, 2, 28)) << none;
    QTest::newRow("until a minute, which is part of it") << ""
                                                         << "2026-11-20 13:00" << none << some(at(2026, 11, 20, 13, 1));
    QTest::newRow("to the second") << "2026-11-20T13:00:07"
                                   << "2026-11-20 13:00:07" << some(at(2026, 11, 20, 13, 0, 7))
                                   << some(at(2026, 11, 20, 13, 0, 8));
    QTest::newRow("time of today") << "9:05"
                                   << "" << some(at(2026, 11, 24, 9, 5)) << none;
    QTest::newRow("with dots") << "1.2.2026"
                               << "" << some(at(2026, 2, 1)) << none;
}

void TestFilterCondition::readsDates()
{
    QFETCH(const QString, from);
    QFETCH(const QString, until);
    QFETCH(const std::optional<Timestamp>, first);
    QFETCH(const std::optional<Timestamp>, end);
    const FilterReading reading = readConditions({dates(from, until)}, now(), true);
    QVERIFY2(reading.isReadable(), qPrintable(reading.problems.first()));
    QCOMPARE(reading.filter.storedFrom, first);
    QCOMPARE(reading.filter.storedUntil, end);
}

/// Berlin's clocks go back from 3 to 2 o'clock on 2026-10-25, at 01:00 UTC; Havana's from 1 to 0, so midnight is twice.
void TestFilterCondition::anHourThatComesTwiceIsBoth_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("until");
    QTest::addColumn<QString>("first"); // in UTC
    QTest::addColumn<QString>("end");
    const auto row = [](const char* name, const char* zone, const char* from, const char* until, const char* first,
                        const char* end) {
        QTest::newRow(name) << QByteArray(zone) << QString::fromLatin1(from) << QString::fromLatin1(until)
                            << QString::fromLatin1(first) << QString::fromLatin1(end);
    };
    row("the hour", "Europe/Berlin", "2026-10-25 02:00", "2026-10-25 02:59", "2026-10-25T00:00:00Z",
        "2026-10-25T02:00:00Z");
    row("a minute of it", "Europe/Berlin", "2026-10-25 02:30", "2026-10-25 02:30", "2026-10-25T00:30:00Z",
        "2026-10-25T01:31:00Z");
    row("the day", "Europe/Berlin", "2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    row("the hour that is left out", "Europe/Berlin", "2026-03-29 01:59", "2026-03-29 03:00", "2026-03-29T00:59:00Z",
        "2026-03-29T01:01:00Z");
    row("a day with two midnights", "America/Havana", "2026-11-01", "2026-11-01", "2026-11-01T04:00:00Z",
        "2026-11-02T05:00:00Z");
    row("the day before", "America/Havana", "2026-10-31", "2026-10-31", "2026-10-31T04:00:00Z", "2026-11-01T04:00:00Z");
}

void TestFilterCondition::anHourThatComesTwiceIsBoth()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, from);
    QFETCH(const QString, until);
    const QTimeZone local(zone);
    if (!local.isValid()) {
        QSKIP("this machine knows no time zones");
    }
    const QDateTime now(QDate(2026, 11, 24), QTime(13, 30), local);
    const FilterReading reading = readConditions({dates(from, until)}, now, true);
    QVERIFY2(reading.isReadable(), qPrintable(reading.problems.value(0)));
    QTEST(QString::fromLatin1(formatRfc3339(reading.filter.storedFrom.value_or(Timestamp{}))), "first");
    QTEST(QString::fromLatin1(formatRfc3339(reading.filter.storedUntil.value_or(Timestamp{}))), "end");
}

void TestFilterCondition::readsAmounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qlonglong>("amount");
    QTest::newRow("plain") << "1817" << 1817LL;
    QTest::newRow("grouped") << "1,817" << 1817LL;
    QTest::newRow("with blanks") << "1 000 000" << 1'000'000LL;
    QTest::newRow("with narrow blanks") << QStringLiteral("1\u202f000") << 1000LL;
    QTest::newRow("largest") << "9223372036854775807" << std::numeric_limits<qlonglong>::max();
    QTest::newRow("zero") << "0" << 0LL;
}

void TestFilterCondition::readsAmounts()
{
    QFETCH(const QString, text);
    QFETCH(const qlonglong, amount);
    const FilterReading reading = readConditions({amounts(text, text)}, now(), true);
    QVERIFY2(reading.isReadable(), qPrintable(reading.problems.first()));
    QCOMPARE(*reading.filter.amountMin, amount);
    QCOMPARE(*reading.filter.amountMax, amount);
}

void TestFilterCondition::saysWhyItCannotBeRead_data()
{
    QTest::addColumn<FilterCondition>("condition");
    QTest::addColumn<QString>("why");
    QTest::newRow("letters") << amounts(QStringLiteral("abc"), {}) << "“abc” is not a whole number";
    QTest::newRow("fraction") << amounts({}, QStringLiteral("12.50")) << "“12.50” is not a whole number";
    QTest::newRow("beyond 64 bits") << amounts(QStringLiteral("9223372036854775808"), {})
                                    << "“9223372036854775808” is not a whole number";
    QTest::newRow("turned round") << amounts(QStringLiteral("5000"), QStringLiteral("100"))
                                  << "5,000 is more than 100, so no amount is between them";
    QTest::newRow("no amount") << amounts({}, QStringLiteral(" ")) << "no amount is given";
    QTest::newRow("no such day") << dates(QStringLiteral("2026-02-30"), {})
                                 << "“2026-02-30” is not a date: write 2026-11-24, with or without a time like 13:00";
    QTest::newRow("dates turned round") << dates(QStringLiteral("2026-11-24"), QStringLiteral("2026-11-23"))
                                        << "2026-11-24 is after 2026-11-23, so nothing is between them";
    QTest::newRow("no date") << dates({}, {}) << "no date is given";
    QTest::newRow("no currency") << word(FilterField::Currency, QStringLiteral("dollars"))
                                 << "a currency is three letters, like USD";
    QTest::newRow("letters, not ASCII") << word(FilterField::Currency, QStringLiteral("руб"))
                                        << "a currency is three letters, like USD";
    QTest::newRow("no city") << word(FilterField::City, QStringLiteral("  ")) << "nothing is given";
}

void TestFilterCondition::saysWhyItCannotBeRead()
{
    QFETCH(const FilterCondition, condition);
    QFETCH(const QString, why);
    const FilterReading reading = readConditions({condition}, now(), true);
    QVERIFY(!reading.isReadable());
    QCOMPARE(reading.problems.first(), why);
    QVERIFY(reading.filter.isEmpty());
}

void TestFilterCondition::keepsWhatCanBeReadBesideWhatCannot()
{
    const FilterReading reading = readConditions(
        {word(FilterField::City, QStringLiteral("Oslo")), amounts(QStringLiteral("many"), {})}, now(), true);
    QVERIFY(reading.problems.at(0).isEmpty());
    QVERIFY(!reading.problems.at(1).isEmpty());
    QCOMPARE(reading.filter.city, QStringLiteral("Oslo"));
    QVERIFY(!reading.filter.amountMin);
}

void TestFilterCondition::statesOfLiveMessagesAreNoStatesOfStoredOrders()
{
    for (const State state : {State::New, State::Updated, State::Unchanged, State::Superseded, State::DeadLettered}) {
        const QList<FilterCondition> conditions{{FilterField::State, {}, {}, state, {}}};
        QCOMPARE(readConditions(conditions, now(), false).filter.state, std::optional(state));
        const bool isStored = state == State::New || state == State::Updated;
        QCOMPARE(readConditions(conditions, now(), true).isReadable(), isStored);
    }
}

void TestFilterCondition::parsesOneLine_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<FilterCondition>("condition");
    const auto text = [](const char* value) { return word(FilterField::Text, QString::fromUtf8(value)); };
    QTest::newRow("text") << " anna " << text("anna");
    QTest::newRow("city") << "City: Porto Alegre" << word(FilterField::City, QStringLiteral("Porto Alegre"));
    QTest::newRow("currency") << "currency:USD" << word(FilterField::Currency, QStringLiteral("USD"));
    QTest::newRow("service") << "service:dhl" << word(FilterField::DeliveryService, QStringLiteral("dhl"));
    QTest::newRow("amounts") << "amount:100..500" << amounts(QStringLiteral("100"), QStringLiteral("500"));
    QTest::newRow("amounts from") << "amount:100.." << amounts(QStringLiteral("100"), {});
    QTest::newRow("one amount") << "amount:100" << amounts(QStringLiteral("100"), QStringLiteral("100"));
    QTest::newRow("unreadable amount") << "amount:abc" << amounts(QStringLiteral("abc"), QStringLiteral("abc"));
    QTest::newRow("day") << "date:yesterday" << FilterCondition{FilterField::Date, {}, {}, {}, Period::Yesterday};
    QTest::newRow("days") << "date:2026-11-01..2026-11-05"
                          << dates(QStringLiteral("2026-11-01"), QStringLiteral("2026-11-05"));
    QTest::newRow("minutes") << "date:2026-11-01 13:00.." << dates(QStringLiteral("2026-11-01 13:00"), {});
    QTest::newRow("state") << "state:dead" << FilterCondition{FilterField::State, {}, {}, State::DeadLettered, {}};
    QTest::newRow("warnings") << "warnings" << FilterCondition{FilterField::Warnings, {}, {}, {}, {}};
    QTest::newRow("state with warnings") << "state:warnings" << FilterCondition{FilterField::Warnings, {}, {}, {}, {}};
    QTest::newRow("no such field") << "urn:isbn:123" << text("urn:isbn:123");
    QTest::newRow("no such state") << "state:lost" << text("state:lost");
    QTest::newRow("no value yet") << "city:" << text("city:");
}

void TestFilterCondition::parsesOneLine()
{
    QFETCH(const QString, line);
    QFETCH(const FilterCondition, condition);
    QCOMPARE(parseCondition(line), std::optional(condition));
    QVERIFY(!parseCondition(QStringLiteral("  ")));
}

void TestFilterCondition::everyWordIsReadInEveryLanguage()
{
    WindowState state{QString()};
    Language language(state);
    for (const auto choice : {Language::Choice::English, Language::Choice::Russian}) {
        language.choose(choice);
        for (const FilterField field : {FilterField::Text, FilterField::State, FilterField::Currency, FilterField::City,
                                        FilterField::DeliveryService, FilterField::Amount, FilterField::Date}) {
            QVERIFY(!filterkeys::of(field).isEmpty());
            QCOMPARE(filterkeys::field(filterkeys::of(field)), std::optional(field));
            QCOMPARE(filterkeys::field(filterwords::name(field).toUpper()), std::optional(field));
        }
        for (const State value :
             {State::New, State::Updated, State::Unchanged, State::Superseded, State::DeadLettered}) {
            QCOMPARE(filterkeys::state(filterkeys::of(value)), std::optional(value));
            QCOMPARE(filterkeys::state(filterwords::name(value)), std::optional(value));
        }
        for (const Period period : {Period::Today, Period::Yesterday, Period::LastHour, Period::Last7Days}) {
            QCOMPARE(filterkeys::period(filterkeys::of(period)), std::optional(period));
            QCOMPARE(filterkeys::period(filterwords::name(period)), std::optional(period));
        }
        QVERIFY(filterkeys::isWarnings(filterkeys::of(FilterField::Warnings)));
        QVERIFY(filterkeys::isWarnings(filterwords::name(FilterField::Warnings)));
        // The English words are there whatever the window speaks.
        QCOMPARE(filterkeys::field(QStringLiteral("city")), std::optional(FilterField::City));
        QCOMPARE(filterkeys::state(QStringLiteral("dead")), std::optional(State::DeadLettered));
        QCOMPARE(filterkeys::period(QStringLiteral("last 7 days")), std::optional(Period::Last7Days));
    }
    language.choose(Language::Choice::English);
    QVERIFY(!filterkeys::field(QStringLiteral("город")));
}

void TestFilterCondition::readsRussianLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<FilterCondition>("condition");
    const auto text = [](const char* value) { return word(FilterField::Text, QString::fromUtf8(value)); };
    QTest::newRow("city") << "Город: Нижний Новгород" << word(FilterField::City, QStringLiteral("Нижний Новгород"));
    QTest::newRow("currency") << "валюта:USD" << word(FilterField::Currency, QStringLiteral("USD"));
    QTest::newRow("service") << "служба:dhl" << word(FilterField::DeliveryService, QStringLiteral("dhl"));
    QTest::newRow("as on the chip") << "служба  доставки: dhl"
                                    << word(FilterField::DeliveryService, QStringLiteral("dhl"));
    QTest::newRow("amounts") << "сумма:100..500" << amounts(QStringLiteral("100"), QStringLiteral("500"));
    QTest::newRow("day") << "дата:вчера" << FilterCondition{FilterField::Date, {}, {}, {}, Period::Yesterday};
    QTest::newRow("days") << "дата:01.11.2026..05.11.2026"
                          << dates(QStringLiteral("01.11.2026"), QStringLiteral("05.11.2026"));
    QTest::newRow("state") << "состояние:обновлён" << FilterCondition{FilterField::State, {}, {}, State::Updated, {}};
    QTest::newRow("without the dots") << "состояние:обновлен"
                                      << FilterCondition{FilterField::State, {}, {}, State::Updated, {}};
    QTest::newRow("warnings") << "предупреждения" << FilterCondition{FilterField::Warnings, {}, {}, {}, {}};
    QTest::newRow("warnings as on the chip")
        << "С предупреждениями" << FilterCondition{FilterField::Warnings, {}, {}, {}, {}};
    QTest::newRow("in English") << "city:Казань" << word(FilterField::City, QStringLiteral("Казань"));
    QTest::newRow("mixed") << "состояние:new" << FilterCondition{FilterField::State, {}, {}, State::New, {}};
    QTest::newRow("no such state") << "состояние:потерян" << text("состояние:потерян");
    QTest::newRow("text") << "Казань" << text("Казань");
}

void TestFilterCondition::readsRussianLines()
{
    QFETCH(const QString, line);
    QFETCH(const FilterCondition, condition);
    WindowState state{QString()};
    Language language(state);
    language.choose(Language::Choice::Russian);
    QCOMPARE(parseCondition(line), std::optional(condition));
    language.choose(Language::Choice::English);
}

void TestFilterCondition::describesConditions()
{
    using filterwords::describe;
    QCOMPARE(describe(word(FilterField::City, QStringLiteral("Oslo"))), QStringLiteral("City: Oslo"));
    QCOMPARE(describe(amounts(QStringLiteral("100"), QStringLiteral("500"))), QStringLiteral("Amount: 100 to 500"));
    QCOMPARE(describe(amounts({}, QStringLiteral("500"))), QStringLiteral("Amount: until 500"));
    QCOMPARE(describe({FilterField::Date, {}, {}, {}, Period::Yesterday}), QStringLiteral("Date: Yesterday"));
    QCOMPARE(describe({FilterField::State, {}, {}, State::DeadLettered, {}}), QStringLiteral("State: Dead letters"));
    QCOMPARE(describe({FilterField::Warnings, {}, {}, {}, {}}), QStringLiteral("With warnings"));
}

void TestFilterCondition::matcherAgreesWithItsModel()
{
    std::mt19937 random(4);
    std::vector<IngestEvent> events;
    for (int i = 0; i < 200; ++i) {
        const auto kind = static_cast<IngestEvent::Kind>(random() % 5);
        Violations violations;
        if (random() % 3 == 0)
            violations = {{"/a", "code", "rule", Severity::Warning}};
        events.push_back(eventOf(sampleOrder(i), i, kind, violations));
    }
    const auto is = [](const std::string& value, const QString& wanted) {
        return wanted.isEmpty() || QString::fromStdString(value).toLower() == wanted.toLower();
    };
    const auto model = [&](const IngestEvent& event, const OrderFilter& filter) {
        const OrderSummary& order = event.order;
        const bool dead = event.kind == IngestEvent::Kind::DeadLettered;
        const bool ofOrders = !filter.currency.isEmpty() || !filter.city.isEmpty() ||
                              !filter.deliveryService.isEmpty() || filter.amountMin || filter.amountMax ||
                              filter.withWarnings;
        const QString all = QString::fromStdString(order.orderUid + '\n' + order.trackNumber + '\n' + order.customerId +
                                                   '\n' + order.city);
        return all.contains(filter.text, Qt::CaseInsensitive) &&
               (!filter.state || static_cast<int>(*filter.state) == static_cast<int>(event.kind)) &&
               (!ofOrders || !dead) && (!filter.withWarnings || !event.violations.empty()) &&
               is(order.currency, filter.currency) && is(order.city, filter.city) &&
               is(order.deliveryService, filter.deliveryService) &&
               (!filter.amountMin || order.amount >= *filter.amountMin) &&
               (!filter.amountMax || order.amount <= *filter.amountMax) &&
               (!filter.storedFrom || event.receivedAt >= *filter.storedFrom) &&
               (!filter.storedUntil || event.receivedAt < *filter.storedUntil);
    };
    int passed = 0;
    for (int round = 0; round < 400; ++round) {
        const IngestEvent& a = events[random() % events.size()];
        const IngestEvent& b = events[random() % events.size()];
        OrderFilter filter;
        const auto sometimes = [&] { return random() % 4 == 0; };
        if (sometimes())
            filter.text = QString::fromStdString(a.order.trackNumber.substr(3, random() % 6)).toLower();
        if (sometimes())
            filter.state = static_cast<State>(static_cast<int>(a.kind));
        filter.withWarnings = sometimes();
        if (sometimes())
            filter.currency = QString::fromStdString(a.order.currency).toLower();
        if (sometimes())
            filter.city = QString::fromStdString(a.order.city).toUpper();
        if (sometimes())
            filter.deliveryService = QString::fromStdString(a.order.deliveryService);
        if (sometimes())
            filter.amountMin = std::min(a.order.amount, b.order.amount);
        if (sometimes())
            filter.amountMax = std::max(a.order.amount, b.order.amount);
        if (sometimes())
            filter.storedFrom = std::min(a.receivedAt, b.receivedAt);
        if (sometimes())
            filter.storedUntil = std::max(a.receivedAt, b.receivedAt);
        const EventMatcher matcher(filter);
        for (const IngestEvent& event : events) {
            QCOMPARE(matcher.matches(event), model(event, filter));
            passed += matcher.matches(event) ? 1 : 0;
        }
    }
    QVERIFY2(passed > 5'000, qPrintable(QString::number(passed))); // else the rounds prove little
}

void TestFilterCondition::matchesTextInEveryAlphabet()
{
    Order order = modelOrder();
    order.delivery.city = "Казань";
    OrderFilter filter;
    filter.text = QStringLiteral("КАЗ");
    QVERIFY(EventMatcher(filter).matches(eventOf(order, 1)));
    filter.text = QStringLiteral("Oslo");
    QVERIFY(!EventMatcher(filter).matches(eventOf(order, 1)));
}

void TestFilterCondition::aDeadLetterMatchesOnlyWhatIsKnownOfIt()
{
    const IngestEvent dead = eventOf(sampleDeadLetter(3, "broken"));
    OrderFilter filter;
    filter.text = QStringLiteral("BROK");
    filter.state = State::DeadLettered;
    QVERIFY(EventMatcher(filter).matches(dead));
    filter.withWarnings = true; // it has reasons, not warnings
    QVERIFY(!EventMatcher(filter).matches(dead));
    filter = {};
    filter.amountMax = 100;
    QVERIFY(!EventMatcher(filter).matches(dead));
}

ORDERDESK_GUI_TEST(TestFilterCondition)
#include "TestFilterCondition.moc"
