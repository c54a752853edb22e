#include "AnswerBox.h"
#include "FindChild.h"
#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "support/TestRegistration.h"
#include "ui/json/JsonEditPane.h"
#include "ui/json/JsonEditor.h"
#include "ui/traffic/DroppedOrders.h"
#include "ui/traffic/SendDialog.h"
#include "ui/window/MainWindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace orderdesk;

namespace {

constexpr int many = 1'500;

/// The window with the dialog open.
struct Desk
{
    Desk()
        : window(backend.window())
    {
        window.show();
        window.findChild<QAction*>(QStringLiteral("sendAction"))->trigger();
        dialog = window.findChild<SendDialog*>();
        if (!dialog)
            qFatal("no dialog");
    }

    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(*dialog, name);
    }
    QPushButton* sendButton() const { return find<QPushButton>("sendButton"); }
    /// So many that they take a moment.
    void beginToSendMany() const
    {
        QByteArray text;
        for (int i = 0; i < many; ++i)
            text += encodeOrder(sampleOrder(i)) + '\n';
        dialog->setText(text, QStringLiteral("many"));
        QTRY_COMPARE(dialog->work().progress().valid, many);
        QTRY_VERIFY(sendButton()->isEnabled());
        sendButton()->click();
    }
    QString summary() const { return find<QLabel>("sendSummaryLabel")->text(); }

    SampleBackend backend;
    MainWindow window;
    SendDialog* dialog = nullptr;
};

QString writtenFile(const QTemporaryDir& folder, const QString& name, const QByteArray& content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write(content);
    return file.fileName();
}

QByteArray twoOrdersAndAnError()
{
    return encodeOrder(sampleOrder(1)) + "\n{\"order_uid\":\"a\"}\n" + encodeOrder(sampleOrder(2)) + '\n';
}

} // namespace

class TestSendDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsANewOrder();
    void doesNotSendTheSameTwice();
    void saysWhatIsWrongWhileOneTypes();
    void sendsTheClipboardLineByLine();
    void sendsFiles();
    void takesDroppedFiles();
    void refusesOtherFiles();
    void opensWithFilesHandedOver();
    void leavesADialogThatIsSending();
    void isNotThereInAViewer();
    void isNotThereWhereTheDatabaseIsReadOnly();
    void closesOnlyAfterWhatIsSent();
    void asksBeforeTypedTextIsDiscarded();
};

void TestSendDialog::sendsANewOrder()
{
    Desk desk;
    QTRY_VERIFY(desk.sendButton()->isEnabled());
    desk.sendButton()->click();
    QTRY_COMPARE(desk.summary(), QStringLiteral("1 sent"));
    const std::vector<OutgoingMessage> sent = desk.backend.sent->all();
    QCOMPARE(sent.size(), 1U);
    QCOMPARE(sent[0].key, QByteArray::fromStdString(modelOrder().orderUid));
    const auto* table = desk.find<QTableView>("sendRecordsTableView");
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, SendRecordsModel::Detail).data().toString(), QStringLiteral("orders/1@0"));
}

void TestSendDialog::doesNotSendTheSameTwice()
{
    Desk desk;
    QTRY_VERIFY(desk.sendButton()->isEnabled());
    desk.sendButton()->click();
    QTRY_COMPARE(desk.summary(), QStringLiteral("1 sent"));
    QVERIFY(!desk.sendButton()->isEnabled());
    desk.find<QPushButton>("newOrderButton")->click();
    QTRY_VERIFY(desk.sendButton()->isEnabled());
}

void TestSendDialog::saysWhatIsWrongWhileOneTypes()
{
    Desk desk;
    QTRY_VERIFY(desk.sendButton()->isEnabled());
    auto* pane = desk.find<JsonEditPane>("sendEditPane");
    QString text = pane->shownText();
    text.replace(QStringLiteral("1817"), QStringLiteral("-1817"));
    pane->editor()->replaceText(text);
    QVERIFY(!desk.sendButton()->isEnabled());
    auto* findings = desk.find<QListWidget>("findingsListWidget");
    QTRY_VERIFY(findings->isVisible() && findings->count() > 0);
    QVERIFY(findings->item(0)->text().contains(QStringLiteral("/payment/amount")));
    QVERIFY(!desk.sendButton()->isEnabled());
    Q_EMIT findings->itemActivated(findings->item(0));
    QVERIFY(pane->editor()->textCursor().block().text().contains(QStringLiteral("-1817")));
}

