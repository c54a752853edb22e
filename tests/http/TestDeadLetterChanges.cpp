#include "http/GuardFixture.h"
#include "http/RawSocket.h"
#include "support/TestRegistration.h"

#include "http/DeferredReply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <thread>

using namespace orderdesk;
using namespace orderdesk::test;
using std::chrono::milliseconds;

namespace {

const QByteArray right = "Authorization: Bearer the-right-token\r\n";

HttpSettings withToken(int threads = 1)
{
    HttpSettings settings;
    settings.token = "the-right-token";
    settings.threads = threads;
    return settings;
}

QByteArray head(const char* method, const QByteArray& target, const QByteArray& fields = right)
{
    return QByteArray(method) + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

QByteArray withBody(const QByteArray& target, const QByteArray& body, const QByteArray& fields = right,
                    const QByteArray& type = "application/json")
{
    return head("POST", target,
                fields + "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n") +
           body;
}

QJsonObject jsonOf(const Answer& answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString typeOf(const Answer& answer)
{
    return jsonOf(answer).value(QLatin1String("type")).toString().section(QLatin1Char('/'), -1);
}

void addLetter(HttpFixture& fixture, std::int64_t id, const QByteArray& value)
{
    const std::scoped_lock lock(fixture.data->mutex);
    DeadLetter letter = makeDeadLetter(100 + id, "order-000001");
    letter.id = id;
    letter.message.value = value;
    fixture.data->deadLetters.insert(fixture.data->deadLetters.begin(), letter);
}

std::int32_t redriveCount(HttpFixture& fixture, std::int64_t id)
{
    const std::scoped_lock lock(fixture.data->mutex);
    const auto found = fixture.data->findDeadLetter(id);
    return found == fixture.data->deadLetters.end() ? -1 : found->redriveCount;
}

QByteArray validOrder()
{
    return encodeOrder(makeOrder(1));
}

} // namespace

/// POST /dead-letters/{id}/redrive and DELETE /dead-letters/{id} over real sockets; Kafka and the database in memory.
class TestDeadLetterChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redrivesAsItCame();
    void redrivesACorrectedOne();
    void namesTheRulesThatACorrectionBreaks();
    void takesABodyUpToTheLargestMessage();
    void saysWhatADryRunFinds();
    void warnsOfReplacingANewerOrder();
    void refusesOtherParameters_data();
    void refusesOtherParameters();
    void discardsOnce();
    void needsTheToken_data();
    void needsTheToken();
    void readsNoBodyWithoutTheToken();
    void withoutATokenSetNothingIsChanged();
    void answersUnknownIds();
    void saysWhenKafkaOrTheDatabaseIsAway();
    void saysThatItMayOnlyRead();
    void saysThatItIsAViewer();
    void saysThatItIsPublishedButNotMarked();
    void servesOthersMeanwhile();
    void answersWhatWasSentAheadInOrder();
    void outlivesAClientThatLeaves();
    void endsAWaitThatIsTooLong();
    void stopsWhileSomebodyWaits();
    void deliversOnceAndOnlyToTheLiving();
};

void TestDeadLetterChanges::redrivesAsItCame()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "as it came");
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (int time = 1; time <= 2; ++time) { // the same request again is another redrive, and says so
        const Answer answer = client.ask(head("POST", "/dead-letters/7/redrive"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.field("Content-Type"), QByteArray("application/json"));
        QCOMPARE(answer.field("Cache-Control"), QByteArray("no-store"));
        QCOMPARE(answer.field("X-Content-Type-Options"), QByteArray("nosniff"));
        const QJsonObject json = jsonOf(answer);
        QCOMPARE(json.value(QLatin1String("id")).toInt(), 7);
        QCOMPARE(json.value(QLatin1String("redrive_count")).toInt(), time);
        QVERIFY(json.value(QLatin1String("marked")).toBool());
        const QJsonObject published = json.value(QLatin1String("published")).toObject();
        QCOMPARE(published.value(QLatin1String("topic")).toString(), QStringLiteral("orders"));
        QCOMPARE(published.value(QLatin1String("partition")).toInt(), 1);
        QCOMPARE(published.value(QLatin1String("offset")).toInt(), time - 1);
    }
    QCOMPARE(fixture.sent->all().front().value, QByteArray("as it came"));
    QCOMPARE(fixture.data->changes.front().changedBy, "http (127.0.0.1)");
    QCOMPARE(fixture.data->changes.front().action, "redriven");
    QCOMPARE(fixture.data->changes.front().detail, "to orders/1@1");
    QVERIFY(client.get("/metrics")
                .body.contains(
                    R"(orderdesk_http_requests_total{route="POST /dead-letters/<arg>/redrive",status="200"} 2)"));
}

