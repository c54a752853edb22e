#include "ui/widgets/TableColumns.h"

#include "ui/backend/WindowState.h"
#include "ui/widgets/Theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace orderdesk {

namespace {

QString byHandKey(const QString& key)
{
    return QStringLiteral("columns/%1/widthsByHand").arg(key);
}

/// The column that stands last; -1 when there is none.
int lastShown(const QHeaderView& header)
{
    for (int visual = header.count() - 1; visual >= 0; --visual) {
        const int column = header.logicalIndex(visual);
        if (!header.isSectionHidden(column))
            return column;
    }
    return -1;
}

} // namespace

TableColumns::TableColumns(QTableView* view, const QString& key, const QList<Column>& columns, WindowState& state)
    : QObject(view)
    , m_view(view)
    , m_key(key)
    , m_columns(columns)
    , m_state(state)
    , m_sortColumn(view->horizontalHeader()->sortIndicatorSection())
    , m_sortOrder(view->horizontalHeader()->sortIndicatorOrder())
{
    QHeaderView* header = view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &TableColumns::showHeaderMenu);
    reset();
    m_state.restoreHeader(m_key, *header);
    m_widthsByHand = m_state.flag(byHandKey(m_key), false);
    if (shownCount() == 0)
        reset();
    m_stretched = lastShown(*header);
    followFont(); // what was saved may have been with another one
    connect(header, &QHeaderView::sectionResized, this, &TableColumns::noteResized);
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    m_settled.setSingleShot(true);
    m_settled.setInterval(0);
    connect(&m_settled, &QTimer::timeout, this, [this, header] { m_stretched = lastShown(*header); });
    connect(header, &QHeaderView::sectionMoved, &m_settled, qOverload<>(&QTimer::start));
}

void TableColumns::fillMenu(QMenu* menu)
{
    for (int column = 0; column < m_columns.size(); ++column) {
        const QString name = m_view->model()->headerData(column, Qt::Horizontal).toString();
        QAction* action = menu->addAction(name);
        const bool shown = !m_view->isColumnHidden(column);
        action->setCheckable(true);
        action->setChecked(shown);
        action->setEnabled(!shown || shownCount() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool checked) { setShown(column, checked); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, [this] { reset(); });
}

void TableColumns::reset()
{
    QHeaderView* header = m_view->horizontalHeader();
    {
        const QScopedValueRollback own(m_isOwnChange, true);
        for (int column = 0; column < m_columns.size(); ++column) {
            header->moveSection(header->visualIndex(column), column);
            m_view->setColumnWidth(column, widthOf(column));
            m_view->setColumnHidden(column, !m_columns.at(column).shown);
        }
    }
    m_stretched = lastShown(*header);
    m_widthsByHand = false;
    fit();
    if (m_view->isSortingEnabled())
        m_view->sortByColumn(m_sortColumn, m_sortOrder);
}

/// What no person has decided.
void TableColumns::fit()
{
    if (m_fits)
        fitToContents();
    else
        showTitles();
    giveRest();
}

/// To the column that says most, which is not always the last.
void TableColumns::giveRest()
{
    const auto taker = std::find_if(m_columns.begin(), m_columns.end(), [](const Column& c) { return c.takesRest; });
    const int column = static_cast<int>(taker - m_columns.begin());
    const QHeaderView* header = m_view->horizontalHeader();
    const int last = lastShown(*header);
    if (taker == m_columns.end() || m_widthsByHand || column == last || m_view->isColumnHidden(column))
        return;
    const auto usual = [this, header](int each) { return std::max(widthOf(each), header->sectionSizeHint(each)); };
    int rest = m_view->viewport()->width();
    for (int each = 0; each < m_columns.size(); ++each) {
        if (each != column && !m_view->isColumnHidden(each))
            rest -= each == last ? usual(each) : m_view->columnWidth(each); // the last one is as wide as what is left
    }
    const QScopedValueRollback own(m_isOwnChange, true);
    m_view->setColumnWidth(column, std::max(usual(column), rest));
}

/// The usual widths are so many characters, which have another size now.
void TableColumns::followFont()
{
    if (!m_widthsByHand) {
        const QScopedValueRollback own(m_isOwnChange, true);
        for (int column = 0; column < m_columns.size(); ++column)
            m_view->setColumnWidth(column, widthOf(column));
    }
    fit();
}

/// No title is cut, in whatever language and font, unless a person has set the widths.
void TableColumns::showTitles()
{
    if (m_widthsByHand)
        return;
    const QScopedValueRollback own(m_isOwnChange, true);
    const QHeaderView* header = m_view->horizontalHeader();
    for (int column = 0; column < m_columns.size(); ++column) {
        if (!m_view->isColumnHidden(column) && m_view->columnWidth(column) < header->sectionSizeHint(column))
            m_view->setColumnWidth(column, header->sectionSizeHint(column));
    }
}

bool TableColumns::eventFilter(QObject* watched, QEvent* event)
{
    // Not asked of the view, which may be on its way out.
    if (watched != m_view) { // its viewport
        if (event->type() == QEvent::Resize)
            giveRest();
        return false;
    }
    switch (event->type()) {
    // When the header, which is told after the view, has its font and words.
    case QEvent::FontChange:
        QMetaObject::invokeMethod(this, &TableColumns::followFont, Qt::QueuedConnection);
        break;
    case QEvent::Show:
    case QEvent::StyleChange:
    case QEvent::LanguageChange:
        QMetaObject::invokeMethod(this, &TableColumns::fit, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

int TableColumns::widthOf(int column) const
{
    const int character = QFontMetrics(theme::monospaced()).horizontalAdvance(QLatin1Char('0'));
    return m_columns.at(column).characters * character + 32;
}

void TableColumns::fitToContents()
{
    m_fits = true;
    if (m_widthsByHand)
        return;
    const QScopedValueRollback own(m_isOwnChange, true);
    m_view->resizeColumnsToContents();
    const QHeaderView* header = m_view->horizontalHeader();
    for (int column = 0; column < m_columns.size(); ++column) {
        const int most = std::max(widthOf(column), header->sectionSizeHint(column));
        if (m_view->columnWidth(column) > most)
            m_view->setColumnWidth(column, most);
    }
}

void TableColumns::noteResized(int column)
{
    const int last = lastShown(*m_view->horizontalHeader());
    if (!m_isOwnChange && column != last && column != m_stretched)
        m_widthsByHand = true;
    if (last != m_stretched)
        m_settled.start();
}

void TableColumns::save() const
{
    m_state.saveHeader(m_key, *m_view->horizontalHeader());
    m_state.setFlag(byHandKey(m_key), m_widthsByHand);
}

void TableColumns::setShown(int column, bool shown)
{
    if (!shown && shownCount() <= 1)
        return;
    {
        const QScopedValueRollback own(m_isOwnChange, true);
        m_view->setColumnHidden(column, !shown);
    }
    m_stretched = lastShown(*m_view->horizontalHeader());
    fit();
}

void TableColumns::showHeaderMenu(const QPoint& position)
{
    auto* menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    menu->popup(m_view->horizontalHeader()->mapToGlobal(position));
}

int TableColumns::shownCount() const
{
    int count = 0;
    for (int column = 0; column < m_columns.size(); ++column)
        count += m_view->isColumnHidden(column) ? 0 : 1;
    return count;
}

} // namespace orderdesk
