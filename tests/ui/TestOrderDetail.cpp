#include "SampleOrders.h"
#include "domain/OrderEncoder.h"
#include "domain/PaymentCheck.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/json/PrettyJson.h"
#include "ui/order/JsonView.h"
#include "ui/order/OrderDetail.h"
#include "ui/widgets/BadgeLabel.h"
#include "ui/widgets/OrderActions.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Language.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace orderdesk;

class TestOrderDetail final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEverythingOfAnOrder();
    void namesTheDifferenceOfASum();
    void survivesSumsThatDoNotFit();
    void showsWarnings();
    void copiesAFact();
    void keepsEveryDigitOfTheJson();
    void tellsTheWayStepByStep();
    void sumsUpAtTheTop();
    void copiesTheWholeAddress();
    void asksForItsNeighbours();
    void saysWhenItIsNotStored();
    void saysWhenTheDatabaseIsAway();
    void noticesFollowTheLanguage();
    void findKeyMeansTheJsonInFront();
    void showsTheDeadLettersOfANumber();
    void indentsJson_data();
    void indentsJson();
    void makesAPageAddressAndACurlLine();
    void saysLongDelaysInSeconds();

private:
    static OrderTrace traceOf(const Order& order, Violations warnings = {});
    static QString factOf(const QWidget& widget, const char* id);
    static QString textOf(const QWidget& widget, const char* name);

    WindowState m_state{QString()};
};

OrderTrace TestOrderDetail::traceOf(const Order& order, Violations warnings)
{
    OrderTrace trace;
    trace.order = FoundOrder{std::make_shared<const StoredOrder>(storedSample(order, 2, std::move(warnings))),
                             AnswerSource::Cache};
    return trace;
}

QString TestOrderDetail::factOf(const QWidget& widget, const char* id)
{
    return textOf(widget, QByteArray(id).append("Fact").constData());
}

QString TestOrderDetail::textOf(const QWidget& widget, const char* name)
{
    const auto* label = widget.findChild<QLabel*>(QLatin1String(name));
    return label ? label->text() : QStringLiteral("(no such label)");
}

void TestOrderDetail::showsEverythingOfAnOrder()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));

    QCOMPARE(textOf(detail, "orderNumberLabel"), QStringLiteral("b563feb7b2b84b6test"));
    QCOMPARE(detail.findChild<BadgeLabel*>(QStringLiteral("orderStateBadge"))->content().text,
             QStringLiteral("Stored, revision 3"));
    QCOMPARE(factOf(detail, "kafka"), QStringLiteral("orders/2@41002"));
    QCOMPARE(factOf(detail, "revision"), QStringLiteral("3"));
    QCOMPARE(factOf(detail, "latency"), QStringLiteral("9 ms"));
    QCOMPARE(factOf(detail, "source"), QStringLiteral("cache"));
    QCOMPARE(factOf(detail, "valid"), QStringLiteral("valid"));
    QCOMPARE(factOf(detail, "track"), QStringLiteral("WBILMTESTTRACK"));
    QCOMPARE(factOf(detail, "phone"), QStringLiteral("+9720000000"));
    QCOMPARE(factOf(detail, "email"), QStringLiteral("test@gmail.com"));
    QCOMPARE(factOf(detail, "name"), QStringLiteral("Test Testov"));
    QCOMPARE(factOf(detail, "amountCheck"), QStringLiteral("equals goods + delivery + custom fee"));
    QCOMPARE(factOf(detail, "goodsCheck"), QStringLiteral("equal the items' totals"));
    const auto* items = detail.findChild<QTableView*>(QStringLiteral("itemsTableView"));
    QCOMPARE(items->model()->rowCount(), 1);
    QCOMPARE(items->model()->index(0, ItemsModel::Name).data().toString(), QStringLiteral("Mascaras"));
    QCOMPARE(items->model()->index(0, ItemsModel::Total).data().toString(), QStringLiteral("317"));
    QVERIFY(detail.findChild<QTabWidget*>(QStringLiteral("orderTabs"))->isTabVisible(1));
}

void TestOrderDetail::namesTheDifferenceOfASum()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    Order order = modelOrder();
    order.payment.amount += 1'200;
    order.items.front().totalPrice += 5;
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));
    QCOMPARE(factOf(detail, "amountCheck"), QStringLiteral("1,200 more than the parts add up to"));
    QCOMPARE(factOf(detail, "goodsCheck"), QStringLiteral("5 less than the parts add up to"));
}

