#include "SampleOrders.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/order/ItemsModel.h"
#include "ui/widgets/SortedRows.h"
#include "ui/widgets/TableColumns.h"
#include "ui/widgets/TableSetup.h"
#include "ui/widgets/Theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace orderdesk;

namespace {

constexpr int width = 20; ///< of each column, in characters
constexpr int rowPadding = 16;

/// A short table as those of the detail are made.
struct Table
{
    explicit Table(const QString& file = {})
        : state(file)
    {
        Item item = modelOrder().items.front();
        std::vector<Item> items;
        for (const auto& [name, total] : {std::pair("pen", 90), std::pair("Atlas", 1'000), std::pair("cup", 200)}) {
            item.name = name;
            item.totalPrice = total;
            items.push_back(item);
        }
        model.setItems(items);
        setUpTable(&view, rowPadding);
        rows = new SortedRows(&model, &view);
        columns = new TableColumns(&view, QStringLiteral("test"),
                                   QList<TableColumns::Column>(ItemsModel::ColumnCount, {width, true}), state);
        view.resize(2'000, 300);
        view.show();
    }

    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < rows->rowCount(); ++row)
            names += rows->index(row, ItemsModel::Name).data().toString();
        return names;
    }

    std::unique_ptr<QMenu> menu() const
    {
        auto menu = std::make_unique<QMenu>();
        columns->fillMenu(menu.get());
        return menu;
    }

    WindowState state;
    ItemsModel model;
    QTableView view;
    SortedRows* rows = nullptr;
    TableColumns* columns = nullptr;
};

/// A person gives the whole desktop letters so many times as large, and takes that back.
class OtherFont
{
public:
    explicit OtherFont(qreal times)
        : m_before(QApplication::font())
    {
        QFont font = m_before;
        font.setPointSizeF(font.pointSizeF() * times);
        QApplication::setFont(font);
    }
    ~OtherFont() { QApplication::setFont(m_before); }
    Q_DISABLE_COPY_MOVE(OtherFont)

private:
    QFont m_before;
};

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class TestTableColumns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesColumns();
    void neverHidesTheLast();
    void opensItsMenuOnTheHeader();
    void remembersEverything();
    void resets();
    void fitsUntilAWidthIsSetByHand();
    void choosingAndMovingIsNoWidth();
    void resetFitsAgain();
    void rowsAndColumnsFollowTheFont();
    void aWidthByHandStaysWithAnotherFont();
    void whatWasSavedWithAnotherFontFollows();
    void sortsNumbersAndWords();
    void aThirdClickGivesTheOwnOrderBack();
    void keepsItsOrderWhenRowsChange();
    void oneColumnTakesTheRoomThatIsLeft();
};

void TestTableColumns::choosesColumns()
{
    Table table;
    const auto menu = table.menu();
    QAction* brand = menu->actions().at(ItemsModel::Brand);
    QCOMPARE(brand->text(), text("Brand"));
    QVERIFY(brand->isChecked());
    brand->trigger();
    QVERIFY(table.view.isColumnHidden(ItemsModel::Brand));
    QVERIFY(!table.menu()->actions().at(ItemsModel::Brand)->isChecked());
    table.menu()->actions().at(ItemsModel::Brand)->trigger();
    QVERIFY(!table.view.isColumnHidden(ItemsModel::Brand));
}

void TestTableColumns::neverHidesTheLast()
{
    Table table;
    for (int column = 0; column < ItemsModel::ColumnCount; ++column)
        table.columns->setShown(column, false);
    constexpr int last = ItemsModel::ColumnCount - 1;
    QVERIFY(!table.view.isColumnHidden(last));
    const auto menu = table.menu();
    QVERIFY(!menu->actions().at(last)->isEnabled());
    QVERIFY(menu->actions().at(0)->isEnabled());
}

void TestTableColumns::opensItsMenuOnTheHeader()
{
    Table table;
    Q_EMIT table.view.horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
    const auto* menu = table.view.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), ItemsModel::ColumnCount + 2);
    QCOMPARE(menu->actions().constLast()->text(), text("Reset columns"));
}

