#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/browse/LookupBox.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/ThemeChoice.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace orderdesk;

namespace {

QStringList offered(const LookupBox& box)
{
    QStringList rows;
    const QAbstractItemModel* model = box.completer()->completionModel();
    for (int row = 0; row < model->rowCount(); ++row)
        rows += model->index(row, 0).data().toString();
    return rows;
}

IngestEvent cameIn(const std::string& orderUid, const std::string& trackNumber)
{
    IngestEvent event;
    event.order.orderUid = orderUid;
    event.order.trackNumber = trackNumber;
    return event;
}

/// The completer is only there for a box that has the focus.
void take(LookupBox& box)
{
    box.show();
    box.activateWindow();
    if (!QTest::qWaitForWindowActive(&box))
        qWarning("the box did not become active");
    box.setFocus();
}

void lookUp(LookupBox& box, const QString& text)
{
    box.setText(text);
    QTest::keyClick(&box, Qt::Key_Return);
}

/// The window with two orders and a dead letter.
struct Desk
{
    Desk()
    {
        backend.store(storedSample(modelOrder(), 1));
        backend.store(storedSample(sampleOrder(5), 2));
        DeadLetter keyed = sampleDeadLetter(7, "");
        keyed.message.key = QByteArray("its-key");
        backend.store(keyed);
        window = std::make_unique<MainWindow>(backend.window());
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qWarning("the window did not become active");
    }

    LookupBox& box() const { return *window->findChild<LookupBox*>(QStringLiteral("lookupLineEdit")); }

    bool isShown(const char* name) const
    {
        const auto* widget = window->findChild<QWidget*>(QLatin1String(name));
        return widget && widget->isVisible();
    }

    QString text(const char* label) const { return window->findChild<QLabel*>(QLatin1String(label))->text(); }

    SampleBackend backend;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestLookup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completesNumbersOfWhatCame()
    {
        LookupBox box;
        take(box);
        box.noteEvents({cameIn("uid-1", "TRACK-1"), cameIn("uid-2", "TRACK-2"), cameIn("", "")});
        QTest::keyClicks(&box, QStringLiteral("uid"));
        QCOMPARE(offered(box), QStringList({QStringLiteral("uid-2"), QStringLiteral("uid-1")}));
        box.completer()->popup()->hide();
        box.clear();
        QTest::keyClicks(&box, QStringLiteral("track-1"));
        QCOMPARE(offered(box), QStringList(QStringLiteral("TRACK-1")));
    }

    void offersLookUpsFirst()
    {
        LookupBox box;
        take(box);
        box.noteEvents({cameIn("uid-1", "TRACK-1")});
        lookUp(box, QStringLiteral("+9720000000"));
        lookUp(box, QStringLiteral(" \"uid-1\", "));
        box.clear();
        QTest::keyClick(&box, Qt::Key_Down);
        QVERIFY(box.completer()->popup()->isVisible());
        QCOMPARE(offered(box),
                 QStringList({QStringLiteral("uid-1"), QStringLiteral("+9720000000"), QStringLiteral("TRACK-1")}));
    }

    void whatItRemembersIsBounded()
    {
        LookupBox box;
        take(box);
        box.noteEvents(sampleEvents(0, 3 * LookupBox::rememberedOrders));
        box.noteEvents(sampleEvents(10'000, 1));
        for (int i = 0; i < 2 * LookupBox::rememberedLookups; ++i)
            lookUp(box, QStringLiteral("look-up %1").arg(i));
        box.clear();
        QTest::keyClick(&box, Qt::Key_Down);
        QCOMPARE(offered(box).size(), LookupBox::rememberedLookups + LookupBox::rememberedOrders);
        QVERIFY(offered(box).contains(QStringLiteral("order10000")));
        QVERIFY(!offered(box).contains(QStringLiteral("order0")));
    }

    void enterOnARowLooksItUp()
    {
        LookupBox box;
        take(box);
        box.noteEvents({cameIn("uid-1", ""), cameIn("uid-2", "")});
        QSignalSpy spy(&box, &LookupBox::lookupWanted);
        QTest::keyClicks(&box, QStringLiteral("uid"));
        QAbstractItemView* popup = box.completer()->popup();
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY(!popup->isVisible());
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.front().front().toString(), QStringLiteral("uid-1"));
    }

    void aClickOnARowLooksItUp()
    {
        LookupBox box;
        take(box);
        box.noteEvents({cameIn("uid-1", ""), cameIn("uid-2", "")});
        QSignalSpy spy(&box, &LookupBox::lookupWanted);
        QTest::keyClicks(&box, QStringLiteral("uid"));
        QAbstractItemView* popup = box.completer()->popup();
        QTest::mouseClick(popup->viewport(), Qt::LeftButton, {},
                          popup->visualRect(popup->model()->index(1, 0)).center());
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy.front().front().toString(), QStringLiteral("uid-1"));
    }