void TestOrderDetail::survivesSumsThatDoNotFit()
{
    Order order = modelOrder();
    order.items.resize(2, order.items.front());
    for (Item& item : order.items)
        item.totalPrice = INT64_MAX;
    order.payment.goodsTotal = INT64_MAX;
    const PaymentCheck check = checkPayment(order);
    QVERIFY(!check.goodsDifference);
    QVERIFY(!check.amountDifference);
    QVERIFY(!check.isGood());
    QVERIFY(checkPayment(modelOrder()).isGood());
}

void TestOrderDetail::showsWarnings()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    detail.showTrace(QString::fromStdString(order.orderUid),
                     traceOf(order, {{"/payment/amount", "sum_mismatch", "should be the sum", Severity::Warning}}));
    QCOMPARE(factOf(detail, "valid"), QStringLiteral("valid, with 1 warning"));
    QCOMPARE(factOf(detail, "violation0"), QStringLiteral("should be the sum  (sum_mismatch)"));
}

void TestOrderDetail::copiesAFact()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    QSignalSpy said(&actions, &OrderActions::said);
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));
    QToolButton* copyPhone = nullptr;
    for (QToolButton* button : detail.findChildren<QToolButton*>()) {
        if (button->accessibleName() == QStringLiteral("Copy Phone"))
            copyPhone = button;
    }
    QVERIFY(copyPhone);
    copyPhone->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("+9720000000"));
    QCOMPARE(said.count(), 1);
    QVERIFY(!said.at(0).at(0).toString().contains(QStringLiteral("972")));
}

void TestOrderDetail::keepsEveryDigitOfTheJson()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    Order order = modelOrder();
    order.items.front().chrtId = 9'223'372'036'854'775'807;
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));
    const auto* json = detail.findChild<QPlainTextEdit*>(QStringLiteral("jsonTextEdit"));
    QVERIFY(json->toPlainText().contains(QStringLiteral("\"chrt_id\": 9223372036854775807")));
    detail.findChild<QComboBox*>(QStringLiteral("jsonFormComboBox"))->setCurrentIndex(JsonView::Stored);
    QCOMPARE(json->toPlainText().toUtf8(), encodeOrder(order));
    detail.findChild<QPushButton*>(QStringLiteral("copyJsonButton"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), encodeOrder(order));
}

void TestOrderDetail::tellsTheWayStepByStep()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    OrderTrace trace = traceOf(order);
    detail.showTrace(QString::fromStdString(order.orderUid), trace);
    QCOMPARE(factOf(detail, "deadLetters"), QStringLiteral("none"));
    QCOMPARE(factOf(detail, "latency"), QStringLiteral("9 ms"));
    trace.deadLettersError = Error{ErrorCode::Unavailable, Sentence::tr("away")};
    detail.showTrace(QString::fromStdString(order.orderUid), trace);
    QCOMPARE(factOf(detail, "deadLetters"), QStringLiteral("not known now"));
    trace.deadLettersError.reset();
    trace.deadLetters = {sampleDeadLetter(4, order.orderUid), sampleDeadLetter(5, order.orderUid)};
    detail.showTrace(QString::fromStdString(order.orderUid), trace);
    QCOMPARE(factOf(detail, "deadLetters"), QStringLiteral("2"));
    // A list too long for the trace stands below it.
    Violations many;
    for (int i = 0; i < 7; ++i)
        many.push_back({"/items/" + std::to_string(i), "track_differs", "differs", Severity::Warning});
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order, many));
    QCOMPARE(factOf(detail, "valid"), QStringLiteral("valid, with 7 warnings"));
    QVERIFY(!detail.findChild<QWidget*>(QStringLiteral("warningFacts"))->isHidden());
    QVERIFY(detail.findChild<QLabel*>(QStringLiteral("violation6Fact")));
}

void TestOrderDetail::sumsUpAtTheTop()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = sampleOrder(3);
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));
    const QString summary = textOf(detail, "orderSummaryLabel");
    QVERIFY2(summary.contains(QString::fromStdString(order.trackNumber)), qPrintable(summary));
    QVERIFY2(summary.contains(QStringLiteral("4 items")), qPrintable(summary));
    QCOMPARE(textOf(detail, "itemsHeading"), QStringLiteral("Items (4)"));
    QVERIFY(textOf(detail, "itemsTotalLabel").contains(text::amount(order.payment.goodsTotal, order.payment.currency)));
}