void TestTableColumns::remembersEverything()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("window.ini"));
    {
        Table table(file);
        table.columns->setShown(ItemsModel::Size, false);
        table.view.setColumnWidth(ItemsModel::Name, 123);
        table.view.horizontalHeader()->moveSection(0, 2);
        table.view.sortByColumn(ItemsModel::Total, Qt::DescendingOrder);
        table.columns->save();
    }
    Table table(file);
    QVERIFY(table.view.isColumnHidden(ItemsModel::Size));
    QCOMPARE(table.view.columnWidth(ItemsModel::Name), 123);
    QCOMPARE(table.view.horizontalHeader()->visualIndex(ItemsModel::Name), 2);
    QCOMPARE(table.names(), QStringList({text("Atlas"), text("cup"), text("pen")}));
}

void TestTableColumns::resets()
{
    Table table;
    const int before = table.view.columnWidth(ItemsModel::Name);
    table.columns->setShown(ItemsModel::Size, false);
    table.view.setColumnWidth(ItemsModel::Name, 123);
    table.view.horizontalHeader()->moveSection(0, 2);
    table.view.sortByColumn(ItemsModel::Total, Qt::DescendingOrder);
    table.menu()->actions().constLast()->trigger();
    QVERIFY(!table.view.isColumnHidden(ItemsModel::Size));
    QCOMPARE(table.view.columnWidth(ItemsModel::Name), before);
    QCOMPARE(table.view.horizontalHeader()->visualIndex(ItemsModel::Name), 0);
    QCOMPARE(table.names(), QStringList({text("pen"), text("Atlas"), text("cup")}));
}

void TestTableColumns::fitsUntilAWidthIsSetByHand()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(text("window.ini"));
    {
        Table table(file);
        const int widest = table.view.columnWidth(ItemsModel::Size);
        table.columns->fitToContents();
        QVERIFY(table.view.columnWidth(ItemsModel::Size) < widest);
        Item item = modelOrder().items.front();
        item.size = std::string(200, 'X');
        table.model.setItems({item});
        table.columns->fitToContents();
        QCOMPARE(table.view.columnWidth(ItemsModel::Size), widest);
        table.view.setColumnWidth(ItemsModel::Size, 77);
        table.columns->fitToContents();
        QCOMPARE(table.view.columnWidth(ItemsModel::Size), 77);
        table.columns->save();
    }
    Table table(file);
    table.columns->fitToContents();
    QCOMPARE(table.view.columnWidth(ItemsModel::Size), 77);
}

void TestTableColumns::choosingAndMovingIsNoWidth()
{
    Table table;
    table.columns->fitToContents();
    const int fitted = table.view.columnWidth(ItemsModel::Size);
    table.columns->setShown(ItemsModel::ColumnCount - 1, false);
    table.view.horizontalHeader()->moveSection(0, table.view.horizontalHeader()->count() - 1);
    table.view.resize(900, 300);
    QCoreApplication::processEvents();
    Item item = modelOrder().items.front();
    item.size = "a longer size";
    table.model.setItems({item});
    table.columns->fitToContents();
    QVERIFY(table.view.columnWidth(ItemsModel::Size) > fitted);
}

void TestTableColumns::resetFitsAgain()
{
    Table table;
    table.columns->fitToContents();
    const int fitted = table.view.columnWidth(ItemsModel::Size);
    table.view.setColumnWidth(ItemsModel::Size, 177);
    table.columns->reset();
    QCOMPARE(table.view.columnWidth(ItemsModel::Size), fitted);
}

void TestTableColumns::rowsAndColumnsFollowTheFont()
{
    Table table;
    table.view.setStyleSheet(theme::styleSheet()); // as in the window
    const int rowBefore = table.view.rowHeight(0);
    const int columnBefore = table.view.columnWidth(ItemsModel::Name);
    const OtherFont large(2);
    QTRY_VERIFY(table.view.columnWidth(ItemsModel::Name) > columnBefore * 3 / 2);
    QVERIFY(table.view.rowHeight(0) > rowBefore);
    QVERIFY(table.view.rowHeight(0) >= QFontMetrics(QApplication::font()).height() + rowPadding);
    const OtherFont usual(0.5);
    QTRY_COMPARE(table.view.rowHeight(0), rowBefore);
    QTRY_COMPARE(table.view.columnWidth(ItemsModel::Name), columnBefore);
}

void TestTableColumns::aWidthByHandStaysWithAnotherFont()
{
    Table table;
    table.view.setColumnWidth(ItemsModel::Name, 123);
    const int rowBefore = table.view.rowHeight(0);
    const OtherFont large(2);
    QTRY_VERIFY(table.view.rowHeight(0) > rowBefore);
    QCoreApplication::processEvents(); // what would follow is queued
    QCOMPARE(table.view.columnWidth(ItemsModel::Name), 123);
}

