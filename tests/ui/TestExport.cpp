#include "SampleOrders.h"
#include "support/InMemoryOrderBrowser.h"
#include "support/TestRegistration.h"
#include "ui/letters/DeadLettersPage.h"
#include "ui/letters/ReasonBar.h"
#include "ui/traffic/ExportDialog.h"
#include "ui/traffic/ExportJob.h"
#include "ui/traffic/ExportWriter.h"
#include "ui/traffic/LetterExport.h"
#include "ui/window/MainWindow.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <set>

using namespace orderdesk;

namespace {

ExportOptions optionsOf(ExportFormat format, bool personalData = false)
{
    return {format, personalData, false};
}

/// A reader of RFC 4180 that knows nothing of the writer: rows of cells.
QList<QStringList> readCsv(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            if (c != QLatin1Char('"'))
                cell += c;
            else if (i + 1 < text.size() && text.at(i + 1) == QLatin1Char('"'))
                cell += text.at(++i);
            else
                quoted = false;
        } else if (c == QLatin1Char('"')) {
            quoted = true;
        } else if (c == QLatin1Char(',')) {
            row += std::exchange(cell, {});
        } else if (c == QLatin1Char('\r') && text.mid(i, 2) == QStringLiteral("\r\n")) {
            row += std::exchange(cell, {});
            rows += std::exchange(row, {});
            ++i;
        } else {
            cell += c;
        }
    }
    return rows;
}

QByteArray written(const ExportOptions& options, const ExportPlan& plan)
{
    ExportWriter writer(options, plan.columns);
    QByteArray bytes = writer.head();
    const ExportSource next = plan.open(options, {});
    for (;;) {
        const auto records = next();
        if (!records || !*records)
            break;
        for (const ExportRecord& record : **records)
            bytes += writer.record(record);
    }
    return bytes + writer.tail();
}

Order privateOrder()
{
    Order order = modelOrder();
    order.orderUid = "private-1";
    order.customerId = "anna.petrova";
    order.delivery.name = "Анна Петрова";
    order.delivery.phone = "+79161234567";
    order.delivery.email = "anna@example.com";
    order.delivery.address = "=HYPERLINK(\"http://x\"), flat 5";
    order.delivery.zip = "101000";
    return order;
}

const char* const secrets[] = {"anna.petrova", "Анна", "79161234567", "anna@example.com", "HYPERLINK", "101000"};

ExportPlan storedPlan(const std::vector<StoredOrder>& orders)
{
    auto data = std::make_shared<test::InMemoryOrders>();
    for (const StoredOrder& stored : orders) {
        data->orders[stored.orderUid] = stored;
        OrderSummary summary;
        summary.orderUid = stored.orderUid;
        summary.storedAt = stored.storedAt;
        data->summaries.push_back(summary);
    }
    return storedExport([data] { return std::make_unique<test::InMemoryOrderBrowser>(data); }, {}, {});
}

ExportPlan letterPlan(const std::vector<DeadLetter>& newestFirst)
{
    auto data = std::make_shared<test::InMemoryOrders>();
    data->deadLetters = newestFirst;
    return letterExport([data] { return std::make_unique<test::InMemoryDeadLetterBrowser>(data); }, {}, {});
}

/// Runs a job to its end.
Result<qint64> finish(ExportJob& job)
{
    std::optional<Result<qint64>> end;
    QObject::connect(&job, &ExportJob::finished, &job, [&end](const Result<qint64>& written) { end = written; });
    job.start();
    if (!QTest::qWaitFor([&] { return end.has_value(); }))
        return failure(ErrorCode::Internal, Sentence::tr("it never finished"));
    return *end;
}

} // namespace

class TestExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvIsReadByAnyReader();
    void csvNeutralisesFormulas_data();
    void csvNeutralisesFormulas();
    void csvStartsWithAMarkWhenAsked();
    void personalDataIsMaskedUnlessAskedFor_data();
    void personalDataIsMaskedUnlessAskedFor();
    void jsonIsAnArrayAndNdjsonALineEach();
    void documentsKeepTheirBytes();
    void maskedDocumentsKeepTheirNumbers();
    void liveRowsSayWhatBecameOfThem();
    void anEmptyListIsAFileToo();
    void theFileAppearsAtOnceOrNotAtAll();
    void cancelLeavesTheOldFile();
    void cancelEndsAQuestionThatIsRunning();
    void saysWhereItCannotWrite();
    void saysWhyTheDatabaseFailed();
    void anExceptionIsItsOwnFault();
    void exportsWhatTheWindowShows();
    void deadLettersAreWholeWhenAskedFor();
    void deadLettersAreRowsOfCsv();
    void deadLettersLeaveTheirBytesOut_data();
    void deadLettersLeaveTheirBytesOut();
    void exportsTheDeadLettersThatAreFiltered();
    void cancelEndsTheWalkThroughDeadLetters();
};

void TestExport::csvIsReadByAnyReader()
{
    Order order = privateOrder();
    order.delivery.city = "Saint \"Peter\", the first";
    const ExportPlan plan = storedPlan({storedSample(order, 7)});
    const QList<QStringList> rows = readCsv(written(optionsOf(ExportFormat::Csv, true), plan));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].size(), rows[1].size());
    const auto cell = [&](const char* name) {
        const qsizetype column = rows[0].indexOf(QLatin1String(name));
        return column < 0 ? QStringLiteral("no such column") : rows[1].at(column);
    };
    QCOMPARE(cell("order_uid"), QStringLiteral("private-1"));
    QCOMPARE(cell("city"), QStringLiteral("Saint \"Peter\", the first"));
    QCOMPARE(cell("name"), QStringLiteral("Анна Петрова"));
    QCOMPARE(cell("amount"), QString::number(order.payment.amount));
    QCOMPARE(cell("phone"), QStringLiteral("'+79161234567"));
    QCOMPARE(cell("address"), QStringLiteral("'=HYPERLINK(\"http://x\"), flat 5"));
    QCOMPARE(cell("date_created"), QString::fromLatin1(formatRfc3339(order.dateCreated)));
    QCOMPARE(cell("kafka_offset"), QStringLiteral("41007"));
}

void TestExport::csvNeutralisesFormulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFormula");
    for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"})
        QTest::newRow(text) << QString::fromUtf8(text) << true;
    for (const char* text : {"", "a=1", "1-2", " =1", "'=1", "анна@x", "two\r\nlines, \"quoted\""})
        QTest::newRow(text) << QString::fromUtf8(text) << false;
}

void TestExport::csvNeutralisesFormulas()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isFormula);
    ExportWriter writer(optionsOf(ExportFormat::Csv), {"a", "b"});
    ExportRecord record;
    record.fields = {{"a", text.toStdString()}, {"b", std::int64_t{-5}}};
    const QList<QStringList> rows = readCsv(writer.head() + writer.record(record));
    QCOMPARE(rows.at(1).at(0), isFormula ? QLatin1Char('\'') + text : text);
    QCOMPARE(rows.at(1).at(1), QStringLiteral("-5")); // a number is no formula
}

void TestExport::csvStartsWithAMarkWhenAsked()
{
    ExportOptions options = optionsOf(ExportFormat::Csv);
    QCOMPARE(ExportWriter(options, {"a"}).head(), QByteArray("a\r\n"));
    options.byteOrderMark = true;
    QCOMPARE(ExportWriter(options, {"a"}).head(), QByteArray("\xef\xbb\xbf"
                                                             "a\r\n"));
}

void TestExport::personalDataIsMaskedUnlessAskedFor_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("csv") << ExportFormat::Csv;
    QTest::newRow("json") << ExportFormat::Json;
    QTest::newRow("ndjson") << ExportFormat::Ndjson;
}

