#include "http/FrontFixture.h"
#include "support/TestRegistration.h"

#include "http/pages/OrderPage.h"
#include "http/pages/PageFormat.h"
#include "http/pages/PageRoutes.h"
#include "http/pages/PageTexts.h"
#include "http/pages/StaticFiles.h"
#include "http/pages/WebResources.h"

#include <QRegularExpression>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

const std::string hostile = "<script>alert('x')</script>\"'&{{title}}%s%n../../etc/passwd";

/// Every text of the order is hostile.
Order hostileOrder()
{
    Order order = makeOrder(1);
    for (std::string* text : {&order.trackNumber,
                              &order.entry,
                              &order.delivery.name,
                              &order.delivery.phone,
                              &order.delivery.zip,
                              &order.delivery.city,
                              &order.delivery.address,
                              &order.delivery.region,
                              &order.delivery.email,
                              &order.payment.transaction,
                              &order.payment.requestId,
                              &order.payment.currency,
                              &order.payment.provider,
                              &order.payment.bank,
                              &order.locale,
                              &order.internalSignature,
                              &order.customerId,
                              &order.deliveryService,
                              &order.shardkey,
                              &order.oofShard}) {
        *text = hostile;
    }
    for (Item& item : order.items) {
        for (std::string* text : {&item.trackNumber, &item.rid, &item.name, &item.size, &item.brand}) {
            *text = hostile;
        }
    }
    return order;
}

void verifyInert(const QByteArray& page)
{
    QVERIFY(!page.isEmpty());
    QVERIFY2(!page.contains("<script"), page.constData());
    QVERIFY(!page.contains("alert('x')"));
    QVERIFY(!page.contains("style="));
    QCOMPARE(page.count("<html"), 1);
}

} // namespace

class TestPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsHowToSendTheFirstOrder();
    void listsTheLatestOrders();
    void showsAnOrder();
    void saysWhenTheSumIsWrong();
    void escapesEveryField();
    void escapesWhatWasAsked_data();
    void escapesWhatWasAsked();
    void saysWhyANumberIsMissing();
    void speaksRussian();
    void namesOnlyTextsThatExist();
    void escapesInEveryTemplate();
    void servesStaticFiles();
    void formats();
};

void TestPages::showsHowToSendTheFirstOrder()
{
    LookupFixture fixture;
    PageRenderer renderer;
    PageRoutes pages(fixture.lookup, renderer);
    const HttpReply reply = pages.index(request());
    QCOMPARE(reply.status, HttpStatus::Ok);
    QVERIFY(reply.body.contains("orderdesk send data/model.json"));
    QVERIFY(reply.body.contains("<form"));
    QVERIFY(!reply.body.contains("<table"));
    QCOMPARE(reply.header("Cache-Control"), QByteArray("no-store"));
    fixture.data->failure = Error{ErrorCode::Unavailable, {}};
    const HttpReply away = pages.index(request());
    QCOMPARE(away.status, HttpStatus::Ok);
    QVERIFY(away.body.contains("The database is away"));
    QVERIFY(!away.body.contains("No order has come yet"));
}

void TestPages::listsTheLatestOrders()
{
    LookupFixture fixture;
    for (int i = 0; i < 3; ++i) {
        OrderSummary summary = summarize(makeOrder(i));
        summary.warningCount = i;
        fixture.context.recent.add(summary);
    }
    PageRenderer renderer;
    const QByteArray page = PageRoutes(fixture.lookup, renderer).index(request()).body;
    QCOMPARE(page.count("<a class=\"code\" href=\"/view?order_uid=order-00000"), 3);
    QVERIFY(page.contains("1,819\u00a0USD"));
    QVERIFY(page.contains("⚠ 2 warnings"));
    QVERIFY2(!page.contains("Ploshad") && !page.contains("@Example.com"), "no personal data in a list");
}

void TestPages::showsAnOrder()
{
    LookupFixture fixture;
    Order order = makeOrder(1, 3);
    order.payment.amount = 1817;
    fixture.store(order, 4);
    PageRenderer renderer;
    const HttpReply reply = PageRoutes(fixture.lookup, renderer).view(request({}, "order_uid=+order-000001+"));
    QCOMPARE(reply.status, HttpStatus::Ok);
    QVERIFY(reply.contentType.startsWith("text/html"));
    for (const char* part :
         {"order-000001", "1,817\u00a0USD", "1,500\u00a0USD", "Mascaras", "Ploshad Mira 1", "User1@Example.com", "4711",
          "2023-11-14 22:13:20 UTC", "Revision 4", "2021-11-26 06:22:07 UTC", "The parts add up", "the database"}) {
        QVERIFY2(reply.body.contains(part), part);
    }
    QCOMPARE(reply.body.count("<td class=\"strong\">Mascaras</td>"), 3);
}

