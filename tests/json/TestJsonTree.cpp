#include "domain/OrderDecoder.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"
#include "json/JsonTree.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace orderdesk;

using Kind = JsonTextFault::Kind;

class TestJsonTree final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFault_data();
    void findsTheFault();
    void knowsThePlaces();
    void agreesWithTheDecoder();
    void endsAtAnyCut();
};

void TestJsonTree::findsTheFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("offset");
    const auto add = [](const char* json, Kind kind, int offset) {
        QTest::newRow(json) << QByteArray(json) << static_cast<int>(kind) << offset;
    };
    add("", Kind::ValueExpected, 0);
    add("  ", Kind::ValueExpected, 2);
    add("{\"a\":1,}", Kind::NameExpected, 7);
    add("{\"a\" 1}", Kind::ColonExpected, 5);
    add("{\"a\":1 \"b\":2}", Kind::CommaOrEndExpected, 7);
    add("[1,]", Kind::ValueExpected, 3);
    add("[1 2]", Kind::CommaOrEndExpected, 3);
    add("[1", Kind::CommaOrEndExpected, 2);
    add("{\"a\":tru}", Kind::ValueExpected, 5);
    add("{\"a\":nulls}", Kind::CommaOrEndExpected, 9);
    add("[01]", Kind::ValueExpected, 2);
    add("[-]", Kind::ValueExpected, 2);
    add("[1.]", Kind::ValueExpected, 3);
    add("[1e+]", Kind::ValueExpected, 4);
    add("[.5]", Kind::ValueExpected, 1);
    add("[\"a\nb\"]", Kind::RawControl, 3);
    add("[\"a\\x\"]", Kind::BadEscape, 3);
    add("[\"a\\u12g4\"]", Kind::BadEscape, 3);
    add("[\"a\\ud800\"]", Kind::LoneSurrogate, 3);
    add("[\"a\\udc00\\ud800\"]", Kind::LoneSurrogate, 3);
    add("[\"abc]", Kind::OpenString, 1);
    add("{'a':1}", Kind::NameExpected, 1);
    add("{} {}", Kind::EndExpected, 3);
    add("\xEF\xBB\xBF{}", Kind::ByteOrderMark, 0);
}

void TestJsonTree::findsTheFault()
{
    QFETCH(QByteArray, json);
    QFETCH(int, kind);
    QFETCH(int, offset);
    const auto tree = JsonTree::parse(json);
    QVERIFY(!tree);
    QCOMPARE(static_cast<int>(tree.error().kind), kind);
    QCOMPARE(tree.error().offset, offset);
}

void TestJsonTree::knowsThePlaces()
{
    const QByteArray json = " {\"a\" : [1, \"\\ud83d\\ude00\"],\"b\":{}} ";
    const auto tree = JsonTree::parse(json);
    QVERIFY(tree.has_value());
    const auto text = [&json](const JsonTree::Node& node) { return json.mid(node.begin, node.end - node.begin); };
    QCOMPARE(tree->root().begin, 1);
    QCOMPARE(tree->root().end, json.size() - 1);
    QCOMPARE(tree->root().children.size(), 2U);
    const JsonTree::Node& a = tree->node(tree->root().children[0]);
    QVERIFY(a.kind == JsonTree::Node::Kind::Array);
    QCOMPARE(json.mid(a.nameBegin, a.nameEnd - a.nameBegin), QByteArray("a"));
    QCOMPARE(text(tree->node(a.children[1])), QByteArray("\"\\ud83d\\ude00\""));
    QCOMPARE(text(tree->node(tree->root().children[1])), QByteArray("{}"));
}

/// What the decoder calls no JSON has a fault here, and nothing else has.
void TestJsonTree::agreesWithTheDecoder()
{
    const QSet<QString> syntax{QStringLiteral("invalid_json"), QStringLiteral("byte_order_mark"),
                               QStringLiteral("lone_surrogate"), QStringLiteral("nesting_too_deep")};
    QStringList folders{test::sourcePath(QStringLiteral("data/samples/valid")),
                        test::sourcePath(QStringLiteral("data/samples/warning")),
                        test::sourcePath(QStringLiteral("data/samples/invalid"))};
    const QString suite = test::sourcePath(QStringLiteral("../shared/data/json-test-suite/test_parsing"));
    if (QDir(suite).exists())
        folders += suite;
    QList<QByteArray> texts;
    for (const QString& folder : folders) {
        for (const QFileInfo& info : QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            texts += file.readAll();
        }
    }
    for (int depth = 28; depth <= 36; ++depth)
        texts += QByteArray(depth, '[') + QByteArray(depth, ']');
    OrderDecoder decoder;
    int compared = 0;
    for (const QByteArray& text : texts) {
        const Violations violations = decoder.decode(text, currentTimestamp()).violations;
        const QString code = violations.empty() ? QString() : QString::fromStdString(violations.front().code);
        if (code == QLatin1String("invalid_utf8"))
            continue;
        ++compared;
        QVERIFY2(JsonTree::parse(text).has_value() == !syntax.contains(code), text.left(300).constData());
    }
    QVERIFY(compared > 150);
}

void TestJsonTree::endsAtAnyCut()
{
    QFile file(test::sourcePath(QStringLiteral("data/samples/valid/escapes.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll().trimmed();
    QVERIFY(JsonTree::parse(whole).has_value());
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto tree = JsonTree::parse(QByteArrayView(whole).first(size));
        QVERIFY(!tree);
        QVERIFY(tree.error().offset <= size);
    }
}

ORDERDESK_TEST(TestJsonTree)
#include "TestJsonTree.moc"
