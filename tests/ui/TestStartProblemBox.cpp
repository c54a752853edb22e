#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/window/StartProblemBox.h"
#include "ui/words/Language.h"

#include <QRegularExpression>
#include <QTest>

using namespace orderdesk;

class TestStartProblemBox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFileAndLine();
    void speaksRussian_data();
    void speaksRussian();
    void closesOnEscapeAndEnter();
};

void TestStartProblemBox::namesFileAndLine()
{
    const StartProblemBox box(
        QStringLiteral("/home/anna/orderdesk.conf:3: no such key \"kafka-tpic\", did you mean kafka-topic?"));
    QCOMPARE(box.text(), QStringLiteral("Orderdesk cannot run like this."));
    QCOMPARE(box.informativeText(),
             QStringLiteral("/home/anna/orderdesk.conf:3: no such key \"kafka-tpic\", did you mean kafka-topic?\n\n"
                            "Correct that and start it again."));
    QCOMPARE(box.icon(), QMessageBox::Critical);
    QVERIFY(box.textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
}

void TestStartProblemBox::speaksRussian_data()
{
    QTest::addColumn<QString>("english");
    for (const char* problem : {
             "/etc/x.conf:3: no such key \"kafka-tpic\", did you mean kafka-topic?",
             "/etc/x.conf:3: no such key \"qqq\"",
             "/etc/x.conf:4: the line is not key = value",
             "/etc/x.conf: cannot be read: Permission denied",
             "/etc/x.conf:9: kafka-topic is set a second time, first at /etc/x.conf:2",
             "/etc/x.conf:5: \"7up\" is neither auto nor a whole number from 1 to 64",
             "/etc/x.conf:6: the value is empty or holds control characters",
             "ORDERDESK_LOGLEVEL: no such variable, did you mean ORDERDESK_LOG_LEVEL?",
             "the database has schema version 9, this program knows 3 at most: start a newer Orderdesk or another "
             "database",
         })
        QTest::newRow(problem) << QString::fromUtf8(problem);
}

void TestStartProblemBox::speaksRussian()
{
    QFETCH(const QString, english);
    WindowState state{QString()};
    Language language(state);
    language.choose(Language::Choice::Russian);
    QString words = StartProblemBox(english).informativeText();
    static const QRegularExpression names(
        QStringLiteral("/\\S+|kafka-\\w+|ORDERDESK_\\w+|key = value|\"\\w+\"|«\\w+»|Orderdesk|auto"));
    QVERIFY2(!words.remove(names).contains(QRegularExpression(QStringLiteral("[A-Za-z]{2,}"))), qPrintable(words));
    QVERIFY2(words.contains(QRegularExpression(QStringLiteral("[а-я]{2,}"))), qPrintable(words));
}

void TestStartProblemBox::closesOnEscapeAndEnter()
{
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return}) {
        StartProblemBox box(QStringLiteral("x"));
        box.show();
        QTest::keyClick(&box, key);
        QVERIFY(!box.isVisible());
    }
}

ORDERDESK_GUI_TEST(TestStartProblemBox)
#include "TestStartProblemBox.moc"
