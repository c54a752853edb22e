#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"
#include "ui/traffic/SendWork.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

namespace {

using Stage = SendWork::Stage;

SendSource linesOf(int valid, int invalid)
{
    QByteArray text;
    for (int i = 0; i < valid; ++i)
        text += encodeOrder(sampleOrder(i)) + '\n';
    for (int i = 0; i < invalid; ++i)
        text += "{}\n";
    return {QStringLiteral("text"), {}, text};
}

struct Desk
{
    SampleBackend backend;
    WindowBackend parts = backend.window();
    SendWork work{*parts.sender};
};

QString cell(SendWork& work, int row, int column)
{
    return work.records().index(row, column).data().toString();
}

} // namespace

class TestSendWork final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksWhatItIsGiven();
    void aNewSourceGivesTheOldCheckUp();
    void sendsWhatIsValid();
    void sendsNothingWithoutACheck();
    void cancels();
    void saysWhenKafkaIsAway();
    void keepsErrorsAmongManyThatAreRight();
    void addsRowsExactly();
};

void TestSendWork::checksWhatItIsGiven()
{
    Desk desk;
    QCOMPARE(desk.work.stage(), Stage::Empty);
    desk.work.setSources({linesOf(2, 1)});
    QCOMPARE(desk.work.stage(), Stage::Checking);
    QVERIFY(!desk.work.maySend());
    QTRY_COMPARE(desk.work.stage(), Stage::Checked);
    QVERIFY(desk.work.maySend());
    QCOMPARE(desk.work.progress().valid, 2);
    QCOMPARE(desk.work.progress().invalid, 1);
    QCOMPARE(desk.work.records().rowCount(), 3);
    // What is not sent comes first, wherever it stands.
    QCOMPARE(cell(desk.work, 0, SendRecordsModel::Place), QStringLiteral("line 3"));
    QCOMPARE(cell(desk.work, 0, SendRecordsModel::Result), QStringLiteral("refused"));
    QVERIFY(cell(desk.work, 0, SendRecordsModel::Detail).contains(QStringLiteral("/order_uid")));
    QCOMPARE(cell(desk.work, 1, SendRecordsModel::Place), QStringLiteral("line 1"));
    QCOMPARE(cell(desk.work, 2, SendRecordsModel::Place), QStringLiteral("line 2"));
    desk.work.setSources({});
    QCOMPARE(desk.work.stage(), Stage::Empty);
}

void TestSendWork::aNewSourceGivesTheOldCheckUp()
{
    Desk desk;
    desk.work.setSources({linesOf(3000, 0)});
    desk.work.setSources({linesOf(1, 0)});
    QTRY_COMPARE(desk.work.stage(), Stage::Checked);
    QCOMPARE(desk.work.progress().valid, 1);
    QCOMPARE(desk.work.records().rowCount(), 1);
}

void TestSendWork::sendsWhatIsValid()
{
    Desk desk;
    desk.work.setSources({linesOf(2, 1)});
    QTRY_COMPARE(desk.work.stage(), Stage::Checked);
    desk.work.send();
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.work.progress().sent, 2);
    QCOMPARE(desk.backend.sent->count(), 2U);
    QCOMPARE(desk.backend.sent->all()[0].key, QByteArray::fromStdString(sampleOrder(0).orderUid));
    QCOMPARE(cell(desk.work, 2, SendRecordsModel::Result), QStringLiteral("sent"));
    QCOMPARE(cell(desk.work, 2, SendRecordsModel::Detail), QStringLiteral("orders/1@1"));
}

void TestSendWork::sendsNothingWithoutACheck()
{
    Desk desk;
    desk.work.send();
    QCOMPARE(desk.work.stage(), Stage::Empty);
    desk.work.setSources({linesOf(0, 2)});
    QTRY_COMPARE(desk.work.stage(), Stage::Checked);
    desk.work.send();
    QCOMPARE(desk.work.stage(), Stage::Checked);
    QCOMPARE(desk.backend.sent->count(), 0U);
}

void TestSendWork::cancels()
{
    Desk desk;
    desk.work.setSources({linesOf(2000, 0)});
    QTRY_COMPARE(desk.work.stage(), Stage::Checked);
    desk.work.send();
    desk.work.cancel();
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QVERIFY(desk.work.progress().isCancelled);
    QCOMPARE(desk.work.progress().sent, static_cast<qint64>(desk.backend.sent->count()));
    QVERIFY(desk.backend.sent->count() < 2000U);
}

void TestSendWork::saysWhenKafkaIsAway()
{
    Desk desk;
    desk.backend.sent->fail(Error{ErrorCode::Unavailable, Sentence::tr("no broker")});
    desk.work.setSources({linesOf(2, 0)});
    QTRY_COMPARE(desk.work.stage(), Stage::Checked);
    desk.work.send();
    QTRY_COMPARE(desk.work.stage(), Stage::Done);
    QCOMPARE(desk.work.progress().error->message.english(), QStringLiteral("no broker"));
    QCOMPARE(cell(desk.work, 0, SendRecordsModel::Result), QStringLiteral("not sent"));
}

void TestSendWork::keepsErrorsAmongManyThatAreRight()
{
    SendRecordsModel model;
    std::vector<SendRecord> records(SendRecordsModel::maxRows + 10);
    for (SendRecord& record : records)
        record.isValid = true;
    model.append(records);
    QVERIFY(model.isCut());
    QCOMPARE(model.rowCount(), static_cast<int>(SendRecordsModel::maxRows));
    model.append({SendRecord{}});
    QCOMPARE(model.rowCount(), static_cast<int>(SendRecordsModel::maxRows) + 1);
}

void TestSendWork::addsRowsExactly()
{
    SendRecordsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append({});
    QCOMPARE(inserted.count(), 0);
    model.append(std::vector<SendRecord>(3));
    model.append(std::vector<SendRecord>(2));
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted.at(1).at(1).toInt(), 3);
    QCOMPARE(inserted.at(1).at(2).toInt(), 4);
    model.clear({});
    QCOMPARE(model.rowCount(), 0);
}

ORDERDESK_GUI_TEST(TestSendWork)
#include "TestSendWork.moc"