void TestDeadLetterChanges::redrivesACorrectedOne()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "{");
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    QByteArray corrected = validOrder();
    corrected.insert(corrected.size() - 1, ",\"big\":9007199254740993");
    const Answer answer =
        client.ask(withBody("/dead-letters/7/redrive", corrected, right, "Application/JSON; charset=utf-8"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(fixture.sent->all().front().value, corrected); // byte for byte
    QCOMPARE(fixture.data->changes.front().action, "corrected");
    const Answer other = client.ask(withBody("/dead-letters/7/redrive", corrected, right, "text/plain"));
    QCOMPARE(other.status, 415);
    QCOMPARE(typeOf(other), QStringLiteral("unsupported-media-type"));
    QCOMPARE(fixture.sent->count(), 1U);
}

void TestDeadLetterChanges::namesTheRulesThatACorrectionBreaks()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "{");
    QVERIFY(fixture.server->start());
    QByteArray broken = validOrder();
    broken.replace("\"sm_id\":99", "\"sm_id\":-1").replace("\"currency\":\"USD\"", "\"currency\":\"usd\"");
    const Answer answer = RawClient(fixture.server->port()).ask(withBody("/dead-letters/7/redrive", broken));
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.field("Content-Type"), QByteArray("application/problem+json"));
    QCOMPARE(typeOf(answer), QStringLiteral("invalid-order"));
    const QJsonArray violations = jsonOf(answer).value(QLatin1String("violations")).toArray();
    QStringList pointers;
    for (const auto& violation : violations) {
        pointers += violation.toObject().value(QLatin1String("pointer")).toString();
    }
    QVERIFY2(pointers.contains(QStringLiteral("/payment/currency")) && pointers.contains(QStringLiteral("/sm_id")),
             answer.body.constData());
    QCOMPARE(fixture.sent->count(), 0U);
    QVERIFY(fixture.data->changes.empty());
}

void TestDeadLetterChanges::takesABodyUpToTheLargestMessage()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "{");
    QVERIFY(fixture.server->start());
    const qsizetype most = fixture.letterDesk.validationSettings().maxMessageSize;
    QByteArray large = validOrder();
    large.insert(1, QByteArray(most - large.size(), ' '));
    RawClient client(fixture.server->port());
    QCOMPARE(client.ask(withBody("/dead-letters/7/redrive", large)).status, 200);
    QCOMPARE(fixture.sent->all().front().value, large);
    client.send(withBody("/dead-letters/7/redrive", large + ' '));
    QCOMPARE(client.receive().status, 413);
    QCOMPARE(RawClient(fixture.server->port())
                 .ask(head("DELETE", "/dead-letters/7", right + "Content-Length: 1\r\n") + 'x')
                 .status,
             413);
    QCOMPARE(fixture.sent->count(), 1U);
}