void TestPages::saysWhenTheSumIsWrong()
{
    LookupFixture fixture;
    Order order = makeOrder(1);
    order.payment.amount = 1;
    fixture.store(order);
    Order huge = makeOrder(2);
    huge.payment.goodsTotal = std::numeric_limits<std::int64_t>::max();
    huge.payment.deliveryCost = std::numeric_limits<std::int64_t>::max();
    fixture.store(huge);
    PageRenderer renderer;
    PageRoutes pages(fixture.lookup, renderer);
    QVERIFY(pages.view(request({}, "order_uid=order-000001")).body.contains("add up to 1,817\u00a0USD"));
    QVERIFY(pages.view(request({}, "order_uid=order-000002")).body.contains("add up to ?"));
}

void TestPages::escapesEveryField()
{
    LookupFixture fixture;
    const Order order = hostileOrder();
    fixture.store(order, 1, {{hostile, hostile, hostile, Severity::Warning}});
    // The store holds only what the validator let through; the page must not depend on that.
    StoredOrder& stored = fixture.data->orders.begin()->second;
    stored.position.topic = QString::fromStdString(hostile);
    PageRenderer renderer;
    FoundOrder found{std::make_shared<const StoredOrder>(stored), AnswerSource::Cache};
    for (const PageLanguage language : {PageLanguage::English, PageLanguage::Russian}) {
        const QByteArray page = renderer.render("order", orderPageData(order, found, language), language);
        verifyInert(page);
        QVERIFY(page.count("&lt;script&gt;") >= 25);
    }
    OrderSummary summary = summarize(order);
    summary.orderUid = hostile;
    fixture.context.recent.add(summary);
    verifyInert(PageRoutes(fixture.lookup, renderer).index(request()).body);

    fixture.addDeadLetter(1, "refused");
    fixture.data->deadLetters.front().violations = {{hostile, hostile, hostile, Severity::Error}};
    fixture.data->deadLetters.front().message.position.topic = QString::fromStdString(hostile);
    verifyInert(PageRoutes(fixture.lookup, renderer).view(request({}, "order_uid=refused")).body);
}

void TestPages::escapesWhatWasAsked_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::newRow("markup") << QByteArray("<script>alert('x')</script>");
    QTest::newRow("an end of the attribute") << QByteArray("\"><script>alert('x')</script>");
    QTest::newRow("a template") << QByteArray("{{title}}");
    QTest::newRow("a section") << QByteArray("{{#t}}x{{/t}}");
    QTest::newRow("a partial") << QByteArray("{{>head}}");
    QTest::newRow("format strings") << QByteArray("%s%n%1");
    QTest::newRow("a path") << QByteArray("../../etc/passwd");
    QTest::newRow("SQL") << QByteArray("' or 1=1 --");
    QTest::newRow("long") << QByteArray(5000, '<');
    QTest::newRow("nothing") << QByteArray();
}

