#include "settings/SettingDefinition.h"
#include "settings/SettingsFile.h"
#include "settings/Suggestion.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/window/StartProblemBox.h"
#include "ui/words/Language.h"
#include "words/EscapeText.h"

#include <QRegularExpression>
#include <QTest>

using namespace orderdesk;

namespace {

Sentence noSuchKey(const char* place, const char* key)
{
    const QString name = QLatin1String(key);
    return Sentence::quoted(QLatin1String(place))
        .because(
            withSuggestion(Sentence::tr("no such key %1").arg(quoteText(name)), name, {QStringLiteral("kafka-topic")}));
}

/// Why this value is not allowed.
Sentence problemOf(const char* setting, const char* value)
{
    for (const SettingDefinition& definition : settingDefinitions()) {
        Settings settings;
        if (definition.name == QLatin1String(setting))
            return definition.apply(settings, QLatin1String(value)).error().message;
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(orderdesk::Sentence)

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
    const StartProblemBox box(noSuchKey("/home/anna/orderdesk.conf:3", "kafka-tpic"));
    QCOMPARE(box.text(), QStringLiteral("Orderdesk cannot run like this."));
    QCOMPARE(box.informativeText(),
             QStringLiteral("/home/anna/orderdesk.conf:3: no such key \"kafka-tpic\", did you mean kafka-topic?\n\n"
                            "Correct that and start it again."));
    QCOMPARE(box.icon(), QMessageBox::Critical);
    QVERIFY(box.textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
}

void TestStartProblemBox::speaksRussian_data()
{
    QTest::addColumn<Sentence>("problem");
    const auto at = [](const char* place, const Sentence& problem) {
        QTest::newRow(qPrintable(problem.english())) << Sentence::quoted(QLatin1String(place)).because(problem);
    };
    QTest::newRow("near a key") << noSuchKey("/etc/x.conf:3", "kafka-tpic");
    QTest::newRow("near none") << noSuchKey("/etc/x.conf:3", "qqq");
    const auto entries = parseKeyValueLines(QStringLiteral("/etc/x.conf"), QStringLiteral("nonsense"));
    QTest::newRow("no entry") << entries.error().message;
    at("/etc/x.conf", Sentence::tr("cannot be read").because(Sentence::quoted(QStringLiteral("Permission denied"))));
    at("/etc/x.conf:9", Sentence::tr("%1 is set a second time, first at %2")
                            .arg(QStringLiteral("kafka-topic"), QStringLiteral("/etc/x.conf:2")));
    at("/etc/x.conf:5", Sentence::tr("%1 %2").arg(QStringLiteral("\"7up\""), problemOf("http-threads", "7up")));
    at("/etc/x.conf:6", Sentence::tr("the value %1").arg(problemOf("kafka-group", "")));
    at("ORDERDESK_LOGLEVEL", withSuggestion(Sentence::tr("no such variable"), QStringLiteral("ORDERDESK_LOGLEVEL"),
                                            {QStringLiteral("ORDERDESK_LOG_LEVEL")}));
    QTest::newRow("newer schema") << Sentence::tr("the database has schema version %1, this program knows %2 at most")
                                         .arg(9, 3)
                                         .because(Sentence::tr("start a newer Orderdesk or another database"));
}

void TestStartProblemBox::speaksRussian()
{
    QFETCH(const Sentence, problem);
    WindowState state{QString()};
    Language language(state);
    language.choose(Language::Choice::Russian);
    QString words = StartProblemBox(problem).informativeText();
    static const QRegularExpression names(
        QStringLiteral("/\\S+|kafka-\\w+|ORDERDESK_\\w+|key = value|\"\\w+\"|«\\w+»|Orderdesk|auto"));
    QVERIFY2(!words.remove(names).contains(QRegularExpression(QStringLiteral("[A-Za-z]{2,}"))), qPrintable(words));
    QVERIFY2(words.contains(QRegularExpression(QStringLiteral("[а-я]{2,}"))), qPrintable(words));
}

void TestStartProblemBox::closesOnEscapeAndEnter()
{
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Return}) {
        StartProblemBox box(Sentence::tr("x"));
        box.show();
        QTest::keyClick(&box, key);
        QVERIFY(!box.isVisible());
    }
}

ORDERDESK_GUI_TEST(TestStartProblemBox)
#include "TestStartProblemBox.moc"
