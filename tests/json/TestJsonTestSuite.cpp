#include "domain/ExampleOrder.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QHash>
#include <QTest>

using namespace orderdesk;

/// Nicolas Seriot's JSONTestSuite ("Parsing JSON is a minefield"): y_ is JSON, n_ is not, i_ is for the reader to
/// decide. It lies beside the checkout; where it does not, the tests are skipped.
class TestJsonTestSuite final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatIsNotJson_data() { addRows("n_"); }
    void refusesWhatIsNotJson();
    void readsWhatIsJson_data() { addRows("y_"); }
    void readsWhatIsJson();
    void decidesTheRest_data() { addRows("i_"); }
    void decidesTheRest();

private:
    static void addRows(const char* prefix);
};

namespace {

/// The codes that say "this is not JSON for us", not "this is not an order".
const QStringList kDocumentCodes{QStringLiteral("invalid_json"), QStringLiteral("invalid_utf8"),
                                 QStringLiteral("byte_order_mark"), QStringLiteral("lone_surrogate"),
                                 QStringLiteral("nesting_too_deep")};

QStringList codesOf(const QByteArray& json)
{
    OrderDecoder decoder;
    QStringList codes;
    for (const Violation& violation : decoder.decode(json, kTestNow).violations) {
        codes << QString::fromStdString(violation.code);
    }
    codes.removeDuplicates();
    return codes;
}

/// y_ files that the project's stricter rules refuse, and i_ files: what each is refused with beside not being an
/// order. Those not named here are read.
QHash<QString, QString> policy()
{
    const auto text = [](const char* latin) { return QString::fromLatin1(latin); };
    return {
        {text("y_object_duplicated_key.json"), text("duplicate_member")},
        {text("y_object_duplicated_key_and_value.json"), text("duplicate_member")},
        {text("y_object_escaped_null_in_key.json"), text("null_character")},
        {text("y_string_null_escape.json"), text("null_character")},
        {text("i_object_key_lone_2nd_surrogate.json"), text("lone_surrogate")},
        {text("i_string_1st_surrogate_but_2nd_missing.json"), text("lone_surrogate")},
        {text("i_string_1st_valid_surrogate_2nd_invalid.json"), text("lone_surrogate")},
        {text("i_string_incomplete_surrogate_and_escape_valid.json"), text("lone_surrogate")},
        {text("i_string_incomplete_surrogate_pair.json"), text("lone_surrogate")},
        {text("i_string_incomplete_surrogates_escape_valid.json"), text("lone_surrogate")},
        {text("i_string_invalid_lonely_surrogate.json"), text("lone_surrogate")},
        {text("i_string_invalid_surrogate.json"), text("lone_surrogate")},
        {text("i_string_inverted_surrogates_U+1D11E.json"), text("lone_surrogate")},
        {text("i_string_lone_second_surrogate.json"), text("lone_surrogate")},
        {text("i_string_UTF-16LE_with_BOM.json"), text("invalid_utf8")},
        {text("i_string_UTF-8_invalid_sequence.json"), text("invalid_utf8")},
        {text("i_string_UTF8_surrogate_U+D800.json"), text("invalid_utf8")},
        {text("i_string_invalid_utf-8.json"), text("invalid_utf8")},
        {text("i_string_iso_latin_1.json"), text("invalid_utf8")},
        {text("i_string_lone_utf8_continuation_byte.json"), text("invalid_utf8")},
        {text("i_string_not_in_unicode_range.json"), text("invalid_utf8")},
        {text("i_string_overlong_sequence_2_bytes.json"), text("invalid_utf8")},
        {text("i_string_overlong_sequence_6_bytes.json"), text("invalid_utf8")},
        {text("i_string_overlong_sequence_6_bytes_null.json"), text("invalid_utf8")},
        {text("i_string_truncated-utf-8.json"), text("invalid_utf8")},
        {text("i_string_utf16BE_no_BOM.json"), text("invalid_utf8")},
        {text("i_string_utf16LE_no_BOM.json"), text("invalid_utf8")},
        {text("i_structure_500_nested_arrays.json"), text("nesting_too_deep")},
        {text("i_structure_UTF-8_BOM_empty_object.json"), text("byte_order_mark")},
    };
}

} // namespace

void TestJsonTestSuite::addRows(const char* prefix)
{
    const QDir suite(test::sourcePath(QStringLiteral("../shared/data/json-test-suite/test_parsing")));
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("json");
    const QStringList names = suite.entryList({QLatin1String(prefix) + QStringLiteral("*.json")}, QDir::Files);
    for (const QString& name : names) {
        QFile file(suite.filePath(name));
        if (file.open(QIODevice::ReadOnly)) {
            QTest::newRow(qPrintable(name)) << name << file.readAll();
        }
    }
    if (names.isEmpty()) {
        QTest::newRow("suite") << QString() << QByteArray();
    }
}

#define SKIP_WITHOUT_SUITE(name)                                                                                       \
    if ((name).isEmpty()) {                                                                                            \
        QSKIP("JSONTestSuite is not there: ../shared/data/json-test-suite beside the checkout");                       \
    }

void TestJsonTestSuite::refusesWhatIsNotJson()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, json);
    SKIP_WITHOUT_SUITE(name)
    const QStringList codes = codesOf(json);
    QCOMPARE(codes.size(), 1);
    QVERIFY2(kDocumentCodes.contains(codes.front()), qPrintable(codes.front()));
}

void TestJsonTestSuite::readsWhatIsJson()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, json);
    SKIP_WITHOUT_SUITE(name)
    const QStringList codes = codesOf(json);
    QVERIFY(!codes.isEmpty());
    for (const QString& code : codes) {
        QVERIFY2(!kDocumentCodes.contains(code), qPrintable(code));
    }
    for (const QString& code : {QStringLiteral("duplicate_member"), QStringLiteral("null_character")}) {
        QCOMPARE(codes.contains(code), policy().value(name) == code);
    }
}

void TestJsonTestSuite::decidesTheRest()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, json);
    SKIP_WITHOUT_SUITE(name)
    const QStringList read{QStringLiteral("wrong_type")};
    QCOMPARE(codesOf(json), policy().contains(name) ? QStringList{policy().value(name)} : read);
}

ORDERDESK_TEST(TestJsonTestSuite)
#include "TestJsonTestSuite.moc"
