#include "http/HttpFixture.h"
#include "support/TestRegistration.h"

#include "domain/OrderDecoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

const QByteArrayList payloads{
    "<script>alert('pwned')</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></td></table><h1>pwned</h1>",
    "<!-- pwned",
    "&lt;b&gt; &amp; &#60;b&#62;",
    "javascript:alert(1)",
    "{{title}} {{{title}}} {{&title}} {{>head}}",
    "{{#orders}}x{{/orders}}{{^t}}y{{/t}}{{=<% %>=}}<%title%>",
    "{{",
    "}}",
    "{{{",
    "{{!",
    "%s%n%x %1 %2 {0} ${jndi:ldap://x} $(id) `id`",
    "../../../../etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "' OR '1'='1' -- ",
    "'; DROP TABLE orders; --",
    "\r\nSet-Cookie: pwned=1\r\n\r\n<b>",
    "\xd0\xb6\xe2\x80\xae\xf0\x9f\x93\xa6\xef\xbf\xbd", // a letter, a direction override, a symbol, a replacement
};

/// With something in every text, so that none is left out of the page.
Order harmlessOrder()
{
    Order order = makeOrder(1);
    order.internalSignature = "signature";
    order.payment.requestId = "request";
    return order;
}

/// The order as JSON with `payload` at the `number`-th text of it; empty: there is no such text.
QByteArray orderWith(int number, const QByteArray& payload)
{
    QJsonObject order = QJsonDocument::fromJson(encodeOrder(harmlessOrder())).object();
    const QString text = QString::fromUtf8(payload);
    const auto replaceIn = [&number, &text](QJsonObject& object) {
        for (const QString& key : object.keys()) {
            if (object.value(key).isString() && number-- == 0) {
                object.insert(key, text);
                return true;
            }
        }
        return false;
    };
    bool isReplaced = replaceIn(order);
    for (const char* part : {"delivery", "payment"}) {
        QJsonObject object = order.value(QLatin1String(part)).toObject();
        isReplaced = isReplaced || replaceIn(object);
        order.insert(QLatin1String(part), object);
    }
    QJsonArray items = order.value(QLatin1String("items")).toArray();
    QJsonObject item = items.at(0).toObject();
    isReplaced = isReplaced || replaceIn(item);
    items.replace(0, item);
    order.insert(QStringLiteral("items"), items);
    return isReplaced ? QJsonDocument(order).toJson(QJsonDocument::Compact) : QByteArray();
}

/// The tags of a page, without what stands between them; an attribute's value counts as long as it is quoted.
QByteArray markup(const QByteArray& page)
{
    QByteArray tags;
    bool isTag = false;
    bool isQuoted = false;
    for (const char c : page) {
        if (!isTag && c == '<') {
            isTag = true;
        }
        if (isTag && c == '"') {
            isQuoted = !isQuoted;
            tags += c;
        } else if (isTag && !isQuoted) {
            tags += c;
        }
        if (c == '>' && !isQuoted) {
            isTag = false;
        }
    }
    return tags;
}

/// No field beside those that the server writes itself.
void verifyHead(const Answer& answer, const QByteArray& what)
{
    static const QByteArrayList known{"content-type",
                                      "content-length",
                                      "date",
                                      "content-security-policy",
                                      "x-content-type-options",
                                      "referrer-policy",
                                      "cross-origin-resource-policy",
                                      "cache-control",
                                      "etag",
                                      "vary",
                                      "retry-after",
                                      "allow",
                                      "connection",
                                      "www-authenticate"};
    const QByteArrayList lines = answer.head.trimmed().split('\n');
    for (const QByteArray& line : lines.mid(1)) {
        QVERIFY2(known.contains(line.left(line.indexOf(':')).toLower()), what.constData());
    }
    QVERIFY2(!answer.head.contains("pwned") && !answer.head.contains("passwd"), what.constData());
}

void verifyNoFile(const Answer& answer, const QByteArray& what)
{
    QVERIFY2(!answer.body.contains("root:"), what.constData());
}

} // namespace