void TestDeadLetterChanges::saysWhatADryRunFinds()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "{");
    addLetter(fixture, 8, validOrder());
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer refused = client.ask(head("POST", "/dead-letters/7/redrive?dry_run=true"));
    QCOMPARE(refused.status, 200);
    QCOMPARE(jsonOf(refused).value(QLatin1String("accepted")), QJsonValue(false));
    QCOMPARE(jsonOf(refused).value(QLatin1String("violations")).toArray().size(), 1);
    for (const Answer& accepted : {client.ask(head("POST", "/dead-letters/8/redrive?dry_run=true")),
                                   client.ask(withBody("/dead-letters/7/redrive?dry_run=true", validOrder()))}) {
        QCOMPARE(accepted.status, 200);
        QCOMPARE(jsonOf(accepted).value(QLatin1String("accepted")), QJsonValue(true));
        QCOMPARE(jsonOf(accepted).value(QLatin1String("violations")).toArray().size(), 0);
    }
    QCOMPARE(client.ask(head("POST", "/dead-letters/9/redrive?dry_run=true")).status, 404);
    QCOMPARE(fixture.sent->count(), 0U);
    QVERIFY(fixture.data->changes.empty());
    QCOMPARE(client.ask(head("POST", "/dead-letters/8/redrive?dry_run=false")).status, 200);
    QCOMPARE(fixture.sent->count(), 1U);
}

void TestDeadLetterChanges::warnsOfReplacingANewerOrder()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    {
        const std::scoped_lock lock(fixture.data->mutex);
        StoredOrder stored;
        stored.orderUid = "order-000001";
        stored.position = fixture.data->deadLetters.front().message.position;
        ++stored.position.offset;
        stored.storedAt = *parseRfc3339("2026-11-23T05:00:00Z");
        fixture.data->orders.insert_or_assign(stored.orderUid, stored);
    }
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer checked = client.ask(head("POST", "/dead-letters/7/redrive?dry_run=true"));
    QCOMPARE(jsonOf(checked).value(QLatin1String("accepted")), QJsonValue(true));
    QCOMPARE(jsonOf(checked).value(QLatin1String("newer_stored_at")),
             QJsonValue(QStringLiteral("2026-11-23T05:00:00Z")));
    const Answer refused = client.ask(head("POST", "/dead-letters/7/redrive"));
    QCOMPARE(refused.status, 409);
    QVERIFY(jsonOf(refused).value(QLatin1String("type")).toString().endsWith(QLatin1String("newer-order-stored")));
    QVERIFY(jsonOf(refused).value(QLatin1String("detail")).toString().contains(QLatin1String("2026-11-23T05:00:00Z")));
    QCOMPARE(fixture.sent->count(), 0U);
    QCOMPARE(client.ask(head("POST", "/dead-letters/7/redrive?replace_newer=true&dry_run=false")).status, 200);
    QCOMPARE(fixture.sent->count(), 1U);
}

void TestDeadLetterChanges::refusesOtherParameters_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    for (const char* query : {"dry_run", "dry_run=", "dry_run=1", "dry_run=TRUE", "dryrun=true", "dry_run=%ff", "x=1",
                              "dry_run=false&dry_run=true", "dry_run=true&x=1", "replace_newer=yes", "replace_newer",
                              "replace_newer=true&replace_newer=true"}) {
        QTest::newRow(query) << QByteArray("POST") << QByteArray("/dead-letters/7/redrive?") + query;
    }
    QTest::newRow("discard") << QByteArray("DELETE") << QByteArray("/dead-letters/7?dry_run=true");
}

/// Who misspells a dry run must not get a redrive.
void TestDeadLetterChanges::refusesOtherParameters()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    const Answer answer = RawClient(fixture.server->port()).ask(head(method.constData(), target));
    QCOMPARE(answer.status, 400);
    QCOMPARE(typeOf(answer), QStringLiteral("malformed-parameter"));
    QCOMPARE(fixture.data->calls.load(), 0);
}

