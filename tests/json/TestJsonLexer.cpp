#include "domain/OrderDecoder.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"
#include "json/JsonLexer.h"
#include "json/JsonTree.h"
#include "json/NumberMender.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <simdjson.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace orderdesk;

namespace {

using Fault = JsonTextFault::Kind;
using Kind = JsonToken::Kind;

/// "KIND TEXT" a token; what is wrong behind it: "!FAULT@OFFSET", and "…" when the text ends in it.
QStringList tokens(const QByteArray& json)
{
    static const char* const faults[] = {"mark",   "value",     "name", "colon", "comma", "control",
                                         "escape", "surrogate", "open", "deep",  "end"};
    QStringList found;
    JsonLexer lexer(json);
    while (lexer.next().kind != Kind::End) {
        const JsonToken& token = lexer.token();
        QString text = QLatin1Char(static_cast<char>(token.kind)) + QStringLiteral(" ") +
                       QString::fromUtf8(json.mid(token.begin, token.end - token.begin));
        if (token.fault)
            text += QStringLiteral(" !%1@%2")
                        .arg(QLatin1String(faults[static_cast<int>(token.fault->kind)]))
                        .arg(token.fault->offset);
        found.append(token.isOpen ? text + QStringLiteral("…") : text);
    }
    return found;
}

/// Whether the text is this one token and nothing is wrong with it.
bool isOne(Kind kind, const QByteArray& text)
{
    JsonLexer lexer(text);
    const JsonToken token = lexer.next();
    return token.kind == kind && !token.fault && token.end == text.size() && lexer.next().kind == Kind::End;
}

QByteArray anyOf(const QByteArrayList& parts, int most, std::mt19937& random)
{
    QByteArray text;
    for (auto count = random() % static_cast<unsigned>(most + 1); count > 0; --count)
        text += parts.at(static_cast<qsizetype>(random() % static_cast<unsigned>(parts.size())));
    return text;
}

struct Document
{
    QByteArray json;
    std::vector<JsonToken> tokens;
};

/// Writes a value, blanks wherever there may be some, and notes each token.
void writeValue(Document& document, int depth, std::mt19937& random)
{
    const auto add = [&](Kind kind, const QByteArray& text) {
        JsonToken token;
        token.kind = kind;
        document.json += anyOf({" ", "\t", "\n", "\r"}, 2, random);
        token.begin = document.json.size();
        document.json += text;
        token.end = document.json.size();
        document.tokens.push_back(token);
    };
    const auto addString = [&] {
        add(Kind::String,
            '"' + anyOf({"a", "é", "]", ",", "\\\"", "\\\\", "\\n", "\\u0041", "\\ud83d\\ude00"}, 6, random) + '"');
    };
    const auto kind = depth == 0 ? random() % 3 : random() % 5;
    if (kind == 0) {
        addString();
    } else if (kind == 1) {
        const QByteArray digits = QByteArray::number(random() % 1000);
        add(Kind::Number, anyOf({"-"}, 1, random) + digits + anyOf({"." + digits}, 1, random) +
                              anyOf({"e+1", "E-22", "e3"}, 1, random));
    } else if (kind == 2) {
        const char* const literals[] = {"true", "false", "null"};
        add(Kind::Literal, literals[random() % 3]);
    } else {
        const bool isObject = kind == 3;
        add(isObject ? Kind::BeginObject : Kind::BeginArray, isObject ? "{" : "[");
        const auto count = random() % 4;
        for (unsigned i = 0; i < count; ++i) {
            if (i > 0)
                add(Kind::Comma, ",");
            if (isObject) {
                addString();
                add(Kind::Colon, ":");
            }
            writeValue(document, depth - 1, random);
        }
        add(isObject ? Kind::EndObject : Kind::EndArray, isObject ? "}" : "]");
    }
}

} // namespace

/// Against the grammar of RFC 8259, against what was written, and against simdjson.
class TestJsonLexer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copesWithBrokenText_data();
    void copesWithBrokenText();
    void readsNumbers();
    void readsStrings();
    void findsEveryToken();
    void coversAnyText();
    void judgesAsTheParserDoes();
    void mendsWholeNumbersOnly_data();
    void mendsWholeNumbersOnly();
};

