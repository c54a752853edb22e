#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/order/JsonView.h"
#include "ui/widgets/OrderActions.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace orderdesk;

namespace {

struct Desk
{
    Desk()
    {
        view.setOrder(stored);
        view.resize(600, 500);
        view.show();
    }

    template <typename Widget>
    Widget* find(const char* name)
    {
        return test::find<Widget>(view, name);
    }
    void choose(JsonView::Form form) { find<QComboBox>("jsonFormComboBox")->setCurrentIndex(form); }
    QString shown() { return find<QPlainTextEdit>("jsonTextEdit")->toPlainText(); }
    QString note() { return find<QLabel>("jsonNoteLabel")->text(); }

    SampleBackend backend;
    OrderActions actions{backend.window().lookup, QUrl()};
    StoredOrder stored = storedSample(modelOrder(), 2);
    JsonView view{actions};
    QSignalSpy wanted{&view, &JsonView::rawWanted};
};

Message received(const StoredOrder& order, const QByteArray& value)
{
    return {order.position, QByteArray("the-key"), value, {{"source", "shop"}, {"trace", "1"}}};
}

} // namespace

class TestJsonView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksKafkaOnlyWhenItIsWanted();
    void showsTheBytesAsTheyCame();
    void saysWhenKafkaHasItNoMore();
    void saysWhenAnotherMessageHasItsPlace();
    void ignoresAnAnswerAboutAnotherOrder();
    void offersNothingThatNobodyCanAnswer();
    void findsWithTheKeysOfTheWindow();
    void showsOnlyTheBeginningOfALongLine();
};

void TestJsonView::asksKafkaOnlyWhenItIsWanted()
{
    Desk desk;
    desk.choose(JsonView::Stored);
    QCOMPARE(desk.shown().toUtf8(), desk.stored.document);
    QCOMPARE(desk.wanted.count(), 0);
    desk.choose(JsonView::Received);
    QCOMPARE(desk.wanted.count(), 1);
    QVERIFY(desk.note().contains(QStringLiteral("orders/2@41002")));
    QVERIFY(desk.shown().isEmpty());
    desk.choose(JsonView::Indented);
    desk.choose(JsonView::Received);
    QCOMPARE(desk.wanted.count(), 1); // it is still being asked
    desk.view.hide();
    desk.stored.revision = 9;
    desk.view.setOrder(desk.stored);
    QCOMPARE(desk.wanted.count(), 1);
    desk.view.show();
    QCOMPARE(desk.wanted.count(), 2);
}

