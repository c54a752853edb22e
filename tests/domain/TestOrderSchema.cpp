#include "domain/ExampleOrder.h"
#include "generator/OrderGenerator.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <set>

using namespace orderdesk;
using Json = nlohmann::json;

/// data/order.schema.json and the decoder say the same, but for what a schema cannot say.
class TestOrderSchema final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesOnSamples_data();
    void agreesOnSamples();
    void agreesOnGeneratedOrders();
    void agreesOnEveryMemberWithEveryOddValue();
    void requiresWhatTheDecoderRequires();

private:
    bool acceptedBySchema(const QByteArray& json);
    void compare(const QByteArray& json);

    valijson::Schema m_schema;
    valijson::Validator m_validator; ///< kept: it keeps its regular expressions, which take longest
    OrderDecoder m_decoder;
};

namespace {

/// A schema sees values, not text, and has no word for these.
const std::set<std::string> kBeyondASchema{
    "duplicate_member",  // the reader has already dropped one
    "byte_order_mark",   // the reader skips it
    "nesting_too_deep",  // no rule for depth
    "null_character",    // in unknown members and in names
    "invalid_timestamp", // days that do not exist, leap seconds, the ends of time
};

/// valijson matches bytes, the schema's U+0080 to U+009F are two bytes each in UTF-8.
void spellControlCharactersInBytes(Json& schema)
{
    Json& pattern = schema["definitions"]["controlCharacter"]["pattern"];
    QCOMPARE(pattern.get<std::string>(), std::string(R"([\u0000-\u001F\u007F-\u009F])"));
    pattern = R"([\x00-\x1F\x7F]|\xC2[\x80-\x9F])";
}

std::vector<Json> oddValues()
{
    std::vector<Json> values{nullptr, true, -1, 0, 1, 100, 101, 1.5, 1e300, Json::array(), Json::object()};
    values.emplace_back(std::numeric_limits<std::int64_t>::max());
    values.emplace_back(std::numeric_limits<std::int64_t>::min());
    values.emplace_back(std::int64_t{253402300799});
    values.emplace_back(std::int64_t{253402300800});
    values.push_back(Json::array({Json::object()}));
    for (const char* text : {"",
                             " ",
                             "a",
                             "en",
                             "EN",
                             "ru-RU",
                             "ru_RU",
                             "ru-419",
                             "english",
                             "USD",
                             "usd",
                             "US",
                             "+12345",
                             "+1234",
                             "12345",
                             "+1 (2) 3-4-5",
                             "+123456789012345",
                             "+1234567890123456",
                             "+12345 x",
                             "a@b",
                             "a@b.c",
                             "a@@b",
                             "a@",
                             "@b",
                             "a@b.",
                             "a@.b",
                             "a b@c",
                             "a@b..c",
                             "a@b c",
                             "a/b",
                             "a.b_c~d-e",
                             "a\nb",
                             "a\x7F",
                             "a\xC2\x80",
                             "a\xC2\x9F",
                             "a\xC2\xA0",
                             "Жук",
                             "2021-11-26T06:22:19Z",
                             "2021-11-26T06:22:19",
                             "2021-11-26t06:22:19.5z",
                             "2021-11-26T06:22:19+03:00",
                             "2021-11-26T06:22:19-0330",
                             "2021-11-26T06:22:19+030",
                             "+7.900.123-45.67",
                             "+7\u00A0(900)\u202F123\u201145\u201167",
                             "+7\u2013900\u2013123",
                             "2021-11-26T06:22:19.1234567890Z",
                             "2021-13-26T06:22:19Z",
                             "2021-02-30T06:22:19Z",
                             "0000-01-01T00:00:00Z",
                             "2021-11-26T24:22:19Z",
                             "2021-11-26T06:22:19+24:00",
                             "9999-12-31T23:59:59-01:00",
                             "2021-11-26T06:22:60Z"}) {
        values.emplace_back(text);
    }
    values.emplace_back(std::string("a\0b", 3));
    for (const std::size_t length : {128, 129, 1024, 1025}) {
        values.emplace_back(std::string(length, 'a'));
    }
    values.emplace_back(QByteArray("Ж").repeated(1024).toStdString());
    values.emplace_back(QByteArray("Ж").repeated(1025).toStdString());
    values.emplace_back(QByteArray("Ж").repeated(4096).toStdString());
    values.emplace_back(QByteArray("Ж").repeated(4097).toStdString());
    return values;
}

QByteArray bytes(const Json& json)
{
    return QByteArray::fromStdString(json.dump());
}

} // namespace