void TestDeadLetterChanges::discardsOnce()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "x");
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.ask(head("DELETE", "/dead-letters/7"));
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.field("Content-Type").isEmpty());
    QVERIFY(answer.field("Content-Length").isEmpty());
    QCOMPARE(answer.field("Referrer-Policy"), QByteArray("no-referrer"));
    const Answer again = client.ask(head("DELETE", "/dead-letters/7"));
    QCOMPARE(again.status, 404);
    QCOMPARE(typeOf(again), QStringLiteral("dead-letter-not-found"));
    QCOMPARE(client.get("/dead-letters/7").status, 404);
    QCOMPARE(fixture.data->changes.size(), 1U);
    QCOMPARE(fixture.data->changes.front().changedBy, "http (127.0.0.1)");
    QCOMPARE(client.ask(head("OPTIONS", "/dead-letters/7")).field("Allow"), QByteArray("GET, HEAD, DELETE, OPTIONS"));
    const Answer wrongMethod = client.get("/dead-letters/7/redrive");
    QCOMPARE(wrongMethod.status, 405);
    QCOMPARE(wrongMethod.field("Allow"), QByteArray("POST, OPTIONS"));
}

void TestDeadLetterChanges::needsTheToken_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << QByteArray("Authorization: Bearer \r\n");
    QTest::newRow("wrong") << QByteArray("Authorization: Bearer wrong\r\n");
    QTest::newRow("prefix") << QByteArray("Authorization: Bearer the-right-toke\r\n");
    QTest::newRow("other scheme") << QByteArray("Authorization: Basic the-right-token\r\n");
}

/// Also where anybody may read.
void TestDeadLetterChanges::needsTheToken()
{
    QFETCH(QByteArray, fields);
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    QCOMPARE(client.get("/dead-letters/7").status, 200);
    const int calls = fixture.data->calls;
    for (const QByteArray& request :
         {head("DELETE", "/dead-letters/7", fields), head("POST", "/dead-letters/7/redrive", fields),
          head("POST", "/dead-letters/7/redrive?dry_run=true", fields)}) {
        const Answer answer = client.ask(request);
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.field("WWW-Authenticate").startsWith("Bearer"));
        QCOMPARE(typeOf(answer), QStringLiteral("token-required"));
    }
    QCOMPARE(fixture.data->calls.load(), calls);
    QCOMPARE(fixture.sent->calls.load(), 0);
}

void TestDeadLetterChanges::readsNoBodyWithoutTheToken()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, "{");
    QVERIFY(fixture.server->start());
    const auto announce = [](const QByteArray& fields) {
        return head("POST", "/dead-letters/7/redrive",
                    fields + "Content-Type: application/json\r\nContent-Length: 1000000\r\n");
    };
    const QByteArray wrong = "Authorization: Bearer wrong\r\n";
    for (const QByteArray& fields : {QByteArray(), wrong, QByteArray(wrong + "Expect: 100-continue\r\n")}) {
        RawClient client(fixture.server->port());
        const Answer answer = client.ask(announce(fields)); // not a byte of the body is sent
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.field("Connection"), QByteArray("close"));
        QVERIFY(client.isClosedByServer());
    }
    // Nor with the right one once too many were wrong; the answer does not tell that it is right.
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("wrong tokens from")));
    for (int i = 0; i < TokenFailures::most; ++i) {
        RawClient(fixture.server->port()).ask(head("DELETE", "/dead-letters/7", wrong));
    }
    for (const QByteArray& fields : {wrong, right}) {
        RawClient client(fixture.server->port());
        const Answer answer = client.ask(announce(fields));
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.field("Connection"), QByteArray("close"));
        QVERIFY(client.isClosedByServer());
    }
    QCOMPARE(fixture.sent->calls.load(), 0);
    QCOMPARE(fixture.data->deadLetters.size(), 1U);
}

void TestDeadLetterChanges::withoutATokenSetNothingIsChanged()
{
    HttpFixture fixture;
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (const QByteArray& fields : {QByteArray(), right, QByteArray("Authorization: Bearer \r\n")}) {
        QCOMPARE(client.ask(head("DELETE", "/dead-letters/7", fields)).status, 401);
        QCOMPARE(client.ask(head("POST", "/dead-letters/7/redrive", fields)).status, 401);
    }
    QVERIFY(client.get("/problems/token-required").body.contains("takes no changes"));
    QCOMPARE(fixture.data->deadLetters.size(), 1U);
    QCOMPARE(fixture.sent->calls.load(), 0);
}

