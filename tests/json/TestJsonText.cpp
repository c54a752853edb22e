#include "support/TestRegistration.h"
#include "json/JsonText.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cstdint>

using namespace orderdesk;

class TestJsonText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsCommas();
    void escapesEveryCharacter();
};

void TestJsonText::setsCommas()
{
    JsonText json;
    json.beginObject();
    json.name("a").beginArray().value(1).value("x").beginArray().endArray().beginObject().endObject().endArray();
    json.name("b").null();
    json.name("c").value(true).name("d").json("[1,2]").json("\"e\":3");
    json.name("f").value(INT64_MIN).name("g").value(QStringLiteral("ж")).name("h").value(QByteArray());
    json.endObject();
    QCOMPARE(json.document(), QByteArray("{\"a\":[1,\"x\",[],{}],\"b\":null,\"c\":true,\"d\":[1,2],\"e\":3,"
                                         "\"f\":-9223372036854775808,\"g\":\"ж\",\"h\":\"\"}"));
    QCOMPARE(json.line(), json.document() + '\n');
}

void TestJsonText::escapesEveryCharacter()
{
    QString text;
    for (char16_t code = 0; code < 0x180; ++code)
        text += QChar(code);
    text += QStringLiteral("\U0001F600");
    JsonText json;
    json.beginObject().name(text.toUtf8().toStdString()).value(text).endObject();
    const QByteArray document = json.document();
    QVERIFY(
        std::none_of(document.begin(), document.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    const QJsonObject object = QJsonDocument::fromJson(document).object();
    QCOMPARE(object.value(text).toString(), text);
}

ORDERDESK_TEST(TestJsonText)
#include "TestJsonText.moc"
