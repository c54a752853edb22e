#include "http/FrontFixture.h"
#include "support/TestRegistration.h"

#include "http/Problem.h"
#include "http/routes/Front.h"
#include "support/Paths.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

QJsonObject objectOf(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject sourceObject(const char* path)
{
    QFile file(test::sourcePath(QLatin1String(path)));
    return file.open(QIODevice::ReadOnly) ? objectOf(file.readAll()) : QJsonObject();
}

QStringList strings(const QJsonValue& array)
{
    QStringList result;
    for (const auto& value : array.toArray()) {
        result += value.toString();
    }
    result.sort();
    return result;
}

/// Every "$ref" below `value`.
void collectReferences(const QJsonValue& value, QSet<QString>& references)
{
    for (const auto& element : value.toArray()) {
        collectReferences(element, references);
    }
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() == QLatin1String("$ref")) {
            references += member.value().toString();
        } else {
            collectReferences(member.value(), references);
        }
    }
}

/// The description, and as much of JSON Schema as it uses. Stricter than that: an object has no member that is not
/// described.
class Description
{
public:
    Description()
        : root(sourceObject("resources/api/openapi.json"))
    {
    }

    QJsonValue find(const QString& reference) const
    {
        QJsonValue found = root;
        for (const QString& name : reference.mid(2).split(QLatin1Char('/'))) {
            found = found.toObject().value(name);
        }
        return found;
    }

    QJsonObject resolved(const QJsonValue& value) const
    {
        const QJsonObject object = value.toObject();
        return object.contains(QLatin1String("$ref")) ? find(object.value(QLatin1String("$ref")).toString()).toObject()
                                                      : object;
    }

    QJsonObject operation(const QString& path, const QString& method) const
    {
        return root.value(QLatin1String("paths")).toObject().value(path).toObject().value(method).toObject();
    }

    QJsonValue answerSchema(const QString& path, const QString& method, const QString& status) const
    {
        const QJsonObject responses = operation(path, method).value(QLatin1String("responses")).toObject();
        const QJsonObject content = resolved(responses.value(status)).value(QLatin1String("content")).toObject();
        return content.begin().value().toObject().value(QLatin1String("schema"));
    }

    /// Empty: `value` is as `schema` says; else where it is not.
    QString complaint(const QJsonValue& value, const QJsonValue& schemaOrReference, const QString& at = {}) const
    {
        const QJsonObject schema = resolved(schemaOrReference);
        if (const QJsonArray choices = schema.value(QLatin1String("oneOf")).toArray(); !choices.isEmpty()) {
            const auto fitting = std::count_if(choices.begin(), choices.end(), [&](const auto& choice) {
                return complaint(value, choice, at).isEmpty();
            });
            return fitting == 1 ? QString() : at + QStringLiteral(": fits %1 of the choices").arg(fitting);
        }
        const QJsonArray words = schema.value(QLatin1String("enum")).toArray();
        if (!words.isEmpty()) {
            return words.contains(value) ? QString() : at + QStringLiteral(": none of the words");
        }
        if (!hasType(value, schema.value(QLatin1String("type")))) {
            return at + QStringLiteral(": of another type");
        }
        for (const auto& element : value.toArray()) {
            const QString found = complaint(element, schema.value(QLatin1String("items")), at + QStringLiteral("/-"));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return value.isObject() ? memberComplaint(value.toObject(), schema, at) : QString();
    }

    const QJsonObject root;

private:
    static bool hasType(const QJsonValue& value, const QJsonValue& types)
    {
        const QStringList names = types.isArray() ? strings(types) : QStringList{types.toString()};
        const bool isInteger = value.isDouble() && value.toVariant().canConvert<qint64>() &&
                               value.toDouble() == static_cast<double>(value.toInteger(-1));
        const QString name = value.isNull()     ? QStringLiteral("null")
                             : value.isBool()   ? QStringLiteral("boolean")
                             : value.isString() ? QStringLiteral("string")
                             : value.isArray()  ? QStringLiteral("array")
                             : value.isObject() ? QStringLiteral("object")
                             : isInteger        ? QStringLiteral("integer")
                                                : QStringLiteral("number");
        return names.contains(name);
    }

    QString memberComplaint(const QJsonObject& object, const QJsonObject& schema, const QString& at) const
    {
        for (const QString& name : strings(schema.value(QLatin1String("required")))) {
            if (!object.contains(name)) {
                return at + u'/' + name + QStringLiteral(": missing");
            }
        }
        const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString place = at + u'/' + member.key();
            if (!properties.contains(member.key())) {
                return place + QStringLiteral(": not described");
            }
            const QString found = complaint(member.value(), properties.value(member.key()), place);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return {};
    }
};

/// "/order/<arg>/trace" of a description's "/order/{order_uid}/trace".
QByteArray patternOf(const QString& path)
{
    static const QRegularExpression parameter(QStringLiteral("\\{[a-z_]+\\}"));
    return QString(path).replace(parameter, QStringLiteral("<arg>")).toLatin1();
}

QJsonArray securityOf(Route::Access access)
{
    const QJsonObject token{{QStringLiteral("token"), QJsonArray()}};
    switch (access) {
    case Route::Access::Open:
        return {};
    case Route::Access::Read:
        return {QJsonObject(), token};
    case Route::Access::Write:
        break;
    }
    return {token};
}

} // namespace

