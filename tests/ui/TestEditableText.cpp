#include "support/TestRegistration.h"
#include "ui/json/EditableText.h"
#include "ui/json/JsonEditor.h"

#include <QTest>

using namespace orderdesk;

class TestEditableText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheBytesBack_data();
    void givesTheBytesBack();
    void keepsWhatWasNotEdited();
    void writesNewLinesAsTheOthers();
    void refusesWhatIsNoText();
};

void TestEditableText::givesTheBytesBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char* name, const QByteArray& bytes) { QTest::newRow(name) << bytes; };
    add("empty", {});
    add("plain", "{\n \"a\": 9007199254740993.00\n}\n");
    add("CRLF", "{\r\n\"a\":1\r\n}\r\n");
    add("line ends of several kinds", "a\r\nb\nc\rd\r\r\n");
    add("control characters", QByteArray("a\0b\x01\x1b\x7f", 6));
    add("no-break space", "a\u00a0b\u202fc");
    add("separators", "a\u2028b\u2029c");
    add("noncharacters", "a\uFDD0b\uFDD1c\uFFFC");
    add("byte order mark", "\uFEFF{\"a\":\"\uFEFF\"}");
    add("beyond the plane", "\xF0\x9F\x98\x80 \xF4\x8F\xBF\xBF");
    add("signs that would be used are there", "\r \u240D \uE000 \u2426\u2028");
    add("bidi overrides", "\u202eevil\u202c \u2066a\u2069");
    add("tabs", "\t{\t}\t");
}

/// Through the field itself: it is what would change them.
void TestEditableText::givesTheBytesBack()
{
    QFETCH(QByteArray, bytes);
    const auto text = EditableText::of(bytes);
    QVERIFY(text.has_value());
    QVERIFY(!text->shown().contains(QChar(0x202e)) && !text->shown().contains(QChar(0x2066)));
    JsonEditor editor;
    editor.setPlainText(text->shown());
    QCOMPARE(text->bytesOf(editor.exactText()), bytes);
}

void TestEditableText::keepsWhatWasNotEdited()
{
    const QByteArray bytes("{\"a\":\"x\u2029\u00a0y\",\r\"b\":18446744073709551615}");
    const auto text = EditableText::of(bytes);
    JsonEditor editor;
    editor.setPlainText(text->shown());
    QTextCursor cursor(editor.document());
    cursor.movePosition(QTextCursor::End);
    cursor.movePosition(QTextCursor::Left);
    cursor.insertText(QStringLiteral(",\"c\":1"));
    QByteArray expected = bytes;
    expected.insert(expected.size() - 1, ",\"c\":1");
    QCOMPARE(text->bytesOf(editor.exactText()), expected);
}

void TestEditableText::writesNewLinesAsTheOthers()
{
    const auto text = EditableText::of("a\r\nb");
    QCOMPARE(text->bytesOf(text->shown() + QStringLiteral("\nc")), QByteArray("a\r\nb\r\nc"));
}

void TestEditableText::refusesWhatIsNoText()
{
    const auto binary = EditableText::of("\xff\xfe");
    QVERIFY(!binary);
    QVERIFY(binary.error().message.english().contains(QStringLiteral("UTF-8")));
    const auto large = EditableText::of(QByteArray(EditableText::mostBytes + 1, 'x'));
    QVERIFY(!large);
    QVERIFY(large.error().message.english().contains(QStringLiteral("2 MiB")));
}

ORDERDESK_GUI_TEST(TestEditableText)
#include "TestEditableText.moc"