void TestDeadLetterChanges::answersUnknownIds()
{
    HttpFixture fixture(withToken());
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (const char* id : {"8", "0", "-7", "07", "x", "7%20", "99999999999999999999", "9223372036854775807"}) {
        for (const Answer& answer : {client.ask(head("DELETE", QByteArray("/dead-letters/") + id)),
                                     client.ask(head("POST", QByteArray("/dead-letters/") + id + "/redrive"))}) {
            QCOMPARE(answer.status, 404);
            QCOMPARE(typeOf(answer), QStringLiteral("dead-letter-not-found"));
        }
    }
}

void TestDeadLetterChanges::saysWhenKafkaOrTheDatabaseIsAway()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const auto redrive = [&] { return client.ask(head("POST", "/dead-letters/7/redrive")); };
    const std::tuple<ErrorCode, int, const char*> kafka[] = {{ErrorCode::Unavailable, 503, "kafka-away"},
                                                             {ErrorCode::AccessRefused, 503, "kafka-refuses-access"},
                                                             {ErrorCode::InvalidInput, 422, "kafka-refuses-message"},
                                                             {ErrorCode::Internal, 500, "internal-error"}};
    for (const auto& [code, status, type] : kafka) {
        fixture.sent->fail(Error{code, Sentence::tr("no broker at localhost:9092"), Sentence::tr("start it")});
        const Answer answer = redrive();
        QCOMPARE(answer.status, status);
        QCOMPARE(typeOf(answer), QLatin1String(type));
        QCOMPARE(!answer.field("Retry-After").isEmpty(), status == 503);
        QVERIFY2(answer.body.contains("no broker at localhost:9092: start it"), answer.body.constData());
        QCOMPARE(client.get(QByteArray("/problems/") + type).status, 200);
    }
    fixture.sent->fail({});
    fixture.setFailure(Error{ErrorCode::Unavailable, Sentence::tr("no database")});
    for (const Answer& answer : {redrive(), client.ask(head("DELETE", "/dead-letters/7"))}) {
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.field("Retry-After").toInt() >= 1);
        QCOMPARE(typeOf(answer), QStringLiteral("database-away"));
    }
    fixture.setFailure({});
    QCOMPARE(redriveCount(fixture, 7), 0);
    QVERIFY(fixture.data->changes.empty());
    QCOMPARE(redrive().status, 200);
}

void TestDeadLetterChanges::saysThatItMayOnlyRead()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    fixture.rights = DatabaseRights{QStringLiteral("onlooker"), DatabaseRights::Limit::Role, false, false};
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    for (const Answer& answer :
         {client.ask(head("POST", "/dead-letters/7/redrive")), client.ask(head("DELETE", "/dead-letters/7"))}) {
        QCOMPARE(answer.status, 403);
        QCOMPARE(typeOf(answer), QStringLiteral("database-read-only"));
        QCOMPARE(answer.field("Content-Type"), QByteArray("application/problem+json"));
    }
    QCOMPARE(client.ask(head("POST", "/dead-letters/7/redrive?dry_run=true")).status, 200);
    QCOMPARE(fixture.sent->calls.load(), 0);
}

void TestDeadLetterChanges::saysThatItIsAViewer()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    LetterDesk::Parts parts = fixture.deskParts();
    parts.makePublisher = nullptr;
    LetterDesk viewer(std::move(parts));
    HttpBackend backend = fixture.backend();
    backend.letterDesk = &viewer;
    HttpSettings settings = withToken();
    settings.port = 0;
    HttpServer server(settings, std::move(backend));
    QVERIFY(server.start());
    RawClient client(server.port());
    const Answer answer = client.ask(head("POST", "/dead-letters/7/redrive"));
    QCOMPARE(answer.status, 403);
    QCOMPARE(typeOf(answer), QStringLiteral("viewer"));
    QCOMPARE(client.ask(head("POST", "/dead-letters/7/redrive?dry_run=true")).status, 200);
    QCOMPARE(client.ask(head("DELETE", "/dead-letters/7")).status, 204);
}

