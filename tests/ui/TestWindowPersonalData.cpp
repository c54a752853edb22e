#include "FindChild.h"
#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/status/Announcement.h"
#include "ui/traffic/ExportDialog.h"
#include "ui/window/MainWindow.h"
#include "ui/window/TrayIcon.h"
#include "ui/window/TroubleWatch.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;

namespace {

constexpr int orders = 3;

// No other text of the window holds these.
const QStringList canaries{
    QStringLiteral("Canaryname"),     QStringLiteral("5550123987"),   QStringLiteral("Canaryzip"),
    QStringLiteral("Canarystreet"),   QStringLiteral("Canaryregion"), QStringLiteral("canarymail"),
    QStringLiteral("canarycustomer"),
};

Order canaryOrder(int number)
{
    Order order = sampleOrder(number);
    order.trackNumber = "SAMETRACK";
    order.delivery.name = "Canaryname Canaryson";
    order.delivery.phone = "+5550123987";
    order.delivery.zip = "Canaryzip";
    order.delivery.address = "Canarystreet 7";
    order.delivery.region = "Canaryregion";
    order.delivery.email = "canarymail@example.com";
    order.customerId = "canarycustomer";
    return order;
}

DeadLetter canaryLetter()
{
    DeadLetter letter = sampleDeadLetter(9, "refused-one");
    letter.message.key = QByteArray("canarymail@example.com");
    letter.message.value = QByteArray(R"({"order_uid":"refused-one","delivery":{"name":"Canaryname Canaryson",)"
                                      R"("phone":"+5550123987","zip":"Canaryzip","address":"Canarystreet 7",)"
                                      R"("region":"Canaryregion","email":"canarymail@example.com"},)"
                                      R"("customer_id":"canarycustomer"})");
    letter.message.headers = {{"customer", "canarycustomer"}};
    return letter;
}

/// What a person, or a screen reader, could come upon: each text with the place where it stands.
class Texts
{
public:
    /// Of this widget and all in it, hidden ones too, but not below those named in `left out`.
    void collect(const QWidget& widget, const QStringList& leftOut)
    {
        if (leftOut.contains(widget.objectName()))
            return;
        const QString where =
            widget.objectName().isEmpty() ? QString::fromLatin1(widget.metaObject()->className()) : widget.objectName();
        for (const QString& text : {widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.accessibleName(),
                                    widget.accessibleDescription(), widget.windowTitle()})
            add(where, text);
        for (const char* property : {"text", "plainText", "placeholderText", "currentText", "title"})
            add(where, widget.property(property).toString());
        if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
            collectModel(where, view->model());
        if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget))) {
            for (const QAccessible::Text kind :
                 {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                add(where + QStringLiteral(" (accessible)"), face->text(kind));
        }
        for (const QAction* action : widget.actions())
            add(where, action->text() + action->toolTip() + action->statusTip());
        for (const QObject* child : widget.children()) {
            if (const auto* part = qobject_cast<const QWidget*>(child))
                collect(*part, leftOut);
        }
    }

    void add(const QString& where, const QString& text)
    {
        for (const QString& canary : canaries) {
            if (text.contains(canary, Qt::CaseInsensitive))
                m_found += where + QStringLiteral(": ") + canary;
        }
        m_length += text.size();
    }

    QStringList found() const { return m_found; }
    qsizetype length() const { return m_length; }

private:
    void collectModel(const QString& where, const QAbstractItemModel* model)
    {
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                for (const int role :
                     {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::StatusTipRole),
                      int(Qt::WhatsThisRole), int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                    add(where, index.data(role).toString());
            }
        }
    }

    QStringList m_found;
    qsizetype m_length = 0;
};

QStringList* logged = nullptr;
QStringList* announced = nullptr; ///< to screen readers

void keepLog(QtMsgType, const QMessageLogContext&, const QString& message)
{
    if (logged)
        logged->append(message);
}

void keepAnnouncement(QWidget*, const QString& words)
{
    if (announced)
        announced->append(words);
}

} // namespace

