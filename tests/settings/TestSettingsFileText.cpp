#include "settings/SettingsFileText.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestSettingsFileText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
};

void TestSettingsFileText::changes_data()
{
    using Changes = QMap<QString, QStringList>;
    QTest::addColumn<QString>("before");
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* name, const char* before, const Changes& changes, const char* after) {
        QTest::newRow(name) << QString::fromUtf8(before) << changes << QString::fromUtf8(after);
    };
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const auto value = [](const char* text) { return QStringList{QString::fromUtf8(text)}; };
    row("nothing", "# c\n\na = 1\n", {}, "# c\n\na = 1\n");
    row("an empty file", "", {{a, value("1")}, {b, value("2")}}, "a = 1\nb = 2\n");
    row("keeps comments and order", "# first\nb = 2\n\n# second\na = 1\n# last\n", {{a, value("9")}},
        "# first\nb = 2\n\n# second\na = 9\n# last\n");
    row("keeps the blanks around =", "a=1\n  b   =   2\n", {{a, value("9")}, {b, value("8")}}, "a=9\n  b   =   8\n");
    row("keeps values with =", "a = x=1\n", {{a, value("y=2=3")}}, "a = y=2=3\n");
    row("an empty value", "a =\n", {{a, value("1")}}, "a = 1\n");
    row("removes", "# why\na = 1\nb = 2\n", {{a, {}}}, "# why\nb = 2\n");
    row("behind its commented-out line", "# a = 7\nb = 2\n", {{a, value("1")}}, "# a = 7\na = 1\nb = 2\n");
    row("a comment that only looks like it", "# a is b = c\n", {{a, value("1")}}, "# a is b = c\na = 1\n");
    row("several values", "b = 1\na = x\nb = 2\n", {{b, {a, b, QStringLiteral("c")}}}, "b = a\na = x\nb = b\nb = c\n");
    row("fewer values", "b = 1\na = x\nb = 2\n", {{b, value("9")}}, "b = 9\na = x\n");
    row("no line end at the end", "a = 1", {{b, value("2")}}, "a = 1\nb = 2\n");
    row("lines of Windows", "a = 1\r\nb = 2\r\n", {{a, value("9")}}, "a = 9\r\nb = 2\r\n");
    row("text of people", "# Käse\na = 1\n", {{a, value("Москва")}}, "# Käse\na = Москва\n");
}

void TestSettingsFileText::changes()
{
    using Changes = QMap<QString, QStringList>;
    QFETCH(const QString, before);
    QFETCH(const Changes, changes);
    QFETCH(const QString, after);
    QCOMPARE(changedSettingsText(before, changes), after);
}

ORDERDESK_TEST(TestSettingsFileText)
#include "TestSettingsFileText.moc"
