#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/status/LogModel.h"
#include "ui/status/LogPage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;

namespace {

QList<LogLine> lines(int first, int count)
{
    QList<LogLine> result;
    for (int i = first; i < first + count; ++i)
        result.append({Timestamp(std::chrono::seconds(1'764'000'000 + i)), static_cast<LogLine::Level>(i % 4),
                       i % 2 == 0 ? QStringLiteral("broker") : QStringLiteral("ingest"),
                       QStringLiteral("line %1").arg(i)});
    return result;
}

} // namespace

class TestLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest()
    {
        LogModel model(100);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.append({});
        QCOMPARE(inserted.size(), 0);
        model.append(lines(0, 60));
        QCOMPARE(model.rowCount(), 60);
        QCOMPARE(removed.size(), 0);
        model.append(lines(60, 60));
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed[0][1].toInt(), 0);
        QCOMPARE(removed[0][2].toInt(), 19);
        QCOMPARE(inserted.last()[1].toInt(), 40);
        QCOMPARE(inserted.last()[2].toInt(), 99);
        QCOMPARE(model.line(0).message, QStringLiteral("line 20"));
        model.append(lines(1000, 250));
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(model.line(0).message, QStringLiteral("line 1150"));
        model.clear();
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void filtersByLevelAndText()
    {
        LogModel model;
        LogFilter filter(&model);
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(lines(0, 40));
        QCOMPARE(filter.rowCount(), 40);
        filter.setLeast(LogLine::Level::Warning);
        QCOMPARE(filter.rowCount(), 20);
        filter.setText(QStringLiteral(" BROKER "));
        QCOMPARE(filter.rowCount(), 10);
        filter.setText(QStringLiteral("line 3"));
        QCOMPARE(filter.rowCount(), 7); // 3, 30, 31, 34, 35, 38, 39
        filter.setLeast(LogLine::Level::Debug);
        QCOMPARE(filter.rowCount(), 11);
        model.append(lines(300, 1));
        QCOMPARE(filter.rowCount(), 12);
    }

    void theLineIsCopiedWhole()
    {
        const LogLine line{Timestamp(std::chrono::seconds(1'764'000'000)), LogLine::Level::Warning,
                           QStringLiteral("storage"), QStringLiteral("the database is away")};
        QCOMPARE(plainText(line), QStringLiteral("2025-11-24T16:00:00Z\twarning\tstorage\tthe database is away"));
    }

    void thePageFollowsUnlessScrolled()
    {
        WindowState state{QString()};
        LogPage page(state);
        page.resize(600, 300);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto* view = page.findChild<QTableView*>(QStringLiteral("logTableView"));
        page.append(lines(0, 200));
        QScrollBar* bar = view->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        QTRY_COMPARE(bar->value(), bar->maximum());
        page.append(lines(200, 100));
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        page.append(lines(300, 100));
        QCOMPARE(bar->value(), 10);
        bar->setValue(bar->maximum());
        page.append(lines(400, 10));
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void thePagePausesCopiesAndClears()
    {
        WindowState state{QString()};
        LogPage page(state);
        auto* view = page.findChild<QTableView*>(QStringLiteral("logTableView"));
        auto* pause = page.findChild<QToolButton*>(QStringLiteral("pauseButton"));
        page.append(lines(0, 2));
        pause->click();
        page.append(lines(2, 3));
        QCOMPARE(view->model()->rowCount(), 2);
        QVERIFY(pause->text().contains(QLatin1Char('3')));
        pause->click();
        QCOMPARE(view->model()->rowCount(), 5);
        view->selectRow(3);
        page.findChild<QToolButton*>(QStringLiteral("copyButton"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(plainText(lines(3, 1).first()) + QLatin1Char('\n')));
        view->clearSelection();
        page.findChild<QComboBox*>(QStringLiteral("levelComboBox"))->setCurrentIndex(3);
        page.findChild<QToolButton*>(QStringLiteral("copyButton"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 1);
        page.findChild<QToolButton*>(QStringLiteral("clearButton"))->click();
        QCOMPARE(view->model()->rowCount(), 0);
    }
};

ORDERDESK_GUI_TEST(TestLogModel)
#include "TestLogModel.moc"