void TestJsonView::showsTheBytesAsTheyCame()
{
    Desk desk;
    desk.choose(JsonView::Received);
    const QByteArray raw("{\"a\" :  1.0 ,\n\t\"b\":\"\\u00e9\"}");
    desk.view.showReceived(desk.stored.position, received(desk.stored, raw));
    QCOMPARE(desk.shown().toUtf8(), raw);
    QVERIFY2(desk.note().contains(QStringLiteral("key: the-key")), qPrintable(desk.note()));
    QVERIFY2(desk.note().contains(QStringLiteral("headers: 2")), qPrintable(desk.note()));
    desk.find<QPushButton>("copyJsonButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), raw);
    QVERIFY(desk.find<QPushButton>("jsonRetryButton")->isHidden());
}

void TestJsonView::saysWhenKafkaHasItNoMore()
{
    Desk desk;
    desk.choose(JsonView::Received);
    desk.view.showReceived(desk.stored.position,
                           failure(ErrorCode::NotFound, Sentence::tr("Kafka does not keep it any more")));
    QCOMPARE(desk.note(), QStringLiteral("Kafka does not keep it any more"));
    QVERIFY(desk.shown().isEmpty());
    QVERIFY(!desk.find<QPushButton>("copyJsonButton")->isEnabled());
    desk.find<QPushButton>("jsonRetryButton")->click();
    QCOMPARE(desk.wanted.count(), 2);
    desk.view.showReceived(desk.stored.position, received(desk.stored, "{}"));
    QCOMPARE(desk.shown(), QStringLiteral("{}"));
}

void TestJsonView::saysWhenAnotherMessageHasItsPlace()
{
    Desk desk;
    desk.choose(JsonView::Received);
    Message other = received(desk.stored, "{\"other\":1}");
    other.position.timestamp += std::chrono::seconds(1);
    desk.view.showReceived(desk.stored.position, other);
    QVERIFY2(desk.note().contains(QStringLiteral("another message")), qPrintable(desk.note()));
    desk.view.showReceived(desk.stored.position, Message{desk.stored.position, {}, {}, {}});
    QVERIFY2(desk.note().contains(QStringLiteral("tombstone")), qPrintable(desk.note()));
}

void TestJsonView::ignoresAnAnswerAboutAnotherOrder()
{
    Desk desk;
    desk.choose(JsonView::Received);
    MessagePosition elsewhere = desk.stored.position;
    ++elsewhere.offset;
    desk.view.showReceived(elsewhere, received(desk.stored, "{}"));
    QVERIFY(desk.shown().isEmpty());
    desk.view.setOrder(std::nullopt);
    desk.view.showReceived(desk.stored.position, received(desk.stored, "{}"));
    QVERIFY(desk.shown().isEmpty());
}

void TestJsonView::offersNothingThatNobodyCanAnswer()
{
    Desk desk;
    desk.view.setFetchable(false);
    QCOMPARE(desk.find<QComboBox>("jsonFormComboBox")->count(), 2);
}

void TestJsonView::findsWithTheKeysOfTheWindow()
{
    Desk desk;
    // The window uses the same keys for its tables.
    QMainWindow window;
    QAction inRows(&window);
    inRows.setShortcut(QKeySequence::Find);
    window.addAction(&inRows);
    QSignalSpy stolen(&inRows, &QAction::triggered);
    window.setCentralWidget(&desk.view);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* text = desk.find<QPlainTextEdit>("jsonTextEdit");
    auto* field = desk.find<QLineEdit>("jsonFindLineEdit");
    text->setFocus();
    QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(field->hasFocus());
    QCOMPARE(stolen.count(), 0);
    QTest::keyClicks(field, QStringLiteral("track_number"));
    const QString count = desk.find<QLabel>("jsonFindCountLabel")->text();
    QCOMPARE(count, QStringLiteral("1 of 2"));
    QTest::keyClick(field, Qt::Key_F3);
    QCOMPARE(desk.find<QLabel>("jsonFindCountLabel")->text(), QStringLiteral("2 of 2"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(desk.find<QLabel>("jsonFindCountLabel")->text(), QStringLiteral("1 of 2"));
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(desk.find<QLabel>("jsonFindCountLabel")->text(), QStringLiteral("2 of 2"));
    QCOMPARE(text->textCursor().selectedText(), QStringLiteral("track_number"));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(field->text().isEmpty());
    QVERIFY(text->hasFocus());
    field->setText(QStringLiteral("nowhere"));
    QCOMPARE(desk.find<QLabel>("jsonFindCountLabel")->text(), QStringLiteral("not found"));
    window.takeCentralWidget();
}

void TestJsonView::showsOnlyTheBeginningOfALongLine()
{
    Desk desk;
    desk.choose(JsonView::Received);
    const QByteArray raw = QByteArray(JsonView::mostInALine - 1, 'x') + "é" + QByteArray(100, 'y');
    desk.view.showReceived(desk.stored.position, received(desk.stored, raw));
    QCOMPARE(desk.shown(), QString(JsonView::mostInALine - 1, QLatin1Char('x')));
    QVERIFY(!desk.find<QLabel>("jsonCutLabel")->isHidden());
    desk.find<QPushButton>("copyJsonButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), raw);
    QByteArray lines;
    while (lines.size() < JsonView::mostInALine * 2)
        lines += "{\"a\":1}\n";
    desk.view.showReceived(desk.stored.position, received(desk.stored, lines));
    QCOMPARE(desk.shown().toUtf8(), lines);
    desk.choose(JsonView::Stored);
    QVERIFY(desk.find<QLabel>("jsonCutLabel")->isHidden());
}

ORDERDESK_GUI_TEST(TestJsonView)
#include "TestJsonView.moc"