/// Names, phones, addresses and the like: in the detail of one order, and nowhere else.
class TestWindowPersonalData final : public QObject
{
    Q_OBJECT

private:
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return test::find<Widget>(*m_window, name);
    }

    /// What holds personal data outside the details of one order or one message, and outside what the person typed.
    QStringList elsewhere() const
    {
        Texts texts;
        texts.collect(*m_window, {QStringLiteral("OrderDetail"), QStringLiteral("DeadLetterDetail"),
                                  QStringLiteral("lookupLineEdit")});
        for (const QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget != m_window.get())
                texts.collect(*widget, {});
        }
        return texts.length() > 500 ? texts.found() : QStringList(QStringLiteral("nothing was looked at"));
    }

    QStringList in(const char* name) const
    {
        Texts texts;
        texts.collect(*find<QWidget>(name), {});
        return texts.found();
    }

    QStringList copied(const char* table)
    {
        auto* view = find<QTableView>(table);
        for (int column = 0; column < view->model()->columnCount(); ++column)
            view->setColumnHidden(column, false);
        view->selectAll();
        QGuiApplication::clipboard()->clear();
        view->findChild<QAction*>(QStringLiteral("copyRowsAction"), Qt::FindDirectChildrenOnly)->trigger();
        const QString text = QGuiApplication::clipboard()->text();
        Texts texts;
        texts.add(QLatin1String(table), text);
        return text.isEmpty() ? QStringList(QStringLiteral("nothing was copied")) : texts.found();
    }

    void lookUp(const QString& text)
    {
        auto* box = find<QLineEdit>("lookupLineEdit");
        box->setText(text);
        QTest::keyClick(box, Qt::Key_Return);
    }

    void showPage(const char* page) { find<QTabWidget>("pagesTabWidget")->setCurrentWidget(find<QWidget>(page)); }

    /// What the page that is shown writes to a file, through the dialog; empty when it writes none.
    QByteArray exported(int format, bool personalData)
    {
        find<QAction>("exportAction")->trigger();
        const QPointer<ExportDialog> dialog = m_window->findChild<ExportDialog*>();
        if (!dialog || !elsewhere().isEmpty())
            return {};
        auto* asks = dialog->findChild<QCheckBox*>(QStringLiteral("personalDataCheckBox"));
        if (asks->isChecked()) // what was asked once is not remembered
            return {};
        asks->setChecked(personalData);
        dialog->findChild<QComboBox*>(QStringLiteral("formatComboBox"))->setCurrentIndex(format);
        QFile file(m_folder.filePath(QStringLiteral("export-%1").arg(++m_exports)));
        dialog->findChild<QLineEdit*>(QStringLiteral("pathLineEdit"))->setText(file.fileName());
        dialog->findChild<QPushButton*>(QStringLiteral("exportButton"))->click();
        if (!QTest::qWaitFor([&dialog] { return !dialog; }) || !file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll();
    }

    /// As found(), but a region is none here: like the city, it stands in lists and exports as it is.
    static QStringList personalIn(const QByteArray& file)
    {
        Texts texts;
        texts.add(QStringLiteral("file"), QString::fromUtf8(file).remove(QStringLiteral("Canaryregion")));
        return texts.found();
    }

    QTemporaryDir m_folder;
    QString m_stateFile;
    QStringList m_log;
    QStringList m_announced;
    int m_exports = 0;
    std::unique_ptr<SampleBackend> m_backend;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        logged = &m_log;
        qInstallMessageHandler(keepLog);
        announced = &m_announced;
        setAnnouncementListener(keepAnnouncement);
        m_stateFile = m_folder.filePath(QStringLiteral("window.ini"));
        m_backend = std::make_unique<SampleBackend>();
        for (int number = 0; number < orders; ++number)
            m_backend->store(storedSample(canaryOrder(number), number));
        m_backend->store(canaryLetter());
        WindowBackend parts = m_backend->windowWithOrders();
        parts.stateFile = m_stateFile;
        m_window = std::make_unique<MainWindow>(std::move(parts));
        m_window->show();
    }

    void cleanupTestCase()
    {
        m_window.reset();
        qInstallMessageHandler(nullptr);
        setAnnouncementListener(nullptr);
        logged = nullptr;
        announced = nullptr;
    }

    void theCanariesWouldBeFound()
    {
        QLabel label(QStringLiteral("to +5550123987"));
        Texts texts;
        texts.collect(label, {});
        QVERIFY(texts.found().contains(QStringLiteral("QLabel: 5550123987")));
    }

    void liveRowsAreMasked()
    {
        QList<IngestEvent> events;
        for (int number = 0; number < orders; ++number)
            events += eventOf(canaryOrder(number), number);
        events += eventOf(canaryLetter());
        m_window->addEvents(events);
        QTRY_COMPARE(find<QTableView>("liveTableView")->model()->rowCount(), orders + 1);
        QCOMPARE(elsewhere(), QStringList());
        QCOMPARE(copied("liveTableView"), QStringList());
        find<QTableView>("liveTableView")->clearSelection();
    }

    void foundOrdersAreMasked()
    {
        lookUp(QStringLiteral("SAMETRACK"));
        QTRY_COMPARE(find<QTableView>("resultsTableView")->model()->rowCount(), orders);
        QCOMPARE(elsewhere(), QStringList());
        QCOMPARE(copied("resultsTableView"), QStringList());
    }

    void storedOrdersAreMasked()
    {
        showPage("BrowsePage");
        QTRY_COMPARE(find<QTableView>("browseTableView")->model()->rowCount(), orders);
        QCOMPARE(elsewhere(), QStringList());
        QCOMPARE(copied("browseTableView"), QStringList());
        find<QTableView>("browseTableView")->clearSelection();
    }

    void exportsAreMaskedUnlessAskedFor_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<int>("format");
        for (const char* page : {"LiveOrdersPage", "SearchPage", "BrowsePage", "DeadLettersPage"}) {
            int format = 0;
            for (const char* name : {"csv", "json", "ndjson"})
                QTest::addRow("%s as %s", page, name) << QString::fromLatin1(page) << format++;
        }
    }

    void exportsAreMaskedUnlessAskedFor()
    {
        QFETCH(const QString, page);
        QFETCH(const int, format);
        showPage(page.toLatin1().constData());
        const bool letters = page == QLatin1String("DeadLettersPage");
        if (letters)
            QTRY_COMPARE(find<QTableView>("deadLettersTableView")->model()->rowCount(), 1);
        const QByteArray masked = exported(format, false);
        if (letters)
            QVERIFY2(masked.contains("refused-one"), masked.constData());
        for (int number = 0; number < orders && !letters; ++number)
            QVERIFY2(masked.contains(canaryOrder(number).orderUid.c_str()), masked.constData());
        QCOMPARE(personalIn(masked), QStringList());
        // Else the masked file would prove nothing.
        const QByteArray whole = exported(format, true);
        QVERIFY(personalIn(whole).contains(QStringLiteral("file: canarycustomer")));
        if (letters || page == QLatin1String("BrowsePage"))
            QCOMPARE(personalIn(whole).size(), canaries.size() - 1);
        QCOMPARE(elsewhere(), QStringList());
    }

    void notificationsSayNothingPersonal()
    {
        StatusLine::Values values;
        values.ingest = m_backend->snapshot;
        TroubleWatch watch;
        const TroubleWatch::Moment start{};
        watch.look(values, start);
        values.ingest->counters.deadLettered += 1;
        const auto notices = watch.look(values, start + TroubleWatch::betweenDeadLetters * 2);
        QCOMPARE(TrayIcon::wordsOf(notices), QStringLiteral("1 new dead letter"));
        QVERIFY(m_announced.contains(QStringLiteral("1 new dead letter")));
        Texts texts;
        for (const QString& words : m_announced)
            texts.add(QStringLiteral("announcement"), words);
        QCOMPARE(texts.found(), QStringList());
    }

    void deadLettersAreMasked()
    {
        showPage("DeadLettersPage");
        QTRY_COMPARE(find<QTableView>("deadLettersTableView")->model()->rowCount(), 1);
        QCOMPARE(copied("deadLettersTableView"), QStringList());
        QTRY_VERIFY(find<QWidget>("DeadLetterDetail")->isVisible());
        QCOMPARE(elsewhere(), QStringList());
        // The dialog that asks before they are discarded, and the audit of what was done to them.
        find<QPushButton>("discardSelectedButton")->click();
        QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("LetterWorkDialog")));
        QCOMPARE(elsewhere(), QStringList());
        m_window->findChild<QDialog*>(QStringLiteral("LetterWorkDialog"))->reject();
        find<QAbstractButton>("changesButton")->click();
        QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("letterChangesDialog")));
        QCOMPARE(elsewhere(), QStringList());
        m_window->findChild<QDialog*>(QStringLiteral("letterChangesDialog"))->reject();
    }

    void theMessageItselfIsShownWhole()
    {
        QTRY_VERIFY(in("DeadLetterDetail").contains(QStringLiteral("rawTextEdit: Canaryname")));
    }

    void theDetailOfAnOrderShowsAll()
    {
        lookUp(QString::fromStdString(canaryOrder(1).orderUid));
        QTRY_VERIFY(find<QWidget>("OrderDetail")->isVisible());
        QTRY_VERIFY(!in("OrderDetail").isEmpty());
        const QString all = in("OrderDetail").join(QLatin1Char('\n'));
        for (const QString& canary : canaries)
            QVERIFY2(all.contains(canary), qPrintable(canary));
        QCOMPARE(elsewhere(), QStringList());
    }

    void nothingIsWrittenDown()
    {
        lookUp(QStringLiteral("+5550123987"));
        lookUp(QStringLiteral("canarymail@example.com"));
        m_window->close();
        m_window.reset();
        QFile file(m_stateFile);
        QVERIFY(file.open(QFile::ReadOnly));
        Texts texts;
        const QByteArray written = file.readAll();
        QVERIFY(!written.isEmpty());
        texts.add(QStringLiteral("state file"), QString::fromUtf8(written));
        for (const QString& line : m_log)
            texts.add(QStringLiteral("log"), line);
        for (const QString& words : m_announced)
            texts.add(QStringLiteral("announcement"), words);
        QCOMPARE(texts.found(), QStringList());
    }
};

ORDERDESK_GUI_TEST(TestWindowPersonalData)
#include "TestWindowPersonalData.moc"