void TestPages::escapesWhatWasAsked()
{
    QFETCH(QByteArray, asked);
    LookupFixture fixture;
    PageRenderer renderer;
    const HttpReply reply =
        PageRoutes(fixture.lookup, renderer).view(request({}, "order_uid=" + asked.toPercentEncoding()));
    QCOMPARE(reply.status, HttpStatus::BadRequest);
    QVERIFY(!reply.body.contains("<script"));
    QCOMPARE(reply.body.count("<html"), 1);
    QVERIFY(reply.body.size() < 20'000);
    QCOMPARE(fixture.data->calls.load(), 0);
}

void TestPages::saysWhyANumberIsMissing()
{
    LookupFixture fixture;
    fixture.addDeadLetter(9, "refused-1");
    PageRenderer renderer;
    PageRoutes pages(fixture.lookup, renderer);
    const HttpReply refused = pages.view(request({}, "order_uid=refused-1"));
    QCOMPARE(refused.status, HttpStatus::NotFound);
    QVERIFY(refused.body.contains("must be 0 or more"));
    QVERIFY(refused.body.contains("/dead-letters/9"));
    QVERIFY(refused.body.contains("value=\"refused-1\""));
    const HttpReply missing = pages.view(request({}, "order_uid=unknown"));
    QCOMPARE(missing.status, HttpStatus::NotFound);
    QVERIFY(!missing.body.contains("dead-letter"));
    fixture.data->failure = Error{ErrorCode::Unavailable, {}};
    const HttpReply away = pages.view(request({}, "order_uid=unknown2"));
    QCOMPARE(away.status, HttpStatus::Unavailable);
    QVERIFY(!away.header("Retry-After").isEmpty());
}

void TestPages::speaksRussian()
{
    LookupFixture fixture;
    fixture.store(makeOrder(1));
    PageRenderer renderer;
    HttpRequest russian = request({}, "order_uid=order-000001");
    russian.acceptLanguage = "ru-RU,ru;q=0.9,en;q=0.5";
    const HttpReply reply = PageRoutes(fixture.lookup, renderer).view(russian);
    QVERIFY(reply.body.contains("<html lang=\"ru\">"));
    QVERIFY(reply.body.contains("Доставка"));
    QVERIFY(reply.body.contains("1\u202f818\u00a0USD"));
    QCOMPARE(reply.header("Vary"), QByteArray("Accept-Language"));
}

void TestPages::namesOnlyTextsThatExist()
{
    QSet<QByteArray> known;
    for (const PageText& text : pageTexts()) {
        known.insert(text.key);
        QVERIFY(qstrlen(text.english) > 0 && qstrlen(text.russian) > 0);
    }
    const QRegularExpression tag(QStringLiteral("\\{\\{t\\.([a-z_]+)\\}\\}"));
    for (const char* name : {"head", "foot", "lookup", "index", "order", "error"}) {
        const QByteArray text = webResource("templates", name, ".mustache");
        QVERIFY2(!text.isEmpty(), name);
        auto match = tag.globalMatch(QString::fromUtf8(text));
        while (match.hasNext()) {
            const QByteArray key = match.next().captured(1).toLatin1();
            QVERIFY2(known.contains(key), key.constData());
        }
    }
}

void TestPages::escapesInEveryTemplate()
{
    for (const char* name : {"head", "foot", "lookup", "index", "order", "error"}) {
        const QByteArray text = webResource("templates", name, ".mustache");
        for (const char* unescaped : {"{{{", "{{&", "{{=", "<script", "<style", "style=", " onclick"}) {
            QVERIFY2(!text.contains(unescaped), name);
        }
    }
}

void TestPages::servesStaticFiles()
{
    const StaticFiles files;
    const HttpReply css = files.file(request("orderdesk.css"));
    QCOMPARE(css.status, HttpStatus::Ok);
    QVERIFY(css.body.size() > 1000);
    QVERIFY(css.contentType.startsWith("text/css"));
    HttpRequest again = request("orderdesk.css");
    again.ifNoneMatch = css.header("ETag");
    QCOMPARE(files.file(again).status, HttpStatus::NotModified);
    QCOMPARE(files.file(request("favicon.svg")).contentType, QByteArray("image/svg+xml"));
    for (const char* other :
         {"", "..", "../templates/head.mustache", "orderdesk.css/", "ORDERDESK.CSS", "head.mustache"}) {
        QCOMPARE(files.file(request(other)).status, HttpStatus::NotFound);
    }
}

void TestPages::formats()
{
    QCOMPARE(formatNumber(0, PageLanguage::English), std::string("0"));
    QCOMPARE(formatNumber(999, PageLanguage::English), std::string("999"));
    QCOMPARE(formatNumber(1000, PageLanguage::English), std::string("1,000"));
    QCOMPARE(formatNumber(-1234567, PageLanguage::English), std::string("-1,234,567"));
    QCOMPARE(formatNumber(std::numeric_limits<std::int64_t>::min(), PageLanguage::English),
             std::string("-9,223,372,036,854,775,808"));
    QCOMPARE(formatUnixSeconds(1637907727), std::string("2021-11-26 06:22:07 UTC"));
    QCOMPARE(formatUnixSeconds(std::numeric_limits<std::int64_t>::max()), std::string("9223372036854775807"));
    QCOMPARE(formatMoment(Timestamp(std::chrono::microseconds(1'637'907'727'999'999))),
             std::string("2021-11-26 06:22:07 UTC"));
}

ORDERDESK_APPLESS_TEST(TestPages)
#include "TestPages.moc"