void TestExport::personalDataIsMaskedUnlessAskedFor()
{
    QFETCH(const ExportFormat, format);
    const Order order = privateOrder();
    OrderSummary summary = summarize(order);
    const ExportPlan plans[] = {storedPlan({storedSample(order, 1)}), liveExport({eventOf(order, 1)}),
                                foundExport({summary})};
    for (const ExportPlan& plan : plans) {
        const QByteArray masked = written(optionsOf(format), plan);
        QVERIFY(masked.contains("private-1"));
        for (const char* secret : secrets)
            QVERIFY2(!masked.contains(secret), secret);
        const QByteArray whole = written(optionsOf(format, true), plan);
        QVERIFY(whole.contains("anna.petrova"));
    }
    const QByteArray whole = written(optionsOf(format, true), plans[0]);
    for (const char* secret : secrets)
        QVERIFY2(whole.contains(secret), secret);
}

void TestExport::jsonIsAnArrayAndNdjsonALineEach()
{
    std::vector<StoredOrder> orders;
    for (int i = 0; i < 1'203; ++i)
        orders.push_back(storedSample(sampleOrder(i), i));
    const ExportPlan plan = storedPlan(orders);
    const QByteArray json = written(optionsOf(ExportFormat::Json), plan);
    QCOMPARE(QJsonDocument::fromJson(json).array().size(), 1'203);
    const QByteArray ndjson = written(optionsOf(ExportFormat::Ndjson), plan);
    const QList<QByteArray> lines = ndjson.split('\n');
    QCOMPARE(lines.size(), 1'204);
    QVERIFY(lines.last().isEmpty());
    std::set<QString> numbers;
    for (int i = 0; i < 1'203; ++i)
        numbers.insert(QJsonDocument::fromJson(lines.at(i)).object().value(QLatin1String("order_uid")).toString());
    QCOMPARE(numbers.size(), 1'203U);
}

void TestExport::documentsKeepTheirBytes()
{
    Order order = privateOrder();
    order.payment.amount = 9'007'199'254'740'993; // 2^53 + 1: no double holds it
    order.items.front().chrtId = std::numeric_limits<std::int64_t>::max();
    const StoredOrder stored = storedSample(order, 1);
    QCOMPARE(written(optionsOf(ExportFormat::Ndjson, true), storedPlan({stored})), stored.document + '\n');
    QCOMPARE(written(optionsOf(ExportFormat::Json, true), storedPlan({stored})), "[\n" + stored.document + "\n]\n");
}

void TestExport::maskedDocumentsKeepTheirNumbers()
{
    Order order = privateOrder();
    order.payment.amount = 9'007'199'254'740'993;
    order.items.front().chrtId = std::numeric_limits<std::int64_t>::max();
    const QByteArray masked = written(optionsOf(ExportFormat::Ndjson), storedPlan({storedSample(order, 1)}));
    QVERIFY(masked.contains("\"amount\":9007199254740993,"));
    QVERIFY(masked.contains("\"chrt_id\":9223372036854775807,"));
    QVERIFY(masked.contains("\"name\":\"Ан•••\""));
}

void TestExport::liveRowsSayWhatBecameOfThem()
{
    Violations warning{{"/payment/amount", "sum_mismatch", "is not the sum", Severity::Warning}};
    const ExportPlan plan = liveExport(
        {eventOf(modelOrder(), 1, IngestEvent::Kind::Updated, warning), eventOf(sampleDeadLetter(3, "broken"))});
    QCOMPARE(plan.orders, std::optional<std::int64_t>(2));
    const QJsonArray rows = QJsonDocument::fromJson(written(optionsOf(ExportFormat::Json), plan)).array();
    QCOMPARE(rows.at(0)[QLatin1String("state")].toString(), QStringLiteral("updated"));
    QCOMPARE(rows.at(0)[QLatin1String("violations")].toString(), QStringLiteral("/payment/amount: is not the sum"));
    QCOMPARE(rows.at(1)[QLatin1String("state")].toString(), QStringLiteral("dead_lettered"));
    QCOMPARE(rows.at(1)[QLatin1String("order_uid")].toString(), QStringLiteral("broken"));
}

void TestExport::anEmptyListIsAFileToo()
{
    QCOMPARE(written(optionsOf(ExportFormat::Json), storedPlan({})), QByteArray("[\n]\n"));
    QCOMPARE(written(optionsOf(ExportFormat::Ndjson), storedPlan({})), QByteArray());
    QCOMPARE(readCsv(written(optionsOf(ExportFormat::Csv), storedPlan({}))).size(), 1);
}

void TestExport::theFileAppearsAtOnceOrNotAtAll()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("orders.ndjson"));
    ExportPlan plan = liveExport(sampleEvents(0, 1'700));
    ExportJob job(path, optionsOf(ExportFormat::Ndjson, true), plan);
    QSignalSpy progress(&job, &ExportJob::progressed);
    const Result<qint64> end = finish(job);
    QVERIFY(end);
    QCOMPARE(*end, 1'700);
    QCOMPARE(progress.count(), 4);
    QCOMPARE(progress.last().first().toLongLong(), 1'700);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 1'700);
    QVERIFY(!(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther))); // it has personal data
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestExport::cancelLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("orders.csv"));
    {
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
    }
    ExportPlan plan = liveExport(sampleEvents(0, 10));
    // It never ends by itself.
    plan.open = [](const ExportOptions& options, const std::stop_token&) -> ExportSource {
        return [options]() -> Result<std::optional<std::vector<ExportRecord>>> {
            return std::vector<ExportRecord>(10, exportRecord(IngestEvent(), options));
        };
    };
    ExportJob job(path, optionsOf(ExportFormat::Csv), plan);
    connect(&job, &ExportJob::progressed, &job, &ExportJob::cancel);
    const Result<qint64> end = finish(job);
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Cancelled);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestExport::cancelEndsAQuestionThatIsRunning()
{
    auto data = std::make_shared<test::InMemoryOrders>();
    data->hang();
    const QTemporaryDir folder;
    ExportDialog dialog(storedExport([data] { return std::make_unique<test::InMemoryOrderBrowser>(data); }, {}, {}));
    dialog.show();
    dialog.findChild<QLineEdit*>(QStringLiteral("pathLineEdit"))->setText(folder.filePath(QStringLiteral("a.csv")));
    dialog.findChild<QPushButton*>(QStringLiteral("exportButton"))->click();
    QTRY_COMPARE(data->calls.load(), 1);
    dialog.findChild<QPushButton*>(QStringLiteral("exportCancelButton"))->click();
    auto* status = dialog.findChild<QLabel*>(QStringLiteral("exportStatusLabel"));
    QTRY_COMPARE(status->text(), QStringLiteral("Cancelled: no file was written"));
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());

    // A dialog that goes does not wait for the database either.
    dialog.findChild<QPushButton*>(QStringLiteral("exportButton"))->click();
    QTRY_COMPARE(data->calls.load(), 2);
}

void TestExport::saysWhereItCannotWrite()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("nowhere/orders.csv"));
    ExportJob job(path, optionsOf(ExportFormat::Csv), liveExport(sampleEvents(0, 1)));
    const Result<qint64> end = finish(job);
    QVERIFY(!end);
    QVERIFY2(end.error().message.english().contains(path), qPrintable(end.error().message.english()));
}

void TestExport::saysWhyTheDatabaseFailed()
{
    auto data = std::make_shared<test::InMemoryOrders>();
    data->fail(Error{ErrorCode::Unavailable, Sentence::tr("connection refused")});
    const QTemporaryDir folder;
    ExportJob job(folder.filePath(QStringLiteral("orders.csv")), optionsOf(ExportFormat::Csv),
                  storedExport([data] { return std::make_unique<test::InMemoryOrderBrowser>(data); }, {}, {}));
    const Result<qint64> end = finish(job);
    QVERIFY(!end);
    QCOMPARE(end.error().message.english(), QStringLiteral("connection refused"));
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void TestExport::anExceptionIsItsOwnFault()
{
    const QTemporaryDir folder;
    ExportPlan plan = liveExport(sampleEvents(0, 1));
    plan.open = [](const ExportOptions&, const std::stop_token&) -> ExportSource { throw std::bad_alloc(); };
    ExportJob job(folder.filePath(QStringLiteral("orders.csv")), optionsOf(ExportFormat::Csv), plan);
    const Result<qint64> end = finish(job);
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Internal);
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void TestExport::exportsWhatTheWindowShows()
{
    const QTemporaryDir folder;
    SampleBackend backend;
    for (int i = 0; i < 700; ++i)
        backend.store(storedSample(sampleOrder(i), i));
    MainWindow window(backend.windowWithOrders());
    window.show();
    auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"));
    tabs->setCurrentIndex(1);
    auto* box = window.findChild<QWidget*>(QStringLiteral("browseFilterBar"))->findChild<QLineEdit*>();
    QTest::keyClicks(box, QStringLiteral("city:oslo"));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(window.findChild<QLabel*>(QStringLiteral("browseCountLabel"))->text(), QStringLiteral("100 orders"));

    window.findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    const QPointer<ExportDialog> dialog = window.findChild<ExportDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("howManyLabel"))->text(), QStringLiteral("100 orders"));
    QVERIFY(!dialog->findChild<QCheckBox*>(QStringLiteral("personalDataCheckBox"))->isChecked());
    dialog->findChild<QComboBox*>(QStringLiteral("formatComboBox"))->setCurrentIndex(2);
    auto* path = dialog->findChild<QLineEdit*>(QStringLiteral("pathLineEdit"));
    QVERIFY(path->text().endsWith(QStringLiteral(".ndjson")));
    path->setText(folder.filePath(QStringLiteral("oslo.ndjson")));
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportButton")), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(window.findChild<QLabel*>(QStringLiteral("messageLabel"))->text(),
                 QStringLiteral("Exported 100 orders to %1").arg(folder.filePath(QStringLiteral("oslo.ndjson"))));
    QFile file(folder.filePath(QStringLiteral("oslo.ndjson")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 101);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(QJsonDocument::fromJson(lines.at(i))[QLatin1String("delivery")][QLatin1String("city")].toString(),
                 QStringLiteral("Oslo"));

    // The same file again: it says so first.
    window.findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    auto* again = window.findChild<ExportDialog*>();
    again->findChild<QLineEdit*>(QStringLiteral("pathLineEdit"))
        ->setText(folder.filePath(QStringLiteral("oslo.ndjson")));
    again->findChild<QPushButton*>(QStringLiteral("exportButton"))->click();
    QVERIFY(again->findChild<QLabel*>(QStringLiteral("exportStatusLabel"))->text().contains(QStringLiteral("already")));
    again->reject();

    // Nothing here, and it says so.
    tabs->setCurrentIndex(0);
    window.findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    QCOMPARE(window.findChild<QLabel*>(QStringLiteral("messageLabel"))->text(),
             QStringLiteral("There is nothing to export on this page"));
}

