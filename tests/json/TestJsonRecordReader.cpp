#include "support/TestRegistration.h"
#include "json/JsonPlace.h"
#include "json/JsonRecordReader.h"

#include <QTest>

#include <sstream>

using namespace orderdesk;

namespace {

/// "LINE:TEXT" of each record, line feeds inside as |; "LINE:too large".
QStringList records(const QByteArray& text, qsizetype mostBytes = 1000)
{
    std::istringstream input(text.toStdString());
    JsonRecordReader reader(input, mostBytes);
    QStringList found;
    while (auto record = reader.next()) {
        const QByteArray shown = record->tooLarge ? QByteArray("too large") : record->bytes.replace('\n', '|');
        found.append(QString::number(record->line) + QLatin1Char(':') + QString::fromUtf8(shown));
    }
    return found;
}

} // namespace

class TestJsonRecordReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesApart_data();
    void takesApart();
    void skipsWhatIsTooLarge();
    void readsLinesOfEveryLength();
    void findsTheLineOfAPointer_data();
    void findsTheLineOfAPointer();
};

void TestJsonRecordReader::takesApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const char* text, const QStringList& expected) {
        QTest::newRow(name) << QByteArray(text) << expected;
    };
    row("nothing", "", {});
    row("blank lines", "\n  \n\r\n", {});
    row("one line", "{\"a\":1}", {QStringLiteral("1:{\"a\":1}")});
    row("lines, blank ones between", "\n{}\n\n[1]\r\n", {QStringLiteral("2:{}"), QStringLiteral("4:[1]")});
    row("a document", "{\n \"a\": [\n  1\n ]\n}\n", {QStringLiteral("1:{| \"a\": [|  1| ]|}")});
    row("two documents", "{\n}\n{\n}\n", {QStringLiteral("1:{|}"), QStringLiteral("3:{|}")});
    row("a document, then lines", "{\n}\n{}\n{}\n",
        {QStringLiteral("1:{|}"), QStringLiteral("3:{}"), QStringLiteral("4:{}")});
    row("brackets in strings", "{\"a\":\"}{[\\\"\"}\n{\"b\":\"{\"}\n",
        {QStringLiteral("1:{\"a\":\"}{[\\\"\"}"), QStringLiteral("2:{\"b\":\"{\"}")});
    row("broken lines after a whole one", "{}\n{\"a\":\n[[[\n{}\n",
        {QStringLiteral("1:{}"), QStringLiteral("2:{\"a\":"), QStringLiteral("3:[[["), QStringLiteral("4:{}")});
    row("a broken string in a document", "{\n\"a: 1,\n\"b\": {}\n}\n", {QStringLiteral("1:{|\"a: 1,|\"b\": {}|}")});
    row("a document cut short", "{\n\"a\": {\n", {QStringLiteral("1:{|\"a\": {")});
    row("a broken line before whole orders", "{\"items\":[{\n{\"order_uid\":\"b\"}\n{\"order_uid\":\"c\"}\n",
        {QStringLiteral("1:{\"items\":[{"), QStringLiteral("2:{\"order_uid\":\"b\"}"),
         QStringLiteral("3:{\"order_uid\":\"c\"}")});
    row("no JSON at all", "hello\nworld\n", {QStringLiteral("1:hello"), QStringLiteral("2:world")});
}

void TestJsonRecordReader::takesApart()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QCOMPARE(records(text), expected);
}

void TestJsonRecordReader::skipsWhatIsTooLarge()
{
    const QByteArray large = '"' + QByteArray(300'000, 'x') + '"';
    QCOMPARE(records(large + "\n{}\n"), QStringList({QStringLiteral("1:too large"), QStringLiteral("2:{}")}));
    QCOMPARE(records("{}\n" + large + "\n{}"),
             QStringList({QStringLiteral("1:{}"), QStringLiteral("2:too large"), QStringLiteral("3:{}")}));
    QCOMPARE(records("{\n\"a\": [\n" + QByteArray("1,\n").repeated(1000) + "1]\n}\n{}\n"),
             QStringList({QStringLiteral("1:too large"), QStringLiteral("1005:{}")}));
}

void TestJsonRecordReader::readsLinesOfEveryLength()
{
    constexpr qsizetype buffer = 64 * 1024;
    for (const qsizetype length :
         {buffer - 3, buffer - 2, buffer - 1, buffer, buffer + 1, 2 * buffer - 2, 2 * buffer}) {
        const QByteArray line = '"' + QByteArray(length - 2, 'x') + '"';
        std::istringstream input(QByteArray(line + '\n' + line).toStdString());
        JsonRecordReader reader(input, length);
        for (int i = 1; i <= 2; ++i) {
            const auto record = reader.next();
            QVERIFY(record);
            QVERIFY(record->bytes == line);
            QCOMPARE(record->line, i);
        }
        QVERIFY(!reader.next());
    }
}

void TestJsonRecordReader::findsTheLineOfAPointer_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<qint64>("line");
    const auto row = [](const char* pointer, qint64 line) { QTest::newRow(pointer) << QByteArray(pointer) << line; };
    row("", 0);
    row("/a", 1);
    row("/b", 2);
    row("/b/1", 4);
    row("/b/1/c", 5);
    row("/b/1/missing", 4);
    row("/b/7", 2);
    row("/d~1e~0", 7);
    row("/f/g", 8);
    row("/nothing/there", 0);
}

void TestJsonRecordReader::findsTheLineOfAPointer()
{
    QFETCH(QByteArray, pointer);
    QFETCH(qint64, line);
    const QByteArray json = "{\n"
                            " \"a\": \"x } ] \\\" \",\n"
                            " \"b\": [\n"
                            "  {\"c\": [1, [2]], \"b\": {}},\n"
                            "  {\n"
                            "   \"c\": true\n"
                            "  }],\n"
                            " \"d/e~\": -1.5e3,\n"
                            " \"f\": {\"g\": nu\n";
    QCOMPARE(lineOfPointer(json, pointer.toStdString()), line);
}

ORDERDESK_TEST(TestJsonRecordReader)
#include "TestJsonRecordReader.moc"