/// /openapi.json says what the server does, no more and no less.
class TestOpenApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isServedToKeep();
    void describesEveryRouteAndNoOther();
    void describesTheParametersOfEachPath();
    void everyReferenceLeadsSomewhereAndEveryPartIsUsed();
    void namesEveryProblem();
    void takesTheOrderOfTheSchema_data();
    void takesTheOrderOfTheSchema();
    void findsWhatIsNotAsDescribed();
    void answersAreAsDescribed();

private:
    const Description m_description;
};

void TestOpenApi::isServedToKeep()
{
    HttpSettings settings;
    settings.publicReads = false; // it is no secret
    settings.token = "the-right-token";
    HttpFixture fixture(settings);
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const Answer answer = client.get("/openapi.json");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.field("Content-Type"), QByteArray("application/json"));
    QVERIFY(answer.field("Cache-Control").startsWith("public, max-age="));
    QCOMPARE(objectOf(answer.body), m_description.root);
    QVERIFY(!answer.field("ETag").isEmpty());
    QCOMPARE(client.get("/openapi.json", "If-None-Match: " + answer.field("ETag") + "\r\n").status, 304);
    QCOMPARE(client.ask("HEAD /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", false).status, 200);
    QVERIFY(m_description.root.value(QLatin1String("openapi")).toString().startsWith(QLatin1String("3.1.")));
    QCOMPARE(m_description.find(QStringLiteral("#/info/version")).toString(), QStringLiteral(ORDERDESK_VERSION));
}

void TestOpenApi::describesEveryRouteAndNoOther()
{
    const HttpSettings settings;
    HttpFixture fixture(settings);
    const HttpBackend backend = fixture.backend();
    const auto lookup = backend.makeLookup();
    HttpStatistics statistics;
    const ConnectionBudget budget(1, 1);
    const Front front(*lookup, backend, statistics, budget);

    QSet<QByteArray> served;
    for (const Route& route : front.table().routes()) {
        served += route.method + ' ' + route.pattern;
    }
    QCOMPARE(served.size(), static_cast<qsizetype>(front.table().routes().size()));
    QSet<QByteArray> described;
    QSet<QString> names;
    const QJsonObject paths = m_description.root.value(QLatin1String("paths")).toObject();
    for (const QString& path : paths.keys()) {
        for (const QString& method : paths.value(path).toObject().keys()) {
            if (method == QLatin1String("parameters")) {
                continue;
            }
            const QByteArray pattern = patternOf(path);
            described += method.toUpper().toLatin1() + ' ' + pattern;
            const Route* const route = front.table().find(method.toUpper().toLatin1(), pattern);
            QVERIFY2(route, qPrintable(method + u' ' + path));
            const QJsonObject operation = m_description.operation(path, method);
            QCOMPARE(operation.value(QLatin1String("security")).toArray(), securityOf(route->access));
            QVERIFY(operation.contains(QLatin1String("security")));
            QCOMPARE(operation.contains(QLatin1String("requestBody")), route->bodyBytes > 0);
            QVERIFY(!operation.value(QLatin1String("summary")).toString().isEmpty());
            names += operation.value(QLatin1String("operationId")).toString();
        }
    }
    QCOMPARE(described, served);
    QCOMPARE(names.size(), described.size());
}