void TestExport::deadLettersAreWholeWhenAskedFor()
{
    DeadLetter text = sampleDeadLetter(3, "refused");
    text.message.key = QByteArray("anna.petrova");
    text.message.headers = {{"source", "checkout"}, {"raw", QByteArray("\xff\x00", 2)}};
    DeadLetter binary = sampleDeadLetter(2, "");
    binary.message.key = QByteArray("\xfe\x01", 2);
    binary.message.value = QByteArray("\x00{\xff", 3);
    binary.redriveCount = 2;
    binary.redrivenAt = binary.receivedAt;
    DeadLetter tombstone = sampleDeadLetter(1, "gone");
    tombstone.message.value.reset();
    tombstone.message.key.reset();
    const ExportPlan plan = letterPlan({text, binary, tombstone});
    const QJsonArray rows = QJsonDocument::fromJson(written(optionsOf(ExportFormat::Json, true), plan)).array();
    QCOMPARE(rows.size(), 3);
    const QJsonObject first = rows.at(0).toObject();
    QCOMPARE(first[QLatin1String("id")].toInt(), 3);
    QCOMPARE(first[QLatin1String("order_uid")].toString(), QStringLiteral("refused"));
    QCOMPARE(first[QLatin1String("key")].toString(), QStringLiteral("anna.petrova"));
    QCOMPARE(first[QLatin1String("value")].toString().toUtf8(), *text.message.value);
    QCOMPARE(first[QLatin1String("value_bytes")].toInt(), int(text.message.value->size()));
    QCOMPARE(first[QLatin1String("violations")].toArray().size(), 4);
    QCOMPARE(first[QLatin1String("violations")][1][QLatin1String("pointer")].toString(),
             QStringLiteral("/payment/amount"));
    QCOMPARE(first[QLatin1String("offset")].toInt(), int(text.message.position.offset));
    QVERIFY(first[QLatin1String("redriven_at")].isNull());
    const QJsonArray headers = first[QLatin1String("headers")].toArray();
    QCOMPARE(headers[0][QLatin1String("value")].toString(), QStringLiteral("checkout"));
    QCOMPARE(headers[1][QLatin1String("value_base64")].toString(), QStringLiteral("/wA="));
    const QJsonObject second = rows.at(1).toObject();
    QVERIFY(!second.contains(QLatin1String("value")) && !second.contains(QLatin1String("key")));
    QCOMPARE(QByteArray::fromBase64(second[QLatin1String("value_base64")].toString().toLatin1()),
             *binary.message.value);
    QCOMPARE(QByteArray::fromBase64(second[QLatin1String("key_base64")].toString().toLatin1()), *binary.message.key);
    QCOMPARE(second[QLatin1String("redrive_count")].toInt(), 2);
    QCOMPARE(second[QLatin1String("redriven_at")].toString(), QString::fromLatin1(formatRfc3339(binary.receivedAt)));
    const QJsonObject third = rows.at(2).toObject();
    QVERIFY(third[QLatin1String("value")].isNull() && third[QLatin1String("value_bytes")].isNull());
    // One a line, each the same object.
    const QList<QByteArray> lines = written(optionsOf(ExportFormat::Ndjson, true), plan).split('\n');
    QCOMPARE(lines.size(), 4);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(QJsonDocument::fromJson(lines.at(i)).object(), rows.at(i).toObject());
}

