#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/window/MainWindow.h"
#include "ui/words/Language.h"

#include <QAction>
#include <QMenu>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;

class TestLanguage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void switchesTheOpenWindow();
    void isRemembered();
    void setsTheLocale();
    void leavesNoTranslatorBehind();
};

void TestLanguage::switchesTheOpenWindow()
{
    SampleBackend backend;
    MainWindow window(backend.window());
    window.show();
    const auto* view = window.findChild<QMenu*>(QStringLiteral("viewMenu"));
    QCOMPARE(view->title(), QStringLiteral("&View"));
    test::find<QAction>(window, "russianAction")->trigger();
    QTRY_COMPARE(view->title(), QStringLiteral("&Вид"));
    QCOMPARE(window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"))->tabText(0), QStringLiteral("Поток"));
    QCOMPARE(window.findChild<QMenu*>(QStringLiteral("languageMenu"))->title(), QStringLiteral("&Язык"));
    test::find<QAction>(window, "englishAction")->trigger();
    QTRY_COMPARE(view->title(), QStringLiteral("&View"));
}

void TestLanguage::isRemembered()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    {
        WindowState state(file);
        Language language(state);
        QCOMPARE(language.choice(), Language::Choice::System);
        language.choose(Language::Choice::Russian);
    }
    WindowState state(file);
    Language language(state);
    QCOMPARE(language.choice(), Language::Choice::Russian);
    QCOMPARE(language.code(), QStringLiteral("ru"));
    language.choose(Language::Choice::System);
    QCOMPARE(state.text(QStringLiteral("language")), QString());
}

void TestLanguage::setsTheLocale()
{
    WindowState state{QString()};
    Language language(state);
    language.choose(Language::Choice::Russian);
    QCOMPARE(QLocale().language(), QLocale::Russian);
    language.choose(Language::Choice::English);
    QCOMPARE(QLocale().language(), QLocale::English);
}

void TestLanguage::leavesNoTranslatorBehind()
{
    {
        WindowState state{QString()};
        Language language(state);
        language.choose(Language::Choice::Russian);
        QCOMPARE(QCoreApplication::translate("MainWindow", "&View"), QStringLiteral("&Вид"));
    }
    QCOMPARE(QCoreApplication::translate("MainWindow", "&View"), QStringLiteral("&View"));
}

ORDERDESK_GUI_TEST(TestLanguage)
#include "TestLanguage.moc"