void TestSendDialog::sendsTheClipboardLineByLine()
{
    Desk desk;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(twoOrdersAndAnError()));
    desk.find<QPushButton>("pasteButton")->click();
    QTRY_COMPARE(desk.sendButton()->text(), QStringLiteral("Send 2 orders"));
    QCOMPARE(desk.summary(), QStringLiteral("2 valid · 1 would be refused and is not sent"));
    QVERIFY(!desk.find<QLabel>("reviewLabel")->isVisible());
    desk.sendButton()->click();
    QTRY_COMPARE(desk.summary(), QStringLiteral("2 sent · 1 refused, not sent"));
    QCOMPARE(desk.backend.sent->count(), 2U);
}

void TestSendDialog::sendsFiles()
{
    const QTemporaryDir folder;
    Desk desk;
    desk.dialog->setFiles({writtenFile(folder, QStringLiteral("a.jsonl"), twoOrdersAndAnError()),
                           folder.filePath(QStringLiteral("gone.json"))});
    QTRY_COMPARE(desk.sendButton()->text(), QStringLiteral("Send 2 orders"));
    QCOMPARE(desk.dialog->work().records().rowCount(), 4);
    QCOMPARE(desk.dialog->work().records().index(0, SendRecordsModel::Place).data().toString(),
             QStringLiteral("a.jsonl, line 2"));
    QCOMPARE(desk.dialog->work().records().index(1, SendRecordsModel::Result).data().toString(),
             QStringLiteral("not read"));
    desk.sendButton()->click();
    QTRY_VERIFY(desk.summary().startsWith(QStringLiteral("2 sent")));
}

void TestSendDialog::takesDroppedFiles()
{
    const QTemporaryDir folder;
    Desk desk;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(writtenFile(folder, QStringLiteral("one.json"), encodeOrder(sampleOrder(3))))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&desk.window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&desk.window, &drop);
    QVERIFY(drop.isAccepted());
    QTRY_VERIFY(desk.sendButton()->isEnabled() && desk.dialog->work().progress().valid == 1);
    QCOMPARE(desk.find<QListWidget>("filesListWidget")->count(), 1);
}

void TestSendDialog::refusesOtherFiles()
{
    const QTemporaryDir folder;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(writtenFile(folder, QStringLiteral("a.txt"), "x")),
                  QUrl(QStringLiteral("https://example.org/a.json")), QUrl::fromLocalFile(folder.path())});
    QVERIFY(DroppedOrders::filesOf(&data).isEmpty());
}

void TestSendDialog::opensWithFilesHandedOver()
{
    const QTemporaryDir folder;
    const QString file = writtenFile(folder, QStringLiteral("one"), encodeOrder(sampleOrder(3)));
    SampleBackend backend;
    MainWindow window(backend.window());
    window.present({}, {});
    QVERIFY(!window.findChild<SendDialog*>());
    window.present({}, {file});
    auto* dialog = window.findChild<SendDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QTRY_COMPARE(dialog->work().progress().valid, 1);
    QVERIFY(dialog->work().maySend());
    QCOMPARE(backend.sent->count(), 0U);
    window.present({}, {file, file});
    QCOMPARE(window.findChildren<SendDialog*>(), QList<SendDialog*>{dialog});
    QTRY_COMPARE(dialog->work().progress().valid, 2);
}

void TestSendDialog::leavesADialogThatIsSending()
{
    const QTemporaryDir folder;
    Desk desk;
    desk.beginToSendMany();
    QVERIFY(desk.dialog->work().stage() == SendWork::Stage::Sending);
    desk.window.present({}, {writtenFile(folder, QStringLiteral("a.json"), encodeOrder(sampleOrder(1)))});
    const QList<SendDialog*> dialogs = desk.window.findChildren<SendDialog*>();
    QCOMPARE(dialogs.size(), 2);
    SendDialog* other = dialogs.at(dialogs.at(0) == desk.dialog ? 1 : 0);
    QTRY_COMPARE(other->work().progress().valid, 1);
    QTRY_COMPARE(desk.dialog->work().progress().sent, many);
    QVERIFY(other->isVisible() && desk.dialog->isVisible());
}

