#include "support/TestRegistration.h"
#include "ui/widgets/TextFinder.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

class TestTextFinder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromOneToTheNextAndRound();
    void beginsAtTheCursor();
    void looksAgainInAnotherText();
    void countsNoFurtherThanItSays();
};

void TestTextFinder::goesFromOneToTheNextAndRound()
{
    QPlainTextEdit edit(QStringLiteral("Amount 1\namount 2\nAMOUNT 3 ünd"));
    TextFinder finder(&edit);
    QSignalSpy changed(&finder, &TextFinder::changed);
    finder.setNeedle(QStringLiteral("amount"));
    QVERIFY(changed.count() > 0);
    QCOMPARE(finder.count(), 3);
    QCOMPARE(finder.current(), 1);
    QCOMPARE(edit.textCursor().selectedText(), QStringLiteral("Amount"));
    QCOMPARE(edit.extraSelections().size(), 3);
    finder.step(1);
    finder.step(1);
    QCOMPARE(finder.current(), 3);
    QCOMPARE(edit.textCursor().selectedText(), QStringLiteral("AMOUNT"));
    finder.step(1);
    QCOMPARE(finder.current(), 1);
    finder.step(-1);
    QCOMPARE(finder.current(), 3);
    finder.setNeedle(QStringLiteral("ÜND"));
    QCOMPARE(finder.count(), 1);
    finder.setNeedle(QStringLiteral("nowhere"));
    QCOMPARE(finder.count(), 0);
    QCOMPARE(finder.current(), 0);
    finder.step(1);
    QVERIFY(edit.extraSelections().isEmpty());
    finder.setNeedle({});
    QCOMPARE(finder.count(), 0);
}

void TestTextFinder::beginsAtTheCursor()
{
    QPlainTextEdit edit(QStringLiteral("x x x"));
    TextFinder finder(&edit);
    QTextCursor cursor = edit.textCursor();
    cursor.setPosition(2);
    edit.setTextCursor(cursor);
    finder.setNeedle(QStringLiteral("x"));
    QCOMPARE(finder.current(), 2);
    cursor.setPosition(5);
    edit.setTextCursor(cursor);
    finder.setNeedle(QStringLiteral("x"));
    QCOMPARE(finder.current(), 1);
}

void TestTextFinder::looksAgainInAnotherText()
{
    QPlainTextEdit edit(QStringLiteral("a a"));
    TextFinder finder(&edit);
    finder.setNeedle(QStringLiteral("a"));
    edit.setPlainText(QStringLiteral("b a"));
    QCOMPARE(finder.count(), 1);
    QCOMPARE(finder.current(), 0);
    finder.step(1);
    QCOMPARE(finder.current(), 1);
    QCOMPARE(edit.textCursor().selectionStart(), 2);
    edit.setPlainText(QStringLiteral("a a a"));
    finder.step(-1);
    QCOMPARE(finder.current(), 3);
}

void TestTextFinder::countsNoFurtherThanItSays()
{
    QPlainTextEdit edit(QString(TextFinder::mostHits + 5, QLatin1Char('z')));
    TextFinder finder(&edit);
    finder.setNeedle(QStringLiteral("z"));
    QCOMPARE(finder.count(), TextFinder::mostHits);
    QVERIFY(finder.isCutOff());
}

ORDERDESK_GUI_TEST(TestTextFinder)
#include "TestTextFinder.moc"