void TestDeadLetterChanges::saysThatItIsPublishedButNotMarked()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    fixture.sent->hold();
    RawClient client(fixture.server->port());
    client.send(head("POST", "/dead-letters/7/redrive"));
    QTRY_COMPARE(fixture.sent->calls.load(), 1);
    fixture.setFailure(Error{ErrorCode::Unavailable, Sentence::tr("gone meanwhile")});
    fixture.sent->release();
    const Answer answer = client.receive();
    QCOMPARE(answer.status, 200); // it is on the topic: to say no would be a lie
    const QJsonObject json = jsonOf(answer);
    QCOMPARE(json.value(QLatin1String("published")).toObject().value(QLatin1String("offset")).toInt(), 0);
    QCOMPARE(json.value(QLatin1String("marked")), QJsonValue(false));
    QVERIFY(json.value(QLatin1String("redrive_count")).isNull());
    const QJsonObject problem = json.value(QLatin1String("problem")).toObject();
    QCOMPARE(problem.value(QLatin1String("type")).toString(), QStringLiteral("/problems/database-away"));
    QCOMPARE(problem.value(QLatin1String("detail")).toString(),
             QStringLiteral("published to orders/1@0, but it could not be marked as redriven, so do not redrive it "
                            "again: gone meanwhile"));
}

/// On one HTTP thread: it does not wait.
void TestDeadLetterChanges::servesOthersMeanwhile()
{
    HttpFixture fixture(withToken());
    fixture.cache(makeOrder(1));
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    fixture.sent->hold();
    RawClient waiting(fixture.server->port());
    waiting.send(head("POST", "/dead-letters/7/redrive"));
    QTRY_COMPARE(fixture.sent->calls.load(), 1);
    RawClient other(fixture.server->port());
    QCOMPARE(other.get("/order/order-000001").status, 200);
    QCOMPARE(other.get("/dead-letters/7").status, 200);
    other.send(head("DELETE", "/dead-letters/7")); // waits for its turn
    QCOMPARE(RawClient(fixture.server->port()).get("/livez").status, 200);
    QCOMPARE(redriveCount(fixture, 7), 0);
    fixture.sent->release();
    QCOMPARE(waiting.receive().status, 200);
    QCOMPARE(other.receive().status, 204);
    QCOMPARE(fixture.data->changes.size(), 2U);
}

void TestDeadLetterChanges::answersWhatWasSentAheadInOrder()
{
    HttpFixture fixture(withToken());
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    fixture.sent->hold();
    RawClient client(fixture.server->port());
    client.send(withBody("/dead-letters/7/redrive", validOrder()) + head("GET", "/livez") +
                head("DELETE", "/dead-letters/7") + head("HEAD", "/livez", "Connection: close\r\n"));
    QTRY_COMPARE(fixture.sent->calls.load(), 1);
    fixture.sent->release();
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(client.receive().body, QByteArray("alive\n"));
    QCOMPARE(client.receive().status, 204);
    QCOMPARE(client.receive(false).status, 200);
    QVERIFY(client.isClosedByServer());
}

