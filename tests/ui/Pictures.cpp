#include "Pictures.h"

#include "FakeSettingsEditor.h"
#include "FindChild.h"
#include "SampleOrders.h"
#include "ui/widgets/ThemeChoice.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QThread>
#include <QTimer>
#include <QToolButton>
#include <QWizard>

namespace orderdesk::test {

void wait(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    }
}

QString Look::name() const
{
    const QString language = russian ? QStringLiteral("russian-") : QString();
    return language + (dark ? QStringLiteral("dark-") : russian ? QString() : QStringLiteral("light-"));
}

void Look::putOn(const MainWindow& window) const
{
    window.findChild<QAction*>(russian ? QStringLiteral("russianAction") : QStringLiteral("englishAction"))->trigger();
    theme::apply(dark ? theme::Choice::Dark : theme::Choice::Light);
}

Pictures::Pictures(QDir folder, QString prefix)
    : m_folder(std::move(folder))
    , m_prefix(std::move(prefix))
{
}

void Pictures::take(QWidget& widget, const QString& name) const
{
    wait();
    widget.grab().save(m_folder.filePath(m_prefix + name + QStringLiteral(".png")));
}

namespace {

void takePreferences(const MainWindow& window, const Pictures& pictures)
{
    find<QAction>(window, "preferencesAction")->trigger();
    auto* dialog = find<QDialog>(window, "PreferencesDialog");
    auto* pages = find<QListWidget>(*dialog, "pagesListWidget");
    auto* batch = find<QLineEdit>(*dialog, "batchOrdersLineEdit");
    for (int page = 0; page < pages->count(); ++page) {
        pages->setCurrentRow(page);
        for (const char* test : {"kafkaTest", "databaseTest"}) {
            auto* button = find<QPushButton>(*find<QWidget>(*dialog, test), "testButton");
            if (button->isVisible())
                button->click();
        }
        if (batch->isVisible()) {
            batch->setText(QStringLiteral("0"));
            Q_EMIT batch->textEdited(batch->text());
        }
        pictures.take(*dialog, QStringLiteral("preferences-%1").arg(page));
        if (batch->isVisible()) {
            batch->setText(QStringLiteral("500"));
            Q_EMIT batch->textEdited(batch->text());
        }
    }
    find<QPushButton>(*dialog, "saveButton")->click();
    pictures.take(*dialog, QStringLiteral("preferences-saved"));
    dialog->reject();
}

void takeSetup(const MainWindow& window, const Pictures& pictures)
{
    find<QAction>(window, "setupAction")->trigger();
    auto* wizard = find<QWizard>(window, "SetupAssistant");
    for (int page = 0; page < 4; ++page) {
        for (const char* test : {"setupKafkaTest", "setupDatabaseTest"}) {
            auto* button = find<QPushButton>(*find<QWidget>(*wizard, test), "testButton");
            if (button->isVisible())
                button->click();
        }
        if (page == 1) {
            find<QLineEdit>(*wizard, "setupTopicLineEdit")->setText(QStringLiteral("sales"));
            wait(100);
        }
        pictures.take(*wizard, QStringLiteral("setup-%1").arg(page));
        wizard->next();
    }
    wizard->reject();
}

void takeMenus(const MainWindow& window, const Pictures& pictures)
{
    for (QMenu* menu : find<QMenuBar>(window, "menubar")->findChildren<QMenu*>()) {
        menu->popup(QPoint(10, 10));
        pictures.take(*menu, QStringLiteral("menu-") + menu->objectName());
        menu->close();
    }
}

void takeFilters(const MainWindow& window, const Pictures& pictures)
{
    QMenu* menu = find<QToolButton>(window, "addFilterButton")->menu();
    menu->popup(window.mapToGlobal(QPoint(20, 120)));
    pictures.take(*menu, QStringLiteral("filter-menu"));
    menu->close();
    int number = 0;
    QList<QAction*> actions = menu->actions();
    for (const QAction* action : menu->actions()) {
        if (action->menu())
            actions += action->menu()->actions();
    }
    for (QAction* action : std::as_const(actions)) {
        if (!action->text().endsWith(QChar(0x2026)))
            continue;
        action->trigger();
        wait(100);
        if (QWidget* editor = QApplication::activePopupWidget()) {
            pictures.take(*editor, QStringLiteral("filter-editor-%1").arg(++number));
            editor->close();
        }
    }
}

} // namespace

void takeDialogs(const Pictures& pictures, Look look)
{
    FakeSettingsEditor settings;
    settings.kafka = KafkaFinding{3, QStringLiteral("sales"), {}, {}};
    settings.database = tl::unexpected(Error{
        ErrorCode::AccessRefused,
        Sentence::tr("cannot connect to PostgreSQL at db:5432: the password is wrong or missing (SQLSTATE 28P01)"),
        QStringLiteral("check ORDERDESK_DATABASE_URL_FILE, ORDERDESK_DATABASE_URL or ~/.pgpass")});
    SampleBackend backend;
    WindowBackend parts = backend.windowWithOrders();
    parts.settings = &settings;
    MainWindow window(std::move(parts));
    window.show();
    look.putOn(window);
    takePreferences(window, pictures);
    takeSetup(window, pictures);
    takeMenus(window, pictures);
    takeFilters(window, pictures);
    find<QAction>(window, "aboutAction")->trigger();
    auto* about = find<QDialog>(window, "AboutDialog");
    pictures.take(*about, QStringLiteral("about"));
    about->reject();
    QTimer::singleShot(300, &window, [&] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            pictures.take(*dialog, QStringLiteral("seek"));
            dialog->reject();
        }
    });
    find<QAction>(window, "seekAction")->trigger();
}

} // namespace orderdesk::test