void TestOrderDetail::copiesTheWholeAddress()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));
    detail.findChild<QToolButton*>(QStringLiteral("copyAddressButton"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Test Testov\nPloshad Mira 15\n2639809 Kiryat Mozkin\nKraiot"));
}

void TestOrderDetail::asksForItsNeighbours()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    QSignalSpy wanted(&detail, &OrderDetail::stepWanted);
    auto* previous = detail.findChild<QToolButton*>(QStringLiteral("previousButton"));
    auto* next = detail.findChild<QToolButton*>(QStringLiteral("nextButton"));
    QVERIFY(!previous->isEnabled() && !next->isEnabled());
    detail.showPlace({1, 3});
    QVERIFY(!previous->isEnabled() && next->isEnabled());
    QCOMPARE(textOf(detail, "placeLabel"), QStringLiteral("1 of 3"));
    detail.showPlace({2, 3});
    previous->click();
    next->click();
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(wanted.at(0).at(0).toInt(), -1);
    QCOMPARE(wanted.at(1).at(0).toInt(), 1);
    detail.showPlace({3, 3});
    QVERIFY(previous->isEnabled() && !next->isEnabled());
}

void TestOrderDetail::saysWhenItIsNotStored()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    detail.showTrace(QString::fromStdString(order.orderUid), traceOf(order));
    detail.showTrace(QStringLiteral("nowhere"), {});
    QCOMPARE(factOf(detail, "stored"), QStringLiteral("no"));
    QVERIFY(textOf(detail, "orderNoticeLabel").contains(QStringLiteral("No order of this number is stored")));
    QVERIFY(detail.findChild<QWidget*>(QStringLiteral("deliveryFacts"))->isHidden());
    QVERIFY(detail.findChild<QPlainTextEdit*>(QStringLiteral("jsonTextEdit"))->toPlainText().isEmpty());
}

void TestOrderDetail::saysWhenTheDatabaseIsAway()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    detail.showFailure(QStringLiteral("x1"), {ErrorCode::Unavailable, Sentence::tr("connection refused")});
    QVERIFY(textOf(detail, "orderNoticeLabel").contains(QStringLiteral("connection refused")));
    QSignalSpy retry(&detail, &OrderDetail::retryWanted);
    detail.findChild<QPushButton*>(QStringLiteral("retryButton"))->click();
    QCOMPARE(retry.at(0).at(0).toString(), QStringLiteral("x1"));

    OrderTrace trace = traceOf(modelOrder());
    trace.deadLettersError = Error{ErrorCode::Unavailable, Sentence::tr("connection refused")};
    detail.showTrace(QStringLiteral("b563feb7b2b84b6test"), trace);
    QVERIFY(textOf(detail, "orderNoticeLabel").startsWith(QStringLiteral("From the cache.")));
    QCOMPARE(factOf(detail, "phone"), QStringLiteral("+9720000000"));
}

void TestOrderDetail::noticesFollowTheLanguage()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    WindowState state({});
    Language language(state);
    language.choose(Language::Choice::English);
    OrderDetail detail(actions, state);
    detail.show();
    const auto inRussian = [&] {
        language.choose(Language::Choice::Russian);
        QCoreApplication::sendPostedEvents();
        const QString words = textOf(detail, "orderNoticeLabel");
        language.choose(Language::Choice::English);
        QCoreApplication::sendPostedEvents();
        return words;
    };
    detail.showSearching(QStringLiteral("b563"));
    QCOMPARE(textOf(detail, "orderNoticeLabel"), QStringLiteral("Looking…"));
    QVERIFY(inRussian() != QStringLiteral("Looking…"));
    QCOMPARE(textOf(detail, "orderNoticeLabel"), QStringLiteral("Looking…"));
    detail.showFailure(QStringLiteral("b563"), Error{ErrorCode::Unavailable, Sentence::tr("connection refused")});
    const QString english = textOf(detail, "orderNoticeLabel");
    QVERIFY(english.contains(QStringLiteral("connection refused")));
    const QString russian = inRussian();
    QVERIFY2(russian.contains(QStringLiteral("в соединении отказано")), qPrintable(russian));
    QVERIFY2(!russian.contains(QStringLiteral("database")), qPrintable(russian));
    QCOMPARE(textOf(detail, "orderNoticeLabel"), english);
    // The failure is over as soon as there is an answer.
    detail.showTrace(QStringLiteral("b563"), traceOf(modelOrder()));
    inRussian();
    QVERIFY(detail.findChild<QWidget*>(QStringLiteral("notice"))->isHidden());
}

