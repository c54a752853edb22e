#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

using namespace orderdesk;

class TestWindowState final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersPreferences();
    void tellsWhatChanged();
    void remembersNothingWithoutAFile();
    void bringsToolbarsAndDocksBack();
    void ignoresAnArrangementOfAnotherVersion();
    void neverRestoresAWindowOffScreen();
    void shrinksAWindowThatIsLargerThanTheScreen();

private:
    QTemporaryDir m_folder;
    QString file() const { return m_folder.filePath(QLatin1String(QTest::currentTestFunction())); }
};

void TestWindowState::remembersPreferences()
{
    {
        WindowState state(file());
        state.setText(QStringLiteral("window/theme"), QStringLiteral("dark"));
        state.setNumber(QStringLiteral("live/rows"), 20'000);
        state.setFlag(QStringLiteral("tray"), true);
    }
    WindowState state(file());
    QCOMPARE(state.text(QStringLiteral("window/theme")), QStringLiteral("dark"));
    QCOMPARE(state.number(QStringLiteral("live/rows"), 1), 20'000);
    QCOMPARE(state.flag(QStringLiteral("tray"), false), true);
    QCOMPARE(state.number(QStringLiteral("window/theme"), 7), 7);
    QCOMPARE(state.flag(QStringLiteral("window/theme"), true), true);
    QCOMPARE(state.text(QStringLiteral("missing"), QStringLiteral("x")), QStringLiteral("x"));
}

void TestWindowState::tellsWhatChanged()
{
    WindowState state(file());
    QSignalSpy changed(&state, &WindowState::changed);
    state.setNumber(QStringLiteral("live/rows"), 5);
    state.setNumber(QStringLiteral("live/rows"), 5);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toString(), QStringLiteral("live/rows"));
}

void TestWindowState::remembersNothingWithoutAFile()
{
    WindowState state({});
    state.setNumber(QStringLiteral("live/rows"), 5);
    QCOMPARE(state.number(QStringLiteral("live/rows"), 9), 9);
}

void TestWindowState::bringsToolbarsAndDocksBack()
{
    WindowState state(file());
    const auto build = [](QMainWindow& window) {
        auto* bar = window.addToolBar(QStringLiteral("bar"));
        bar->setObjectName(QStringLiteral("bar"));
        auto* dock = new QDockWidget(QStringLiteral("dock"), &window);
        dock->setObjectName(QStringLiteral("dock"));
        window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        return std::pair(bar, dock);
    };
    {
        QMainWindow window;
        const auto [bar, dock] = build(window);
        bar->hide();
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        state.saveArrangement(QStringLiteral("main"), window);
    }
    QMainWindow window;
    const auto [bar, dock] = build(window);
    QVERIFY(state.restoreArrangement(QStringLiteral("main"), window));
    QVERIFY(bar->isHidden());
    QCOMPARE(window.dockWidgetArea(dock), Qt::LeftDockWidgetArea);
}

void TestWindowState::ignoresAnArrangementOfAnotherVersion()
{
    QMainWindow window;
    window.addToolBar(QStringLiteral("bar"))->setObjectName(QStringLiteral("bar"));
    {
        QSettings settings(file(), QSettings::IniFormat);
        settings.setValue(QStringLiteral("arrangement/main"), window.saveState(4711));
        settings.setValue(QStringLiteral("arrangement/rubbish"), QByteArray("rubbish"));
    }
    const WindowState state(file());
    QVERIFY(!state.restoreArrangement(QStringLiteral("main"), window));
    QVERIFY(!state.restoreArrangement(QStringLiteral("rubbish"), window));
    QVERIFY(!state.restoreArrangement(QStringLiteral("missing"), window));
}

void TestWindowState::neverRestoresAWindowOffScreen()
{
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    WindowState state(file());
    for (const QPoint place : {QPoint(5'000, 300), QPoint(-4'000, -4'000), QPoint(300, 9'000), screen.bottomRight()}) {
        {
            QWidget window;
            window.setGeometry(QRect(place, QSize(400, 300)));
            state.saveGeometry(QStringLiteral("main"), window);
        }
        QWidget window;
        QVERIFY(state.restoreGeometry(QStringLiteral("main"), window));
        window.show();
        QVERIFY2(screen.contains(window.geometry()),
                 qPrintable(QStringLiteral("%1,%2").arg(window.x()).arg(window.y())));
    }
}

void TestWindowState::shrinksAWindowThatIsLargerThanTheScreen()
{
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    QWidget window;
    window.setGeometry(-50, -50, screen.width() * 2, screen.height() * 2);
    WindowState::keepOnScreen(window);
    window.show();
    QVERIFY(screen.contains(window.geometry()));
    QVERIFY(window.width() > screen.width() * 3 / 4);
}

ORDERDESK_GUI_TEST(TestWindowState)
#include "TestWindowState.moc"
