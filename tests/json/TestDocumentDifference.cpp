#include "domain/OrderEncoder.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"
#include "json/DocumentDifference.h"

#include <QTest>

#include <algorithm>

using namespace orderdesk;

namespace {

using Kind = DocumentChange::Kind;

std::string documentOf(const Order& order)
{
    return encodeOrder(order).toStdString();
}

std::vector<DocumentChange> changesOf(const std::string& before, const std::string& after)
{
    auto changes = compareDocuments(before, after);
    if (!changes) {
        qFatal("%s", qPrintable(changes.error().message.english()));
    }
    return std::move(*changes);
}

std::vector<DocumentChange> changesOf(const Order& before, const Order& after)
{
    return changesOf(documentOf(before), documentOf(after));
}

/// "Changed /a 1 2" a line: short to state and to read when a comparison fails.
QString lines(const std::vector<DocumentChange>& changes)
{
    static const char* const kinds[] = {"Added", "Removed", "Changed", "Moved"};
    QStringList lines;
    for (const DocumentChange& change : changes) {
        lines +=
            QStringList{QLatin1String(kinds[static_cast<int>(change.kind)]), QString::fromStdString(change.pointer),
                        QString::fromStdString(change.before), QString::fromStdString(change.after)}
                .join(QLatin1Char(' '));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class TestDocumentDifference final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesJson_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* before, const char* after, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << QString::fromUtf8(expected);
        };
        row("equal", R"({"a":1,"b":[1,2]})", R"({"a":1,"b":[1,2]})", "");
        row("members in another order", R"({"a":1,"b":{"c":2,"d":3}})", R"({ "b" : {"d":3,"c":2}, "a" : 1 })", "");
        row("another way to write a text", R"({"a":"é\/"})", R"({"a":"\u00e9/"})", "");
        row("changed", R"({"a":1,"b":"x"})", R"({"a":2,"b":"y"})", "Changed /a 1 2\nChanged /b \"x\" \"y\"");
        row("added and removed", R"({"a":1,"b":2})", R"({"b":2,"c":{"d":null}})",
            "Added /c  {\"d\":null}\nRemoved /a 1 ");
        row("nested", R"({"a":{"b":{"c":true}}})", R"({"a":{"b":{"c":false}}})", "Changed /a/b/c true false");
        row("another type", R"({"a":1})", R"({"a":"1"})", "Changed /a 1 \"1\"");
        row("object against array", R"({"a":{}})", R"({"a":[]})", "Changed /a {} []");
        row("escaped pointer", R"({"a/b~c":1})", R"({"a/b~c":2})", "Changed /a~1b~0c 1 2");
        row("64 bits", R"({"a":9223372036854775806,"b":9007199254740993})",
            R"({"a":9223372036854775807,"b":9007199254740992})",
            "Changed /a 9223372036854775806 9223372036854775807\nChanged /b 9007199254740993 9007199254740992");
        row("plain elements", "[1,2,3]", "[1,5,3]", "Changed /1 2 5");
        row("plain elements added", "[1,2]", "[0,1,2]", "Added /0  0");
        row("plain elements removed", "[1,2,3]", "[1,3]", "Removed /1 2 ");
        row("repeated elements", "[7,7,7]", "[7,7]", "Removed /2 7 ");
        row("swapped", "[1,2]", "[2,1]", "Moved /0 1 0");
        row("nameless objects", R"([{"a":1},{"a":2}])", R"([{"a":1},{"a":3}])", "Changed /1/a 2 3");
        row("emptied", R"({"a":[1]})", R"({"a":[]})", "Removed /a/0 1 ");
    }

    void comparesJson()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QFETCH(const QString, expected);
        QCOMPARE(lines(changesOf(before.toStdString(), after.toStdString())), expected);
    }

    void findsNoDifferenceInTheSameOrder() { QVERIFY(changesOf(makeOrder(7, 5), makeOrder(7, 5)).empty()); }

    void namesTheMembersOfAnOrder()
    {
        const Order before = makeOrder(1);
        Order after = before;
        after.payment.amount = INT64_MAX;
        after.delivery.city = "Haifa \"é\"";
        after.items[1].status = 203;
        QCOMPARE(lines(changesOf(before, after)),
                 QStringLiteral("Changed /delivery/city \"Kiryat Mozkin\" \"Haifa \\\"é\\\"\"\n"
                                "Changed /payment/amount 1818 9223372036854775807\n"
                                "Changed /items/1/status 202 203"));
        const auto changes = changesOf(before, after);
        QCOMPARE(changes[0].element, "");
        QCOMPARE(changes[2].element, "Mascaras");
    }

    void anItemInFrontChangesNoOther()
    {
        const Order before = makeOrder(1, 3);
        Order after = before;
        Item item = before.items[0];
        item.rid = "new-rid";
        item.chrtId = 5;
        item.name = "Lipstick";
        after.items.insert(after.items.begin(), item);
        after.items[2].price = 999; // was at place 1
        const auto changes = changesOf(before, after);
        QCOMPARE(changes.size(), 2U);
        QVERIFY(changes[0].kind == Kind::Added);
        QCOMPARE(changes[0].pointer, "/items/0");
        QCOMPARE(changes[0].element, "Lipstick");
        QCOMPARE(changes[1].pointer, "/items/2/price");
        QCOMPARE(changes[1].after, "999");
    }

    void anItemIsKnownByRidOrChrtId()
    {
        const Order before = makeOrder(1, 3);
        Order after = before;
        after.items[0].chrtId = 1;    // rid stays
        after.items[1].rid = "other"; // chrt_id stays
        std::swap(after.items[0], after.items[2]);
        QCOMPARE(lines(changesOf(before, after)), QStringLiteral("Moved /items/0 2 0\n"
                                                                 "Changed /items/1/rid \"rid-1-1\" \"other\"\n"
                                                                 "Changed /items/2/chrt_id 9934930 1"));
    }

    void anItemThatIsAnotherIsRemovedAndAdded()
    {
        const Order before = makeOrder(1, 2);
        Order after = before;
        after.items[1].rid = "other";
        after.items[1].chrtId = 5;
        after.items[1].name = "Comb";
        const auto changes = changesOf(before, after);
        QCOMPARE(changes.size(), 2U);
        QVERIFY(changes[0].kind == Kind::Added && changes[1].kind == Kind::Removed);
        QCOMPARE(changes[0].element, "Comb");
        QCOMPARE(changes[1].element, "Mascaras");
        QVERIFY(changes[0].before.empty() && changes[1].after.empty());
    }

    void oneThatMovedIsOneMove()
    {
        const Order before = makeOrder(1, 6);
        Order after = before;
        std::rotate(after.items.begin(), after.items.end() - 1, after.items.end());
        QCOMPARE(lines(changesOf(before, after)), QStringLiteral("Moved /items/0 5 0"));
    }

    void comparesTenThousandItems()
    {
        const Order before = makeOrder(1, 10'000);
        Order after = before;
        std::reverse(after.items.begin(), after.items.end());
        after.items.erase(after.items.begin() + 17);
        QCOMPARE(changesOf(before, after).size(), 9'998U); // one stays put, one is in the middle, one is gone
    }

    void refusesWhatIsNoJson()
    {
        for (const auto& [before, after] : {std::pair("{", "{}"), std::pair("{}", ""), std::pair("{}", "{} x")}) {
            const auto changes = compareDocuments(before, after);
            QVERIFY(!changes);
            QCOMPARE(changes.error().code, ErrorCode::InvalidInput);
        }
    }
};

ORDERDESK_TEST(TestDocumentDifference)
#include "TestDocumentDifference.moc"