void TestJsonLexer::copesWithBrokenText_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* json, const QStringList& expected) {
        QTest::newRow(json) << QByteArray(json) << expected;
    };
    const auto text = [](const char* token) { return QString::fromUtf8(token); };
    row("", {});
    row(" \r\n\t", {});
    row("nulls", {text("t null"), text("? s !value@4")});
    row("True", {text("? T !value@0"), text("? r !value@1"), text("? u !value@2"), text("? e !value@3")});
    row("1-2", {text("0 1"), text("0 -2")});
    row("01", {text("0 0 !value@1"), text("0 1")});
    row("-]", {text("0 - !value@1"), text("] ]")});
    row("1.e5", {text("0 1. !value@2"), text("? e !value@2"), text("0 5")});
    row("+1", {text("? + !value@0"), text("0 1")});
    row("'a'", {text("? ' !value@0"), text("? a !value@1"), text("? ' !value@2")});
    row("\"a\\q\x01\":", {text("\" \"a\\q\x01\" !escape@2"), text(": :")});
    row("\"\x1f\\q\"", {text("\" \"\x1f\\q\" !control@1")});
    row("\"\\uD83D\\\"\",", {text("\" \"\\uD83D\\\"\" !surrogate@1"), text(", ,")});
    row("\"\\uDE00\\uD83D\"", {text("\" \"\\uDE00\\uD83D\" !surrogate@1")});
    row("\"\\ud83d\\u00", {text("\" \"\\ud83d\\u00 !surrogate@1…")});
    row("\"a]", {text("\" \"a] !open@0…")});
    row("[\"a\\\"", {text("[ ["), text("\" \"a\\\" !open@1…")});
    row("\"a\\", {text("\" \"a\\ !escape@2…")});
}

void TestJsonLexer::copesWithBrokenText()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, expected);
    QCOMPARE(tokens(json), expected);
}

/// All texts of up to six of the characters that numbers have.
void TestJsonLexer::readsNumbers()
{
    const QRegularExpression grammar(QStringLiteral(R"(\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z)"));
    constexpr char characters[] = {'0', '7', '-', '+', '.', 'e', 'E'};
    int good = 0;
    for (int length = 1, count = 7; length <= 6; ++length, count *= 7) {
        for (int number = 0; number < count; ++number) {
            QByteArray text;
            for (int rest = number; text.size() < length; rest /= 7)
                text += characters[rest % 7];
            const bool isNumber = grammar.match(QString::fromLatin1(text)).hasMatch();
            good += isNumber ? 1 : 0;
            QVERIFY2(isOne(Kind::Number, text) == isNumber, text.constData());
        }
    }
    QVERIFY(good > 1000);
}

void TestJsonLexer::readsStrings()
{
    const QRegularExpression grammar(
        QStringLiteral(R"(\A"([^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})"
                       R"(|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})*"\z)"));
    const QByteArrayList parts{"a",     "\\",   "\"", "\\u00e9", "\\ud83d", "\\uDE00",
                               "\\uD8", "\x01", "ж",  "\\n",     "\\u-001", "u"};
    std::mt19937 random(7);
    int good = 0;
    for (int i = 0; i < 30'000; ++i) {
        const QByteArray text = '"' + anyOf(parts, 5, random) + '"';
        const bool isString = grammar.match(QString::fromUtf8(text)).hasMatch();
        good += isString ? 1 : 0;
        QVERIFY2(isOne(Kind::String, text) == isString, text.constData());
    }
    QVERIFY(good > 1000);
}

void TestJsonLexer::findsEveryToken()
{
    std::mt19937 random(11);
    simdjson::dom::parser parser;
    for (int i = 0; i < 2'000; ++i) {
        Document document;
        writeValue(document, 5, random);
        const QByteArray& json = document.json;
        QVERIFY(parser.parse(json.constData(), static_cast<std::size_t>(json.size())).error() == simdjson::SUCCESS);
        JsonLexer lexer(json);
        for (const JsonToken& expected : document.tokens) {
            const JsonToken ahead = lexer.peek();
            const JsonToken& token = lexer.next();
            QVERIFY2(token.kind == expected.kind && token.begin == expected.begin && token.end == expected.end &&
                         !token.fault && !token.isOpen,
                     json.constData());
            QVERIFY(ahead.begin == token.begin && ahead.end == token.end);
        }
        QVERIFY(lexer.next().kind == Kind::End && lexer.next().kind == Kind::End);
        QCOMPARE(JsonLexer(json).skipValue(), json.size());
    }
}

/// What is in no token is blank.
void TestJsonLexer::coversAnyText()
{
    std::mt19937 random(13);
    const QByteArrayList parts{
        "{",   "}", "[", "]", ":", ",", "\"", "\\", "1", "-", "e", ".", "true", "nul", " ", "\n", QByteArray(1, '\0'),
        "\xff"};
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray json = anyOf(parts, 12, random);
        JsonLexer lexer(json);
        qsizetype covered = 0;
        do {
            const JsonToken& token = lexer.next();
            QVERIFY(json.mid(covered, token.begin - covered).trimmed().isEmpty());
            QVERIFY(token.kind == Kind::End ? token.end == json.size() : token.end > token.begin);
            QVERIFY(!token.fault || (token.fault->offset >= token.begin && token.fault->offset <= token.end));
            QVERIFY(token.kind != Kind::Other || token.fault);
            covered = token.end;
        } while (lexer.token().kind != Kind::End);
    }
}