void TestOpenApi::describesTheParametersOfEachPath()
{
    static const QRegularExpression placeholder(QStringLiteral("\\{([a-z_]+)\\}"));
    const QJsonObject paths = m_description.root.value(QLatin1String("paths")).toObject();
    for (const QString& path : paths.keys()) {
        QStringList inPath;
        for (auto match = placeholder.globalMatch(path); match.hasNext();) {
            inPath += match.next().captured(1);
        }
        QStringList declared;
        for (const auto& parameter : paths.value(path).toObject().value(QLatin1String("parameters")).toArray()) {
            const QJsonObject resolved = m_description.resolved(parameter);
            QCOMPARE(resolved.value(QLatin1String("in")).toString(), QStringLiteral("path"));
            QVERIFY(resolved.value(QLatin1String("required")).toBool());
            declared += resolved.value(QLatin1String("name")).toString();
        }
        QCOMPARE(declared, inPath);
    }
}

void TestOpenApi::everyReferenceLeadsSomewhereAndEveryPartIsUsed()
{
    QSet<QString> references;
    collectReferences(m_description.root, references);
    for (const QString& reference : references) {
        QVERIFY2(reference.startsWith(QLatin1String("#/")) && m_description.find(reference).isObject(),
                 qPrintable(reference));
    }
    for (const char* kind : {"parameters", "responses", "schemas"}) {
        const QString folder = QLatin1String("#/components/") + QLatin1String(kind);
        for (const QString& name : m_description.find(folder).toObject().keys()) {
            QVERIFY2(references.contains(folder + u'/' + name), qPrintable(name));
        }
    }
}

void TestOpenApi::namesEveryProblem()
{
    QStringList types;
    for (const ProblemText& text : problemTexts()) {
        types += QLatin1String("/problems/") + QLatin1String(text.name);
    }
    types.sort();
    QCOMPARE(strings(m_description.find(QStringLiteral("#/components/schemas/Problem/properties/type/enum"))), types);
}

void TestOpenApi::takesTheOrderOfTheSchema_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("place"); ///< in data/order.schema.json
    QTest::newRow("Order") << "Order" << QString();
    QTest::newRow("Delivery") << "Delivery"
                              << "delivery";
    QTest::newRow("Payment") << "Payment"
                             << "payment";
    QTest::newRow("Item") << "Item"
                          << "item";
}

void TestOpenApi::takesTheOrderOfTheSchema()
{
    QFETCH(QString, name);
    QFETCH(QString, place);
    const QJsonObject whole = sourceObject("data/order.schema.json");
    const QJsonObject definitions = whole.value(QLatin1String("definitions")).toObject();
    const QJsonObject schema = place.isEmpty() ? whole : definitions.value(place).toObject();
    const QJsonObject described = m_description.find(QLatin1String("#/components/schemas/") + name).toObject();
    QCOMPARE(strings(described.value(QLatin1String("required"))), strings(schema.value(QLatin1String("required"))));
    const QJsonObject members = schema.value(QLatin1String("properties")).toObject();
    QCOMPARE(described.value(QLatin1String("properties")).toObject().keys(), members.keys());
    QVERIFY(!members.isEmpty());
}

/// The judge of answersAreAsDescribed() is one.
void TestOpenApi::findsWhatIsNotAsDescribed()
{
    const QJsonValue schema = m_description.find(QStringLiteral("#/components/schemas/DryRun"));
    const auto complaint = [&](const char* json) { return m_description.complaint(objectOf(json), schema); };
    QCOMPARE(complaint(R"({"id":1,"accepted":true,"violations":[],"newer_stored_at":null})"), QString());
    QCOMPARE(complaint(R"({"id":1,"accepted":true,"newer_stored_at":null})"), QStringLiteral("/violations: missing"));
    QCOMPARE(complaint(R"({"id":"1","accepted":true,"violations":[],"newer_stored_at":null})"),
             QStringLiteral("/id: of another type"));
    QCOMPARE(complaint(R"({"id":1.5,"accepted":true,"violations":[],"newer_stored_at":null})"),
             QStringLiteral("/id: of another type"));
    QCOMPARE(complaint(R"({"id":1,"accepted":true,"violations":[],"newer_stored_at":null,"x":1})"),
             QStringLiteral("/x: not described"));
    QCOMPARE(
        complaint(
            R"({"id":1,"accepted":true,"violations":[{"pointer":"","code":"","message":"","severity":"x"}],"newer_stored_at":null})"),
        QStringLiteral("/violations/-/severity: none of the words"));
}