void TestSendDialog::isNotThereInAViewer()
{
    SampleBackend backend;
    MainWindow window(backend.viewer());
    QVERIFY(!window.findChild<QAction*>(QStringLiteral("sendAction")));
    QVERIFY(!window.acceptDrops());
    window.present({}, {QStringLiteral("/tmp/a.json"), QStringLiteral("/tmp/b.json")});
    QVERIFY(!window.findChild<SendDialog*>());
    const auto* box = window.findChild<QMessageBox*>(QStringLiteral("sendRefusedBox"));
    QVERIFY(box && box->isVisible());
    QCOMPARE(box->text(), QStringLiteral("2 files were not taken for sending."));
    QVERIFY(box->informativeText().contains(QStringLiteral("--ingest=off")));
}

void TestSendDialog::isNotThereWhereTheDatabaseIsReadOnly()
{
    const QTemporaryDir folder;
    SampleBackend backend;
    backend.rights = DatabaseRights{QStringLiteral("reader"), DatabaseRights::Limit::Role, false, false};
    MainWindow window(backend.window());
    window.show();
    const auto* action = window.findChild<QAction*>(QStringLiteral("sendAction"));
    QVERIFY(!action->isVisible());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(writtenFile(folder, QStringLiteral("one.json"), encodeOrder(sampleOrder(3))))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(!enter.isAccepted());
    window.present({}, {folder.filePath(QStringLiteral("one.json"))});
    QVERIFY(!window.findChild<SendDialog*>());
    QCOMPARE(window.findChild<QMessageBox*>(QStringLiteral("sendRefusedBox"))->informativeText(),
             QStringLiteral("Read-only: the database role “reader” may only read"));
    backend.rights = DatabaseRights{QStringLiteral("writer"), DatabaseRights::Limit::None, true, true};
    QTRY_VERIFY(action->isVisible());
    QVERIFY(window.acceptDrops());
}

void TestSendDialog::closesOnlyAfterWhatIsSent()
{
    Desk desk;
    desk.beginToSendMany();
    QVERIFY(desk.dialog->work().stage() == SendWork::Stage::Sending);
    desk.dialog->reject();
    QVERIFY(desk.dialog->isVisible());
    QTRY_VERIFY(desk.summary().contains(QStringLiteral("cancelled")));
    QCOMPARE(desk.dialog->work().progress().sent, static_cast<qint64>(desk.backend.sent->count()));
    desk.dialog->reject();
    QVERIFY(!desk.window.findChild<SendDialog*>() || !desk.dialog->isVisible());
}

void TestSendDialog::asksBeforeTypedTextIsDiscarded()
{
    Desk desk;
    QTRY_VERIFY(desk.sendButton()->isEnabled());
    auto* pane = desk.find<JsonEditPane>("sendEditPane");
    QString typed = pane->shownText();
    typed.replace(QStringLiteral("1817"), QStringLiteral("1818"));
    pane->editor()->replaceText(typed);
    test::answerNextBox(false);
    QTest::keyClick(pane->editor(), Qt::Key_Escape);
    QVERIFY(desk.dialog->isVisible());
    test::answerNextBox(false);
    desk.find<QPushButton>("newOrderButton")->click();
    QCOMPARE(pane->shownText(), typed);
    // A program that is told to stop asks nobody.
    Desk stopped;
    stopped.find<JsonEditPane>("sendEditPane")->editor()->replaceText(typed);
    qApp->setProperty("isStopping", true);
    stopped.dialog->close();
    qApp->setProperty("isStopping", {});
    QVERIFY(!stopped.window.findChild<SendDialog*>() || !stopped.dialog->isVisible());
    test::answerNextBox(true);
    desk.find<QPushButton>("newOrderButton")->click();
    QVERIFY(pane->shownText() != typed);
    // What was sent is kept in Kafka: nothing is asked.
    pane->editor()->replaceText(typed);
    QTRY_VERIFY(desk.sendButton()->isEnabled());
    desk.sendButton()->click();
    QTRY_COMPARE(desk.summary(), QStringLiteral("1 sent"));
    QTest::keyClick(pane->editor(), Qt::Key_Escape);
    QVERIFY(!desk.window.findChild<SendDialog*>() || !desk.dialog->isVisible());
}

ORDERDESK_GUI_TEST(TestSendDialog)
#include "TestSendDialog.moc"