/// Samples with a byte or two changed: what StrictJson refuses has a fault, and nothing else has.
void TestJsonLexer::judgesAsTheParserDoes()
{
    const QStringList syntax{QStringLiteral("invalid_json"), QStringLiteral("byte_order_mark"),
                             QStringLiteral("lone_surrogate"), QStringLiteral("nesting_too_deep")};
    QByteArrayList samples{R"({"a":[1,-2.5e3,"\ud83d\ude00\n"],"b":{"c":null,"d":""},"e":[[],{},true]})"};
    QFile file(test::sourcePath(QStringLiteral("data/samples/valid/escapes.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    samples += file.readAll();
    const QByteArrayList parts{"{", "}", "[", "]", ":", ",",       "\"", "\\",   "1",
                               "-", "e", ".", "t", "u", "\\ud800", " ",  "\x02", "999"};
    std::mt19937 random(17);
    OrderDecoder decoder;
    int good = 0;
    int bad = 0;
    for (int i = 0; i < 6'000; ++i) {
        QByteArray json = samples.at(i % 2);
        for (int change = 0; change < 2; ++change)
            json.replace(static_cast<qsizetype>(random() % static_cast<unsigned>(json.size())),
                         static_cast<qsizetype>(random() % 3), anyOf(parts, 1, random));
        const Violations violations = decoder.decode(json, Timestamp{}).violations;
        const QString code = violations.empty() ? QString() : QString::fromStdString(violations.front().code);
        if (code == QLatin1String("invalid_utf8"))
            continue;
        const bool isGood = JsonTree::parse(json).has_value();
        ++(isGood ? good : bad);
        QVERIFY2(isGood == !syntax.contains(code), json.constData());
    }
    QVERIFY(good > 300 && bad > 300);
}

void TestJsonLexer::mendsWholeNumbersOnly_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("mended");
    const auto row = [](const char* json, const char* mended) {
        QTest::newRow(json) << QByteArray(json) << QByteArray(mended);
    };
    row("[1e308,-9223372036854775808]", "[1e308,-9223372036854775808]");
    row("[1e309]", "[1e299]");
    row("{\"a\":-9223372036854775809 }", "{\"a\":1e300                }");
    row("[\"1e309\",1.5E+400]", "[\"1e309\",1e299   ]");
    row("[\"\\\"1e309\"]", "[\"\\\"1e309\"]");
    // Were the tail mended, these would be JSON: 11e299, -1e299, 1.1e299.
    row("[1-1e309]", "[1-1e309]");
    row("[--1e309]", "[--1e309]");
    row("[1.-1e309]", "[1.-1e309]");
    row("[01e309]", "[01e309]");
}

void TestJsonLexer::mendsWholeNumbersOnly()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, mended);
    const bool changes = json != mended;
    QCOMPARE(mendNumbers(json.data(), static_cast<std::size_t>(json.size())), changes);
    QCOMPARE(json, mended);
}

ORDERDESK_TEST(TestJsonLexer)
#include "TestJsonLexer.moc"