    /// As the rest of the window, also when the theme changes while the box is there.
    void theListHasTheLookOfTheTheme()
    {
        LookupBox box;
        take(box);
        box.noteEvents({cameIn("uid-1", ""), cameIn("uid-2", "")});
        for (const auto choice : {theme::Choice::Light, theme::Choice::Dark, theme::Choice::Light}) {
            theme::apply(choice);
            QAbstractItemView* popup = box.completer()->popup();
            QTRY_COMPARE(popup->styleSheet(), theme::styleSheet()); // told with the next events
            box.clear();
            QTest::keyClicks(&box, QStringLiteral("uid"));
            QVERIFY(popup->isVisible());
            popup->setCurrentIndex(popup->model()->index(0, 0));
            const QImage picture = popup->viewport()->grab().toImage();
            const auto groundOf = [&](int row) {
                const QRect cell = popup->visualRect(popup->model()->index(row, 0));
                return picture.pixelColor(cell.right() - 8, cell.center().y());
            };
            const QPalette palette = QGuiApplication::palette();
            QCOMPARE(groundOf(1), palette.color(QPalette::Base));
            QVERIFY(groundOf(0) != palette.color(QPalette::Base));
            QVERIFY(groundOf(0) != palette.color(QPalette::Highlight));
            QVERIFY(popup->visualRect(popup->model()->index(0, 0)).height() > QFontMetrics(popup->font()).height() + 8);
            popup->hide();
        }
        theme::apply(theme::Choice::System);
    }

    void escapeClosesTheCompletionAndThenReturns()
    {
        const Desk desk;
        desk.window->addEvents({cameIn("uid-1", "")});
        QTest::keyClick(desk.window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(desk.box().hasFocus());
        QTest::keyClicks(&desk.box(), QStringLiteral("uid"));
        QAbstractItemView* popup = desk.box().completer()->popup();
        QVERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Escape);
        QVERIFY(!popup->isVisible());
        QCOMPARE(desk.box().text(), QStringLiteral("uid"));
        QTest::keyClick(&desk.box(), Qt::Key_Escape);
        QVERIFY(desk.box().text().isEmpty());
        QVERIFY(!desk.box().hasFocus());
    }

    void aRefusedMessageIsFoundByItsKey()
    {
        const Desk desk;
        lookUp(desk.box(), QStringLiteral("its-key"));
        QTRY_VERIFY(desk.isShown("foundDeadLettersTableView"));
        QTRY_VERIFY(desk.isShown("DeadLetterDetail"));
        QVERIFY(desk.text("summaryLabel").contains(QStringLiteral("refused")));
    }

    void saysWhereItLooked()
    {
        const Desk desk;
        lookUp(desk.box(), QStringLiteral("nosuch"));
        QTRY_VERIFY(desk.isShown("nothingPage"));
        QVERIFY(desk.text("nothingPageText").contains(QStringLiteral("✓ dead letters: not there")));
        lookUp(desk.box(), QStringLiteral("someone@nowhere.example"));
        QTRY_VERIFY(desk.text("nothingPageText").contains(QStringLiteral("by order number or key only")));
    }

    void findsInTheCacheWhileTheDatabaseIsAway()
    {
        Desk desk;
        const QString number = QString::fromStdString(modelOrder().orderUid);
        lookUp(desk.box(), number); // now it is in the cache
        QTRY_VERIFY(desk.isShown("OrderDetail"));
        desk.backend.setAway(true);
        lookUp(desk.box(), QStringLiteral("TEST@gmail.com"));
        QTRY_VERIFY(desk.isShown("resultsTableView"));
        QVERIFY2(desk.text("summaryLabel").contains(QStringLiteral("Only the cache")),
                 qPrintable(desk.text("summaryLabel")));
        QVERIFY(desk.text("summaryLabel").contains(QStringLiteral("connection refused")));
        QVERIFY(desk.isShown("againButton"));
        QVERIFY(desk.isShown("OrderDetail"));
        lookUp(desk.box(), QStringLiteral("nosuch"));
        QTRY_VERIFY(desk.isShown("nothingPage"));
        QVERIFY(desk.text("nothingPageText").contains(QStringLiteral("✕ database: not asked")));
    }
};

ORDERDESK_GUI_TEST(TestLookup)
#include "TestLookup.moc"