void TestOpenApi::answersAreAsDescribed()
{
    HttpSettings settings;
    settings.token = "t";
    HttpFixture fixture(settings);
    Order order = makeOrder(1);
    StoredOrder stored = HttpFixture::stored(order);
    stored.warnings = {{"/payment/amount", "sum_mismatch", "does not add up", Severity::Warning}};
    fixture.data->orders[order.orderUid] = stored;
    fixture.cache(makeOrder(2));
    for (int i = 0; i < 3; ++i) {
        OrderSummary summary = summarize(makeOrder(i));
        summary.revision = 1;
        fixture.data->summaries.push_back(summary);
        DeadLetter letter = makeDeadLetter(i, order.orderUid);
        letter.id = 3 - i;
        fixture.data->deadLetters.push_back(letter);
    }
    fixture.data->deadLetters.front().message.value = encodeOrder(order);
    fixture.data->deadLetters.front().redrivenAt = currentTimestamp();
    fixture.data->deadLetters.back().message.value.reset();
    fixture.data->deadLetters.back().message.position.timestamp = {};
    fixture.snapshot.kafka.cause = Sentence::tr("no broker");
    fixture.snapshot.kafka.hint = Sentence::tr("start one");
    fixture.snapshot.kafka.since = currentTimestamp();
    fixture.snapshot.kafka.nextTry = currentTimestamp();
    QVERIFY(fixture.server->start());
    RawClient client(fixture.server->port());
    const auto ask = [&](const char* method, const QByteArray& target, const QByteArray& body = {}) {
        return client.ask(QByteArray(method) + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" +
                          "Authorization: Bearer t\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(body.size()) + "\r\n\r\n" + body);
    };
    const auto complaint = [&](const Answer& answer, const char* path, const char* method, const char* status) {
        if (answer.status != QByteArray(status).toInt() && QByteArray(status) != "default") {
            return QStringLiteral("status %1").arg(answer.status);
        }
        return m_description.complaint(
            objectOf(answer.body),
            m_description.answerSchema(QLatin1String(path), QLatin1String(method), QLatin1String(status)));
    };
    const struct
    {
        const char* target;
        const char* path;
    } reads[] = {{"/order/order-000001", "/order/{order_uid}"},
                 {"/order/order-000001/trace", "/order/{order_uid}/trace"},
                 {"/orders?limit=2", "/orders"},
                 {"/orders", "/orders"},
                 {"/dead-letters?limit=2", "/dead-letters"},
                 {"/dead-letters", "/dead-letters"},
                 {"/dead-letters/1", "/dead-letters/{id}"},
                 {"/dead-letters/2", "/dead-letters/{id}"},
                 {"/dead-letters/3", "/dead-letters/{id}"},
                 {"/readyz", "/readyz"}};
    for (const auto& [target, path] : reads) {
        const QString found = complaint(ask("GET", target), path, "get", "200");
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1String(target) + u' ' + found));
    }
    const char* const redrive = "/dead-letters/{id}/redrive";
    QCOMPARE(complaint(ask("POST", "/dead-letters/2/redrive?dry_run=true"), redrive, "post", "200"), QString());
    QCOMPARE(complaint(ask("POST", "/dead-letters/3/redrive"), redrive, "post", "200"), QString());
    for (const Answer& problem : {ask("POST", "/dead-letters/3/redrive", "{}"), ask("POST", "/dead-letters/9/redrive"),
                                  ask("POST", "/dead-letters/3/redrive?x=1")}) {
        QVERIFY(problem.status >= 400);
        QCOMPARE(complaint(problem, redrive, "post", "default"), QString());
    }
    QCOMPARE(ask("DELETE", "/dead-letters/3").status, 204);

    fixture.setFailure(Error{ErrorCode::Unavailable, Sentence::tr("it is away")});
    QCOMPARE(complaint(ask("GET", "/order/none"), "/order/{order_uid}", "get", "default"), QString());
    // Of an order in the cache, whose dead letters are not known now.
    const Answer half = ask("GET", "/order/order-000002/trace");
    QVERIFY2(half.body.contains("dead_letters_problem"), half.body.constData());
    QCOMPARE(complaint(half, "/order/{order_uid}/trace", "get", "200"), QString());
    QCOMPARE(complaint(ask("GET", "/readyz"), "/readyz", "get", "503"), QString());
}

ORDERDESK_TEST(TestOpenApi)
#include "TestOpenApi.moc"