void TestDeadLetterChanges::outlivesAClientThatLeaves()
{
    constexpr int clients = 40;
    HttpSettings settings = withToken(2);
    settings.limits.connectionsPerAddress = 2 * clients;
    HttpFixture fixture(settings);
    for (int id = 1; id <= clients; ++id) {
        addLetter(fixture, id, validOrder());
    }
    QVERIFY(fixture.server->start());
    const quint16 port = fixture.server->port();
    fixture.sent->hold();
    std::vector<RawSocket> leaving;
    for (int id = 1; id <= clients; ++id) {
        RawSocket client(port);
        client.write(head("POST", "/dead-letters/" + QByteArray::number(id) + "/redrive"));
        leaving.push_back(std::move(client));
    }
    QTRY_COMPARE(fixture.sent->calls.load(), 1);
    QTRY_COMPARE(fixture.letterDesk.waiting(), clients - 1);
    for (std::size_t i = 0; i < leaving.size(); ++i) {
        switch (i % 3) {
        case 0:
            leaving[i].reset();
            break;
        case 1:
            leaving[i].close();
            break;
        default:
            ::shutdown(leaving[i].descriptor(), SHUT_WR);
            break;
        }
    }
    RawClient good(port);
    QCOMPARE(good.get("/livez").status, 200);
    fixture.sent->release();
    // What was asked is done all the same.
    for (int id = 1; id <= clients; ++id) {
        QTRY_COMPARE(redriveCount(fixture, id), 1);
    }
    QCOMPARE(good.get("/livez").status, 200);
    QCOMPARE(good.ask(head("DELETE", "/dead-letters/1")).status, 204);
}

void TestDeadLetterChanges::endsAWaitThatIsTooLong()
{
    HttpSettings settings;
    settings.limits.answerTimeout = milliseconds(50);
    const auto later = std::make_shared<DeferredReply>();
    const Route never{"POST", "/never", Route::Access::Open, [later](const HttpRequest&) {
                          HttpReply reply;
                          reply.later = later;
                          return reply;
                      }};
    const GuardFixture fixture(settings, {never});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no answer in time")));
    RawClient client(fixture.port());
    const Answer answer = client.ask(head("POST", "/never", {}));
    QCOMPARE(answer.status, 500);
    QVERIFY(answer.body.contains("may be done all the same"));
    later->give({}); // nobody is there
    QVERIFY(client.isClosedByServer());
    QCOMPARE(RawClient(fixture.port()).get("/livez").status, 200);
}

void TestDeadLetterChanges::stopsWhileSomebodyWaits()
{
    HttpFixture fixture(withToken(2));
    addLetter(fixture, 7, validOrder());
    QVERIFY(fixture.server->start());
    fixture.sent->hold();
    RawClient client(fixture.server->port());
    client.send(head("POST", "/dead-letters/7/redrive"));
    QTRY_COMPARE(fixture.sent->calls.load(), 1);
    fixture.server.reset();
    QVERIFY(client.isClosedByServer());
    fixture.sent->release();
    QTRY_COMPARE(redriveCount(fixture, 7), 1);
}

void TestDeadLetterChanges::deliversOnceAndOnlyToTheLiving()
{
    const auto reply = [](HttpStatus status) {
        HttpReply result;
        result.status = status;
        return result;
    };
    std::vector<HttpStatus> received;
    const auto receive = [&](const HttpReply& given) { received.push_back(given.status); };
    QObject context;
    const auto early = std::make_shared<DeferredReply>(); // given before anybody awaits it
    std::thread([&] { early->give(reply(HttpStatus::Ok)); }).join();
    early->give(reply(HttpStatus::Conflict));
    early->awaitIn(&context, receive);
    QVERIFY(received.empty()); // never within the call
    QTRY_COMPARE(received.size(), 1U);
    const auto late = std::make_shared<DeferredReply>();
    late->awaitIn(&context, receive);
    std::thread([&] { late->give(reply(HttpStatus::NoContent)); }).join();
    QTRY_COMPARE(received.size(), 2U);
    const auto forgotten = std::make_shared<DeferredReply>();
    forgotten->awaitIn(&context, receive);
    forgotten->forget();
    forgotten->give(reply(HttpStatus::Ok));
    const auto forgottenOnTheWay = std::make_shared<DeferredReply>();
    forgottenOnTheWay->awaitIn(&context, receive);
    forgottenOnTheWay->give(reply(HttpStatus::Ok));
    forgottenOnTheWay->forget();
    QCoreApplication::processEvents();
    QCOMPARE(received, (std::vector{HttpStatus::Ok, HttpStatus::NoContent}));
}

ORDERDESK_TEST(TestDeadLetterChanges)
#include "TestDeadLetterChanges.moc"
