#include "http/HttpFixture.h"
#include "support/TestRegistration.h"

#include "domain/OrderDecoder.h"

#include <QLoggingCategory>
#include <QTest>

#include <mutex>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

std::mutex logMutex;
QByteArray logged; ///< guarded by logMutex

void keepMessage(QtMsgType, const QMessageLogContext& context, const QString& message)
{
    const std::scoped_lock lock(logMutex);
    logged += QByteArray(context.category) + ": " + message.toUtf8() + '\n';
}

/// Found nowhere else.
const QByteArrayList canaries{"Canaria Vogelsang", "555019283746", "90817263", "Kanarienweg 77",
                              "canary.bird@aviary.example"};

Order orderWithCanaries(int number)
{
    Order order = makeOrder(number);
    order.delivery.name = canaries[0].toStdString();
    order.delivery.phone = "+" + canaries[1].toStdString();
    order.delivery.zip = canaries[2].toStdString();
    order.delivery.address = canaries[3].toStdString();
    order.delivery.email = canaries[4].toStdString();
    return order;
}

void verifyNone(const QByteArray& text, const QByteArray& where)
{
    for (const QByteArray& canary : canaries) {
        QVERIFY2(!text.contains(canary), QByteArray(where + " has " + canary).constData());
        QVERIFY2(!text.contains(canary.toBase64().left(8)), QByteArray(where + " has " + canary).constData());
        QVERIFY2(!text.contains(canary.toPercentEncoding()), QByteArray(where + " has " + canary).constData());
    }
}

void verifyAll(const QByteArray& text)
{
    for (const QByteArray& canary : canaries) {
        QVERIFY2(text.contains(canary), canary.constData());
    }
}

} // namespace

/// Name, phone, e-mail, address and zip are shown where an operator asks for that one order or dead letter, and appear
/// nowhere else: not in lists, logs, metrics or errors.
class TestPersonalData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isShownWhereItIsAskedFor();
    void isNotInListsTracesAndMetrics();
    void isNotInAnswersToBadRequests();
    void isNotInErrorsOfTheServer();
    void isNotInTheLog();
    void cleanup();

private:
    Answer get(const QByteArray& target, const QByteArray& fields = {});
    Answer ask(const QByteArray& bytes);
    void useAll();

    std::unique_ptr<HttpFixture> m_fixture;
    QtMessageHandler m_handler = nullptr;
};

void TestPersonalData::init()
{
    QLoggingCategory::setFilterRules(QStringLiteral("orderdesk.*=true"));
    {
        const std::scoped_lock lock(logMutex);
        logged.clear();
    }
    m_handler = qInstallMessageHandler(keepMessage);
    m_fixture = std::make_unique<HttpFixture>();
    m_fixture->cache(orderWithCanaries(1));
    m_fixture->data->orders["order-000002"] = HttpFixture::stored(orderWithCanaries(2));
    m_fixture->data->summaries.push_back(summarize(orderWithCanaries(2)));
    // An order that is wrong in its personal data: the reasons must not repeat it.
    Order wrong = orderWithCanaries(3);
    wrong.delivery.phone += "x";
    wrong.delivery.email += "@";
    wrong.delivery.zip += "\x01";
    wrong.delivery.name += std::string(2000, 'a');
    DeadLetter deadLetter = makeDeadLetter(1, "refused");
    deadLetter.id = 1;
    deadLetter.message.value = encodeOrder(wrong);
    deadLetter.violations = OrderDecoder().decode(*deadLetter.message.value, currentTimestamp()).violations;
    QVERIFY(deadLetter.violations.size() >= 4);
    m_fixture->data->deadLetters.push_back(deadLetter);
    // One whose document became unreadable.
    StoredOrder broken = HttpFixture::stored(orderWithCanaries(4));
    broken.document.chop(20);
    m_fixture->data->orders["order-000004"] = broken;
    QVERIFY(m_fixture->server->start());
}

void TestPersonalData::cleanup()
{
    m_fixture.reset();
    qInstallMessageHandler(m_handler);
}

Answer TestPersonalData::get(const QByteArray& target, const QByteArray& fields)
{
    return RawClient(m_fixture->server->port()).get(target, fields);
}

Answer TestPersonalData::ask(const QByteArray& bytes)
{
    return RawClient(m_fixture->server->port()).ask(bytes);
}