void TestOrderSchema::initTestCase()
{
    Json schema = Json::parse(readSourceFile(QStringLiteral("data/order.schema.json")).toStdString());
    spellControlCharactersInBytes(schema);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), m_schema);
}

bool TestOrderSchema::acceptedBySchema(const QByteArray& json)
{
    const Json document = Json::parse(json.begin(), json.end(), nullptr, false);
    if (document.is_discarded()) {
        return false;
    }
    return m_validator.validate(m_schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

void TestOrderSchema::compare(const QByteArray& json)
{
    const DecodeResult result = m_decoder.decode(json, kTestNow);
    if (result.order) {
        QVERIFY2(acceptedBySchema(json), json.left(2000).constData());
        return;
    }
    const bool beyond = std::all_of(result.violations.begin(), result.violations.end(), [](const Violation& violation) {
        return violation.severity == Severity::Warning || kBeyondASchema.count(violation.code) > 0;
    });
    const QByteArray reason = encodeViolations(result.violations) + json.left(2000);
    QVERIFY2(beyond || !acceptedBySchema(json), reason.constData());
}

void TestOrderSchema::agreesOnSamples_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("model.json") << readSourceFile(QStringLiteral("data/model.json"));
    for (const QString& kind : {QStringLiteral("valid"), QStringLiteral("warning"), QStringLiteral("invalid")}) {
        const QString folder = QStringLiteral("data/samples/") + kind + QLatin1Char('/');
        const QDir directory(test::sourcePath(folder));
        for (const QString& name : directory.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QTest::newRow(qPrintable(kind + QLatin1Char('/') + name)) << readSourceFile(folder + name);
        }
    }
}

void TestOrderSchema::agreesOnSamples()
{
    QFETCH(QByteArray, json);
    compare(json);
}

void TestOrderSchema::agreesOnGeneratedOrders()
{
    OrderGenerator generator({21, 70, 0});
    for (int i = 0; i < 500 && !QTest::currentTestFailed(); ++i) {
        compare(generator.next().json);
    }
}

void TestOrderSchema::agreesOnEveryMemberWithEveryOddValue()
{
    const Json example = Json::parse(readSourceFile(QStringLiteral("data/model.json")).toStdString());
    const std::vector<Json> values = oddValues();
    for (const char* parent : {"", "/delivery", "/payment", "/items/0"}) {
        const Json::json_pointer place{std::string(parent)};
        for (const auto& member : example[place].items()) {
            for (const Json& value : values) {
                Json document = example;
                document[place][member.key()] = value;
                compare(bytes(document));
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
        }
    }
}

/// And is indifferent to what the decoder only warns of.
void TestOrderSchema::requiresWhatTheDecoderRequires()
{
    const Json example = Json::parse(readSourceFile(QStringLiteral("data/model.json")).toStdString());
    for (const char* parent : {"", "/delivery", "/payment", "/items/0"}) {
        const Json::json_pointer place{std::string(parent)};
        for (const auto& member : example[place].items()) {
            Json document = example;
            document[place].erase(member.key());
            compare(bytes(document));
            QCOMPARE(acceptedBySchema(bytes(document)),
                     member.key() == "internal_signature" || member.key() == "request_id");
        }
        Json document = example;
        document[place]["unheard_of"] = Json::array({nullptr});
        QVERIFY(acceptedBySchema(bytes(document)));
    }
}

ORDERDESK_TEST(TestOrderSchema)
#include "TestOrderSchema.moc"