/// Markup, quotes, format strings, paths, SQL, templates and line breaks in every text of an order and in every
/// argument: they are shown as what they are, or refused.
class TestHostileText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isShownAsTextInAnOrder_data();
    void isShownAsTextInAnOrder();
    void isShownAsTextInADeadLetter_data() { isShownAsTextInAnOrder_data(); }
    void isShownAsTextInADeadLetter();
    void isRefusedOrShownAsTextInAnArgument_data() { isShownAsTextInAnOrder_data(); }
    void isRefusedOrShownAsTextInAnArgument();
    void reachesNoHeader();
    void cleanupTestCase();

private:
    Answer get(const QByteArray& target, const QByteArray& fields = {});

    std::unique_ptr<HttpFixture> m_fixture;
    std::unique_ptr<RawClient> m_client;
    QByteArray m_harmlessOrder; ///< the markup of its page
    QByteArray m_harmlessIndex;
    QByteArray m_harmlessError;
    QByteArray m_harmlessDeadLetter;
    int m_accepted = 0;
    int m_refused = 0;
};

void TestHostileText::initTestCase()
{
    m_fixture = std::make_unique<HttpFixture>();
    QVERIFY(m_fixture->server->start());
    m_client = std::make_unique<RawClient>(m_fixture->server->port());
    m_fixture->cache(harmlessOrder());
    m_fixture->data->deadLetters.push_back(makeDeadLetter(1, "refused"));
    m_fixture->data->deadLetters.front().id = 1;
    m_harmlessOrder = markup(get("/view?order_uid=order-000001").body);
    m_harmlessIndex = markup(get("/").body);
    m_harmlessError = markup(get("/view?order_uid=%20").body);
    m_harmlessDeadLetter = markup(get("/view?order_uid=refused").body);
    QVERIFY(m_harmlessOrder.count('<') > 50);
    QVERIFY(m_harmlessIndex.contains("<table"));
    QVERIFY(m_harmlessError.contains("<form"));
    QVERIFY(m_harmlessDeadLetter.contains("<article"));
}

Answer TestHostileText::get(const QByteArray& target, const QByteArray& fields)
{
    if (m_client->socket.state() != QAbstractSocket::ConnectedState) {
        m_client = std::make_unique<RawClient>(m_fixture->server->port()); // the last one was refused
    }
    const Answer answer = m_client->get(target, fields);
    if (answer.field("Connection") == "close") {
        m_client->isClosedByServer();
    }
    return answer;
}

void TestHostileText::isShownAsTextInAnOrder_data()
{
    QTest::addColumn<QByteArray>("payload");
    for (const QByteArray& payload : payloads) {
        QTest::newRow(payload.simplified().left(40).constData()) << payload;
    }
}

void TestHostileText::isShownAsTextInAnOrder()
{
    QFETCH(QByteArray, payload);
    OrderDecoder decoder;
    int number = 0;
    for (QByteArray json = orderWith(0, payload); !json.isEmpty(); json = orderWith(++number, payload)) {
        const DecodeResult decoded = decoder.decode(json, currentTimestamp());
        if (!decoded.order) {
            ++m_refused;
            continue; // it becomes a dead letter: see below
        }
        ++m_accepted;
        StoredOrder stored = HttpFixture::stored(*decoded.order, 1000 + m_accepted);
        stored.warnings = {};
        m_fixture->context.cache.insert(std::make_shared<const StoredOrder>(std::move(stored)));
        m_fixture->context.recent.add(summarize(*decoded.order));
        for (const QByteArray& language : {QByteArray("en"), QByteArray("ru")}) {
            const Answer page = get("/view?order_uid=order-000001", "Accept-Language: " + language + "\r\n");
            QCOMPARE(page.status, 200);
            QCOMPARE(markup(page.body), m_harmlessOrder);
            verifyHead(page, payload);
            verifyNoFile(page, payload);
        }
        const Answer answer = get("/order/order-000001");
        QCOMPARE(answer.body, encodeOrder(*decoded.order));
        QCOMPARE(answer.field("Content-Type"), QByteArray("application/json"));
        verifyHead(answer, payload);
        const Answer index = get("/");
        QCOMPARE(index.status, 200);
        QCOMPARE(markup(index.body), m_harmlessIndex);
        verifyNoFile(index, payload);
    }
    QVERIFY(number > 25);
}