void TestExport::deadLettersAreRowsOfCsv()
{
    DeadLetter formula = sampleDeadLetter(2, "refused");
    formula.message.key = QByteArray("=HYPERLINK(\"http://x\")");
    formula.message.value = QByteArray("+1,\r\n\"quoted\"");
    DeadLetter binary = sampleDeadLetter(1, "");
    binary.message.value = QByteArray("\xff\xfe", 2);
    const QList<QStringList> rows = readCsv(written(optionsOf(ExportFormat::Csv, true), letterPlan({formula, binary})));
    QCOMPARE(rows.size(), 3);
    const auto cell = [&](int row, const char* name) {
        const qsizetype column = rows[0].indexOf(QLatin1String(name));
        return column < 0 ? QStringLiteral("no such column") : rows[row].at(column);
    };
    QCOMPARE(rows[1].size(), rows[0].size());
    QCOMPARE(cell(1, "key"), QStringLiteral("'=HYPERLINK(\"http://x\")"));
    QCOMPARE(cell(1, "value"), QStringLiteral("'+1,\r\n\"quoted\""));
    QCOMPARE(cell(1, "value_base64"), QString());
    QCOMPARE(cell(1, "reason"), QStringLiteral("too_short"));
    QVERIFY(cell(1, "violations").contains(QStringLiteral("/items: must have at least one item")));
    QCOMPARE(cell(1, "headers"), QStringLiteral("[{\"name\":\"traceparent\",\"value\":\"00-4bf92f3577b34da6-01\"},"
                                                "{\"name\":\"source\",\"value\":\"checkout\"}]"));
    QCOMPARE(cell(2, "value"), QString());
    QCOMPARE(cell(2, "value_base64"), QStringLiteral("//4="));
    QCOMPARE(cell(2, "value_bytes"), QStringLiteral("2"));
}

