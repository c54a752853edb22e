#include "storage/PostgresOrderBrowser.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/browse/BrowsePage.h"
#include "ui/traffic/ExportJob.h"
#include "ui/widgets/OrderActions.h"
#include "ui/words/Language.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;

/// What a person gives up in the window ends on the real PostgreSQL.
class TestCancelledQuestions final : public QObject
{
    Q_OBJECT

private:
    PostgresFixture m_postgres;
    WindowState m_state{QString()};
    Language m_language{m_state};

    std::unique_ptr<PostgresOrderBrowser> makeBrowser() const
    {
        DatabaseSettings settings = m_postgres.settings();
        settings.statementTimeout = 100s;
        settings.lockTimeout = 100s;
        settings.watchdogTimeout = 110s;
        return std::make_unique<PostgresOrderBrowser>(settings);
    }

    int running()
    {
        m_postgres.query(QStringLiteral("select pg_stat_clear_snapshot()")); // in a transaction it would stay
        return m_postgres
            .value(QStringLiteral("select count(*) from pg_stat_activity where datname = current_database()"
                                  " and pid <> pg_backend_pid() and state = 'active'"
                                  " and backend_type = 'client backend'"))
            .toInt();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
        m_language.choose(Language::Choice::English);
        PostgresOrderStore store(m_postgres.settings());
        QVERIFY(store.write(makeBatch(0, 350), {}));
    }

    void cleanupTestCase() { m_postgres.stop(); }

    void init() { m_postgres.query(QStringLiteral("begin; lock table orders in access exclusive mode")); }
    void cleanup() { m_postgres.query(QStringLiteral("rollback")); }

    void cancelOnTheOrdersPage()
    {
        OrderActions actions(nullptr, {});
        BrowsePage page([this] { return makeBrowser(); }, actions, m_state);
        page.show();
        QTRY_COMPARE(running(), 1);
        auto* cancel = page.findChild<QPushButton*>(QStringLiteral("cancelReadingButton"));
        QTRY_VERIFY(cancel->isVisible());
        cancel->click();
        QTRY_COMPARE(running(), 0);
        QCOMPARE(page.findChild<QLabel*>(QStringLiteral("errorTitleLabel"))->text(),
                 QStringLiteral("Reading was cancelled"));
        m_postgres.query(QStringLiteral("rollback"));
        page.findChild<QPushButton*>(QStringLiteral("retryButton"))->click();
        QTRY_COMPARE(page.findChild<QLabel*>(QStringLiteral("browseCountLabel"))->text(), QStringLiteral("350 orders"));
    }

    void leavingTheOrdersPage()
    {
        OrderActions actions(nullptr, {});
        BrowsePage page([this] { return makeBrowser(); }, actions, m_state);
        page.show();
        QTRY_COMPARE(running(), 1);
        page.hide();
        QTRY_COMPARE(running(), 0);
        page.show();
        QTRY_COMPARE(running(), 1);
        m_postgres.query(QStringLiteral("rollback"));
        QTRY_COMPARE(page.findChild<QTableView*>(QStringLiteral("browseTableView"))->model()->rowCount(), 200);
    }

    void closingTheWindow()
    {
        OrderActions actions(nullptr, {});
        auto page = std::make_unique<BrowsePage>([this] { return makeBrowser(); }, actions, m_state);
        page->show();
        QTRY_COMPARE(running(), 1);
        page.reset(); // waits for the thread
        QCOMPARE(running(), 0);
    }

    void cancelOfAnExport()
    {
        const QTemporaryDir folder;
        ExportJob job(folder.filePath(QStringLiteral("orders.csv")), {},
                      storedExport([this] { return makeBrowser(); }, {}, {}));
        std::optional<Result<qint64>> end;
        connect(&job, &ExportJob::finished, &job, [&end](const Result<qint64>& written) { end = written; });
        job.start();
        QTRY_COMPARE(running(), 1);
        job.cancel();
        QTRY_VERIFY(end.has_value());
        QCOMPARE(running(), 0);
        QVERIFY(!*end);
        QCOMPARE(end->error().code, ErrorCode::Cancelled);
        QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
    }
};

ORDERDESK_GUI_TEST(TestCancelledQuestions)
#include "TestCancelledQuestions.moc"