/// A dead letter holds whatever came, so its place, its number and its reasons are as the sender wanted them.
void TestHostileText::isShownAsTextInADeadLetter()
{
    QFETCH(QByteArray, payload);
    DeadLetter& deadLetter = m_fixture->data->deadLetters.front();
    const DeadLetter harmless = deadLetter;
    {
        const std::scoped_lock lock(m_fixture->data->mutex);
        const std::string text = payload.toStdString();
        deadLetter.violations = {{text, text, text, Severity::Error}};
        deadLetter.message.position.topic = QString::fromUtf8(payload);
        deadLetter.message.key = payload;
        deadLetter.message.value = payload;
        deadLetter.message.headers = {{payload, payload}};
    }
    const Answer page = get("/view?order_uid=refused");
    QCOMPARE(page.status, 404);
    QCOMPARE(markup(page.body), m_harmlessDeadLetter);
    verifyHead(page, payload);
    verifyNoFile(page, payload);
    for (const char* target : {"/dead-letters", "/dead-letters/1", "/order/refused/trace"}) {
        const Answer answer = get(target);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Content-Type"), QByteArray("application/json"));
        QVERIFY2(QJsonDocument::fromJson(answer.body).isObject(), answer.body.constData());
        verifyHead(answer, payload);
    }
    const std::scoped_lock lock(m_fixture->data->mutex);
    deadLetter = harmless;
}

void TestHostileText::isRefusedOrShownAsTextInAnArgument()
{
    QFETCH(QByteArray, payload);
    const QByteArray escaped = payload.toPercentEncoding();
    for (const char* path :
         {"/order/%1", "/order/%1/trace", "/dead-letters/%1", "/static/%1", "/problems/%1", "/%1", "/view?order_uid=%1",
          "/view?order_uid=order-000001%1", "/orders?q=%1", "/orders?after=%1", "/orders?limit=%1",
          "/dead-letters?after=%1", "/dead-letters?limit=%1", "/?%1=%1", "/view?%1"}) {
        for (const char* accept : {"text/html", "application/json"}) {
            const QByteArray target = QByteArray(path).replace("%1", escaped);
            const Answer answer = get(target, "Accept: " + QByteArray(accept) + "\r\n");
            const bool mayFind = target.startsWith("/orders?q=") || target.startsWith("/?");
            QVERIFY2(answer.status == (mayFind ? 200 : 400) || answer.status == 404 ||
                         (mayFind && answer.status == 400),
                     target.constData());
            verifyHead(answer, target);
            verifyNoFile(answer, target);
            if (answer.field("Content-Type").startsWith("text/html")) {
                QVERIFY2(markup(answer.body) == m_harmlessError || markup(answer.body) == m_harmlessIndex,
                         answer.body.constData());
            } else {
                QVERIFY2(QJsonDocument::fromJson(answer.body).isObject(), answer.body.constData());
            }
        }
    }
}

void TestHostileText::reachesNoHeader()
{
    for (const char* target :
         {"/pwned", "/pwned%20x", "/order/pwned", "/order/pwned%20", "/view?order_uid=pwned", "/?pwned",
          "/orders?after=pwned", "/orders?q=pwned", "/orders?limit=pwned", "/static/pwned", "/problems/pwned",
          "/dead-letters/pwned", "/order/pwned/trace", "http://pwned/", "//pwned", "/pwned%0d%0aSet-Cookie:x"}) {
        const Answer answer = get(target, "Accept: pwned\r\nAccept-Language: pwned\r\nIf-None-Match: pwned\r\n"
                                          "Authorization: pwned\r\nX-Request-Id: pwned\r\nOrigin: http://pwned\r\n");
        QVERIFY2(answer.status >= 200, target);
        verifyHead(answer, target);
    }
}

void TestHostileText::cleanupTestCase()
{
    qInfo("%d payloads: %d orders with one of them in a text were accepted and shown, %d refused",
          static_cast<int>(payloads.size()), m_accepted, m_refused);
    QVERIFY(m_accepted > 300);
    QVERIFY(m_refused > 100);
    m_client.reset();
    m_fixture.reset();
}

ORDERDESK_TEST(TestHostileText)
#include "TestHostileText.moc"