/// Wherever in the detail the focus is; with another tab in front the key is the window's.
void TestOrderDetail::findKeyMeansTheJsonInFront()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    detail.showTrace(QStringLiteral("b563feb7b2b84b6test"), traceOf(modelOrder()));
    detail.show();
    detail.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&detail));
    QAction windows(&detail);
    windows.setShortcut(QKeySequence::Find);
    detail.addAction(&windows);
    QSignalSpy taken(&windows, &QAction::triggered);
    auto* tabs = detail.findChild<QTabWidget*>(QStringLiteral("orderTabs"));
    auto* close = detail.findChild<QToolButton*>(QStringLiteral("closeButton"));
    const auto* box = detail.findChild<QLineEdit*>(QStringLiteral("jsonFindLineEdit"));
    close->setFocus();
    QTest::keyClick(close, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(taken.count(), 1);
    tabs->setCurrentIndex(1);
    close->setFocus();
    QTest::keyClick(close, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(taken.count(), 1);
    QVERIFY(box->hasFocus());
    tabs->setCurrentIndex(0);
    close->setFocus();
    QTest::keyClick(close, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(taken.count(), 2);
}

void TestOrderDetail::showsTheDeadLettersOfANumber()
{
    SampleBackend backend;
    OrderActions actions(backend.window().lookup, QUrl());
    OrderDetail detail(actions, m_state);
    OrderTrace trace;
    trace.deadLetters = {sampleDeadLetter(4, "broken")};
    detail.showTrace(QStringLiteral("broken"), trace);
    const auto* table = detail.findChild<QTableView*>(QStringLiteral("orderDeadLettersTableView"));
    QVERIFY(!table->isHidden());
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(detail.findChild<BadgeLabel*>(QStringLiteral("orderStateBadge"))->content().text,
             QStringLiteral("Dead letter"));
}

void TestOrderDetail::indentsJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("pretty");
    QTest::newRow("object") << QByteArray(R"({"a":1,"b":[]})") << QByteArray("{\n  \"a\": 1,\n  \"b\": []\n}");
    QTest::newRow("array") << QByteArray("[1,{\"x\":null}]") << QByteArray("[\n  1,\n  {\n    \"x\": null\n  }\n]");
    QTest::newRow("string") << QByteArray(R"({"a\"{,":"x:y, [z]\\"})")
                            << QByteArray("{\n  \"a\\\"{,\": \"x:y, [z]\\\\\"\n}");
    QTest::newRow("spaces") << QByteArray(" { \"a\" : { } } ") << QByteArray("{\n  \"a\": {}\n}");
    QTest::newRow("cut off") << QByteArray("{\"a\":\"b") << QByteArray("{\n  \"a\": \"b");
    QTest::newRow("not JSON") << QByteArray("}}]]x") << QByteArray("\n}\n}\n]\n]x");
    QTest::newRow("ends in a backslash") << QByteArray("\"a\\") << QByteArray("\"a\\");
}

void TestOrderDetail::indentsJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, pretty);
    QCOMPARE(prettyJson(json), pretty);
}

void TestOrderDetail::makesAPageAddressAndACurlLine()
{
    SampleBackend backend;
    const OrderActions actions(backend.window().lookup, QUrl(QStringLiteral("http://127.0.0.1:8081/")));
    QCOMPARE(actions.pageOf(QStringLiteral("a~1")).toString(QUrl::FullyEncoded),
             QStringLiteral("http://127.0.0.1:8081/view?order_uid=a~1"));
    QCOMPARE(actions.curlOf(QStringLiteral("a~1")), QStringLiteral("curl -s 'http://127.0.0.1:8081/order/a~1'"));
    QVERIFY(!OrderActions(backend.window().lookup, QUrl()).hasPage());
}

void TestOrderDetail::saysLongDelaysInSeconds()
{
    OrderActions actions(nullptr, QUrl());
    OrderDetail detail(actions, m_state);
    const Order order = modelOrder();
    StoredOrder late = storedSample(order, 2);
    late.storedAt = late.position.timestamp + std::chrono::milliseconds(31'134);
    OrderTrace trace;
    trace.order = FoundOrder{std::make_shared<const StoredOrder>(late), AnswerSource::Database};
    detail.showTrace(QString::fromStdString(order.orderUid), trace);
    QCOMPARE(factOf(detail, "latency"), QStringLiteral("31.1 s"));
}

ORDERDESK_GUI_TEST(TestOrderDetail)
#include "TestOrderDetail.moc"
