#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/window/MainWindow.h"
#include "ui/window/ViewerNotices.h"
#include "ui/words/DisplayText.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;

namespace {

DatabaseRights readOnlyRole()
{
    return {QStringLiteral("onlooker"), DatabaseRights::Limit::Role, false, false};
}

/// The window as a viewer has it: no pipeline, no publisher.
struct Viewer
{
    Viewer()
    {
        backend.store(sampleDeadLetter(7, "refused"));
        WindowBackend parts = backend.viewer();
        window = std::make_unique<MainWindow>(std::move(parts));
        window->show();
    }

    template <typename Widget>
    Widget* find(const QString& name) const
    {
        return test::find<Widget>(*window, qPrintable(name));
    }

    bool isShown(const QString& name) const { return find<QWidget>(name)->isVisible(); }

    QString words(const QString& bar) const
    {
        return find<QWidget>(bar)->findChild<QLabel*>(QStringLiteral("noticeTextLabel"))->text();
    }

    void openDeadLetter() const
    {
        find<QTabWidget>(QStringLiteral("pagesTabWidget"))->setCurrentIndex(1);
        auto* table = find<QTableView>(QStringLiteral("deadLettersTableView"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        QTRY_VERIFY(isShown(QStringLiteral("DeadLetterDetail")));
    }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestViewer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItOnlyLooksOn()
    {
        const Viewer viewer;
        QVERIFY(viewer.find<QLabel>(QStringLiteral("emptyTextLabel"))->text().contains(QStringLiteral("viewer")));
        QVERIFY(!viewer.isShown(QStringLiteral("commandLabel")));
        QVERIFY(!viewer.find<QMenu>(QStringLiteral("ingestMenu"))->menuAction()->isVisible());
        QVERIFY(!viewer.isShown(QStringLiteral("readOnlyBar")));
    }

    void offersNothingThatTheRoleMayNotDo()
    {
        Viewer viewer;
        viewer.openDeadLetter();
        QVERIFY(!viewer.isShown(QStringLiteral("redriveButton")));
        QVERIFY(viewer.isShown(QStringLiteral("discardButton")));
        QVERIFY(!viewer.isShown(QStringLiteral("readOnlyLabel")));

        viewer.backend.rights = readOnlyRole();
        QTRY_VERIFY(viewer.isShown(QStringLiteral("readOnlyBar")));
        QCOMPARE(viewer.words(QStringLiteral("readOnlyBar")),
                 QStringLiteral("Read-only: the database role “onlooker” may only read"));
        QVERIFY(!viewer.isShown(QStringLiteral("discardButton")));
        QVERIFY(viewer.isShown(QStringLiteral("readOnlyLabel")));
        QCOMPARE(viewer.find<QLabel>(QStringLiteral("readOnlyLabel"))->text(),
                 viewer.words(QStringLiteral("readOnlyBar")));

        viewer.backend.rights = DatabaseRights{QStringLiteral("owner"), DatabaseRights::Limit::None, true, true};
        QTRY_VERIFY(!viewer.isShown(QStringLiteral("readOnlyBar")));
        QVERIFY(viewer.isShown(QStringLiteral("discardButton")));
        QVERIFY(!viewer.isShown(QStringLiteral("redriveButton"))); // a viewer publishes nothing
    }

    void whatIsKnownStaysWhileTheDatabaseIsAway()
    {
        Viewer viewer;
        viewer.backend.rights = readOnlyRole();
        QTRY_VERIFY(viewer.isShown(QStringLiteral("readOnlyBar")));
        viewer.backend.rights.reset();
        ViewerNotices* notices = viewer.window->findChild<ViewerNotices*>();
        QVERIFY(notices);
        notices->setRights({});
        QVERIFY(viewer.isShown(QStringLiteral("readOnlyBar")));
    }

    void aStandbyIsNamedAsSuch()
    {
        QCOMPARE(text::readOnlyReason({QStringLiteral("postgres"), DatabaseRights::Limit::Standby, false, false}),
                 QStringLiteral("Read-only: the database is a standby, which only follows another one"));
        QCOMPARE(text::readOnlyReason({QStringLiteral("half"), DatabaseRights::Limit::None, true, false}), QString());
    }

    void saysWhatAnOutageMeans()
    {
        const auto bar = QStringLiteral("outageBar");
        Viewer viewer;
        QVERIFY(!viewer.isShown(bar));
        viewer.backend.snapshot.database = {
            ComponentState::Level::Down, Sentence::tr("connection refused"), currentTimestamp(), {}};
        QTRY_VERIFY(viewer.isShown(bar));
        QVERIFY(viewer.words(bar).startsWith(QStringLiteral("The database is away since ")));
        QVERIFY(viewer.words(bar).contains(QStringLiteral("connection refused. What is shown is from before.")));
        viewer.backend.snapshot.database.level = ComponentState::Level::Ok;
        QTRY_VERIFY(!viewer.isShown(bar));
        // Where orders come in, both sides may be away; the database is the greater trouble.
        ViewerNotices* notices = viewer.window->findChild<ViewerNotices*>();
        QVERIFY(notices);
        const ComponentState ok{ComponentState::Level::Ok, {}, currentTimestamp(), {}};
        const ComponentState down{ComponentState::Level::Down, Sentence::tr("gone"), currentTimestamp(), {}};
        notices->setOutage(down, ok);
        QVERIFY(viewer.words(bar).contains(QStringLiteral("Nothing is lost")));
        notices->setOutage(ok, down);
        QVERIFY(viewer.words(bar).startsWith(QStringLiteral("Kafka is away since ")));
        notices->setOutage(down, down);
        QVERIFY(viewer.words(bar).startsWith(QStringLiteral("The database is away since ")));
        notices->setOutage(ok, ok);
        QVERIFY(!viewer.isShown(bar));
    }

    void saysHowManyItCouldNotShow()
    {
        const Viewer viewer;
        viewer.window->noteSkipped(4'000);
        viewer.window->noteSkipped(345);
        QVERIFY(viewer.isShown(QStringLiteral("skippedBar")));
        QVERIFY(viewer.words(QStringLiteral("skippedBar")).startsWith(QStringLiteral("4,345 more")));
        viewer.find<QWidget>(QStringLiteral("skippedBar"))
            ->findChild<QToolButton*>(QStringLiteral("closeNoticeButton"))
            ->click();
        QVERIFY(!viewer.isShown(QStringLiteral("skippedBar")));
        viewer.window->noteSkipped(1);
        QVERIFY(viewer.words(QStringLiteral("skippedBar")).startsWith(QStringLiteral("1 more")));
    }
};

ORDERDESK_GUI_TEST(TestViewer)
#include "TestViewer.moc"