void TestExport::deadLettersLeaveTheirBytesOut_data()
{
    personalDataIsMaskedUnlessAskedFor_data();
}

void TestExport::deadLettersLeaveTheirBytesOut()
{
    QFETCH(const ExportFormat, format);
    DeadLetter letter = sampleDeadLetter(2, "refused");
    letter.message.key = QByteArray("anna@example.com");
    letter.message.value = QByteArray("{\"name\":\"Анна\",\"phone\":\"+79161234567\"}");
    letter.message.headers = {{"customer", "anna.petrova"}};
    DeadLetter binary = sampleDeadLetter(1, "");
    binary.message.key = QByteArray("\xff anna@example.com");
    binary.message.value = QByteArray("\xff anna@example.com");
    const ExportPlan plan = letterPlan({letter, binary});
    const QByteArray masked = written(optionsOf(format), plan);
    QVERIFY(masked.contains("refused") && masked.contains("must be three capital letters"));
    for (const char* secret : secrets)
        QVERIFY2(!masked.contains(secret), masked.constData());
    for (const QByteArray& bytes : {*letter.message.value, *binary.message.value, *binary.message.key})
        QVERIFY2(!masked.contains(bytes.toBase64()), masked.constData());
    const QByteArray whole = written(optionsOf(format, true), plan);
    for (const char* secret : {"anna.petrova", "Анна", "79161234567", "anna@example.com"})
        QVERIFY2(whole.contains(secret), secret);
    // The order's number is no secret.
    letter.message.key = QByteArray("refused");
    QCOMPARE(written(optionsOf(format), letterPlan({letter})).count("refused"), 2);
}