void TestTableColumns::whatWasSavedWithAnotherFontFollows()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("window.ini"));
    const QFont usual = QApplication::font();
    int before = 0;
    {
        Table table(file);
        before = table.view.columnWidth(ItemsModel::Name);
        table.columns->save();
    }
    QFont large = usual;
    large.setPointSizeF(usual.pointSizeF() * 2);
    QApplication::setFont(large);
    {
        const Table table(file);
        const int now = table.view.columnWidth(ItemsModel::Name);
        QVERIFY2(now > before * 3 / 2, qPrintable(QStringLiteral("%1 after %2").arg(now).arg(before)));
    }
    QApplication::setFont(usual);
    const Table table(file);
    QCOMPARE(table.view.columnWidth(ItemsModel::Name), before);
}

void TestTableColumns::sortsNumbersAndWords()
{
    Table table;
    const QAbstractItemModelTester tester(table.rows);
    table.view.sortByColumn(ItemsModel::Total, Qt::AscendingOrder);
    QCOMPARE(table.names(), QStringList({text("pen"), text("cup"), text("Atlas")}));
    table.view.sortByColumn(ItemsModel::Name, Qt::AscendingOrder);
    QCOMPARE(table.names(), QStringList({text("Atlas"), text("cup"), text("pen")}));
    QCOMPARE(table.rows->sourceRow(table.rows->index(1, 0)), 2);
}

void TestTableColumns::aThirdClickGivesTheOwnOrderBack()
{
    Table table;
    QHeaderView* header = table.view.horizontalHeader();
    const QPoint place(header->sectionViewportPosition(ItemsModel::Total) + header->sectionSize(ItemsModel::Total) / 2,
                       header->height() / 2);
    QStringList heads;
    for (int click = 0; click < 3; ++click) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
        heads += table.names().constFirst();
    }
    QCOMPARE(heads, QStringList({text("pen"), text("Atlas"), text("pen")}));
    QCOMPARE(table.names(), QStringList({text("pen"), text("Atlas"), text("cup")}));
    QCOMPARE(header->sortIndicatorSection(), -1);
}

void TestTableColumns::keepsItsOrderWhenRowsChange()
{
    Table table;
    table.view.sortByColumn(ItemsModel::Name, Qt::DescendingOrder);
    Item item = modelOrder().items.front();
    item.name = "a";
    std::vector<Item> items{item};
    item.name = "b";
    items.push_back(item);
    table.model.setItems(items);
    QCOMPARE(table.names(), QStringList({text("b"), text("a")}));
}

void TestTableColumns::oneColumnTakesTheRoomThatIsLeft()
{
    WindowState state{QString()};
    ItemsModel model;
    QTableView view;
    setUpTable(&view, rowPadding);
    view.setModel(&model);
    QList<TableColumns::Column> wanted(ItemsModel::ColumnCount, {width, true});
    wanted[1].takesRest = true;
    TableColumns columns(&view, QStringLiteral("test"), wanted, state);
    view.resize(4'000, 300);
    view.show();
    const auto sum = [&view] {
        int all = 0;
        for (int column = 0; column < ItemsModel::ColumnCount; ++column)
            all += view.columnWidth(column);
        return all;
    };
    const int usual = view.columnWidth(0);
    QTRY_VERIFY(view.columnWidth(1) > 2 * usual);
    QCOMPARE(sum(), view.viewport()->width());
    QVERIFY(view.columnWidth(ItemsModel::ColumnCount - 1) <= usual + 1);
    // Where there is no room left it keeps what it needs, and the table scrolls.
    view.resize(300, 300);
    QTRY_COMPARE(view.columnWidth(1), usual);
    // What a person sets stays.
    view.resize(4'000, 300);
    QTRY_VERIFY(view.columnWidth(1) > 2 * usual);
    view.setColumnWidth(1, usual + 7);
    view.resize(3'500, 300);
    QCoreApplication::processEvents();
    QCOMPARE(view.columnWidth(1), usual + 7);
    columns.reset();
    QTRY_VERIFY(view.columnWidth(1) > 2 * usual);
}

ORDERDESK_GUI_TEST(TestTableColumns)
#include "TestTableColumns.moc"