void TestPersonalData::isShownWhereItIsAskedFor()
{
    for (const char* target : {"/order/order-000001", "/order/order-000002", "/view?order_uid=order-000001",
                               "/view?order_uid=order-000002", "/dead-letters/1"}) {
        const Answer answer = get(target);
        QCOMPARE(answer.status, 200);
        verifyAll(answer.body);
        QVERIFY2(answer.field("Cache-Control") == "no-store" || answer.field("Cache-Control") == "no-cache", target);
        verifyNone(answer.head, target);
    }
}

void TestPersonalData::isNotInListsTracesAndMetrics()
{
    useAll();
    for (const char* target :
         {"/", "/orders", "/orders?q=order", "/order/order-000001/trace", "/order/order-000002/trace",
          "/order/refused/trace", "/dead-letters", "/metrics", "/livez", "/readyz"}) {
        const Answer answer = get(target);
        QCOMPARE(answer.status, 200);
        verifyNone(answer.head + answer.body, target);
    }
    for (const QByteArray& canary : canaries) {
        const Answer found = get("/orders?q=" + canary.toPercentEncoding());
        QCOMPARE(found.status, 200);
        verifyNone(found.head + found.body, "a search");
    }
    const Answer page = get("/view?order_uid=refused");
    QCOMPARE(page.status, 404);
    verifyNone(page.body, "the page of a refused order");
    verifyNone(get("/metrics").body, "/metrics");
}

void TestPersonalData::isNotInAnswersToBadRequests()
{
    for (const QByteArray& canary : canaries) {
        const QByteArray escaped = canary.toPercentEncoding();
        for (const char* route : {"/%1", "/order/%1", "/order/%1/trace", "/dead-letters/%1", "/static/%1",
                                  "/problems/%1", "/orders?limit=%1", "/orders?after=%1", "/dead-letters?after=%1"}) {
            const QByteArray target = QByteArray(route).replace("%1", escaped);
            for (const char* accept : {"Accept: text/html\r\n", "Accept: application/json\r\n"}) {
                const Answer answer = get(target, accept);
                QVERIFY2(answer.status >= 200 && answer.status < 500, target.constData()); // a phone is a number
                verifyNone(answer.head + answer.body, target);
            }
        }
        for (const char* head :
             {"GET /%1\t HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nA b: %1\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %1x\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: %1\r\n\r\n",
              "PUT /order/a?%1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
              "POST /order/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n%1"}) {
            const QByteArray bytes = QByteArray(head).replace("%1", canary);
            const Answer answer = ask(bytes);
            QVERIFY2(answer.status >= 400, bytes.constData());
            verifyNone(answer.head + answer.body, bytes);
        }
    }
}

void TestPersonalData::isNotInErrorsOfTheServer()
{
    const Answer broken = get("/view?order_uid=order-000004");
    QCOMPARE(broken.status, 500);
    verifyNone(broken.head + broken.body, "the page of a broken document");
    m_fixture->setFailure(Error{ErrorCode::Unavailable, Sentence::tr("it is away")});
    for (const char* target : {"/order/order-000009", "/view?order_uid=order-000009", "/dead-letters/1", "/orders"}) {
        const Answer answer = get(target);
        QCOMPARE(answer.status, 503);
        verifyNone(answer.head + answer.body, target);
    }
}

/// Everything that the other tests ask for, and the log afterwards: at its most talkative.
void TestPersonalData::isNotInTheLog()
{
    useAll();
    isShownWhereItIsAskedFor();
    isNotInAnswersToBadRequests();
    isNotInErrorsOfTheServer();
    m_fixture.reset(); // its end may say something too
    const std::scoped_lock lock(logMutex);
    QVERIFY2(logged.contains("orderdesk.http: serving on port"), "the log is kept");
    QVERIFY2(logged.contains("orderdesk.http: refused a request for the host"), "the log is kept");
    verifyNone(logged, "the log");
}

void TestPersonalData::useAll()
{
    for (const char* target :
         {"/order/order-000001", "/view?order_uid=order-000001", "/dead-letters/1", "/view?order_uid=order-000004"}) {
        get(target);
    }
    for (const QByteArray& canary : canaries) {
        get("/orders?q=" + canary.toPercentEncoding());
        get("/view?order_uid=" + canary.toPercentEncoding());
        get("/order/" + canary.toPercentEncoding(), "Authorization: Bearer " + canary + "\r\nReferer: " + canary +
                                                        "\r\nUser-Agent: " + canary + "\r\nCookie: " + canary + "\r\n");
    }
    ask("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
}

ORDERDESK_TEST(TestPersonalData)
#include "TestPersonalData.moc"