void TestExport::exportsTheDeadLettersThatAreFiltered()
{
    const QTemporaryDir folder;
    SampleBackend backend;
    for (int i = 1; i <= 130; ++i) {
        DeadLetter letter = sampleDeadLetter(i, "refused-" + std::to_string(i));
        if (i % 2 == 0)
            letter.violations = {{"", "invalid_json", "is not JSON", Severity::Error}};
        backend.store(letter);
    }
    MainWindow window(backend.windowWithOrders());
    window.show();
    auto* page = window.findChild<DeadLettersPage*>();
    window.findChild<QTabWidget*>(QStringLiteral("pagesTabWidget"))->setCurrentWidget(page);
    auto* table = window.findChild<QTableView*>(QStringLiteral("deadLettersTableView"));
    QTRY_COMPARE(table->model()->rowCount(), 130);
    page->findChild<ReasonBar*>()->choose("invalid_json");
    Q_EMIT page->findChild<ReasonBar*>()->chosenChanged();
    QTRY_COMPARE(table->model()->rowCount(), 65);
    window.findChild<QAction*>(QStringLiteral("exportAction"))->trigger();
    const QPointer<ExportDialog> dialog = window.findChild<ExportDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("whatLabel"))->text(),
             QStringLiteral("All dead letters that match the filter"));
    QCOMPARE(dialog->findChild<QLabel*>(QStringLiteral("howManyLabel"))->text(), QStringLiteral("65 dead letters"));
    dialog->findChild<QComboBox*>(QStringLiteral("formatComboBox"))->setCurrentIndex(2);
    auto* path = dialog->findChild<QLineEdit*>(QStringLiteral("pathLineEdit"));
    QVERIFY(path->text().contains(QStringLiteral("dead-letters-")));
    const QString name = folder.filePath(QStringLiteral("refused.ndjson"));
    path->setText(name);
    dialog->findChild<QPushButton*>(QStringLiteral("exportButton"))->click();
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(window.findChild<QLabel*>(QStringLiteral("messageLabel"))->text(),
                 QStringLiteral("Exported 65 dead letters to %1").arg(name));
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray lines = file.readAll();
    QCOMPARE(lines.count('\n'), 65);
    QCOMPARE(lines.count("\"code\":\"invalid_json\""), 65);
}

void TestExport::cancelEndsTheWalkThroughDeadLetters()
{
    auto data = std::make_shared<test::InMemoryOrders>();
    data->hang();
    const QTemporaryDir folder;
    ExportJob job(folder.filePath(QStringLiteral("a.json")), optionsOf(ExportFormat::Json),
                  letterExport([data] { return std::make_unique<test::InMemoryDeadLetterBrowser>(data); }, {}, {}));
    QTimer::singleShot(30, &job, [&job] { job.cancel(); });
    const Result<qint64> end = finish(job);
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Cancelled);
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

ORDERDESK_GUI_TEST(TestExport)
#include "TestExport.moc"
