#include "ui/window/TableFinder.h"

#include <QElapsedTimer>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int rowsBetweenLooksAtTheClock = 64;
constexpr std::chrono::milliseconds slice{4};
constexpr std::chrono::milliseconds settled{200};

} // namespace

TableFinder::TableFinder(QObject* parent)
    : QObject(parent)
{
    m_recount.setSingleShot(true);
    m_recount.setInterval(settled);
    connect(&m_recount, &QTimer::timeout, this, &TableFinder::restart);
    connect(&m_counting, &QTimer::timeout, this, &TableFinder::countSome);
}

void TableFinder::setTable(QAbstractItemModel* model, const QList<int>& columns)
{
    if (model == m_model && columns == m_columns)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_columns = columns;
    if (model) {
        const auto again = [this] { m_recount.start(); };
        connect(model, &QAbstractItemModel::rowsInserted, this, again);
        connect(model, &QAbstractItemModel::rowsRemoved, this, again);
        connect(model, &QAbstractItemModel::rowsMoved, this, again);
        connect(model, &QAbstractItemModel::layoutChanged, this, again);
        connect(model, &QAbstractItemModel::modelReset, this, again);
        connect(model, &QAbstractItemModel::dataChanged, this, again);
    }
    restart();
}

void TableFinder::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    restart();
}

std::optional<int> TableFinder::matchIn(int row) const
{
    for (const int column : m_columns) {
        if (m_model->index(row, column).data().toString().contains(m_text, Qt::CaseInsensitive))
            return column;
    }
    return std::nullopt;
}

std::optional<TableFinder::Found> TableFinder::find(int row, Direction direction) const
{
    const int rows = m_model ? m_model->rowCount() : 0;
    if (rows == 0 || m_text.isEmpty() || (m_rows.empty() && !isCounting()))
        return std::nullopt;
    const int step = direction == Direction::Forward ? 1 : -1;
    int at = row;
    if (at < 0 || at >= rows)
        at = direction == Direction::Forward ? -1 : rows;
    bool wrapped = false;
    for (int looked = 0; looked < rows; ++looked) {
        at += step;
        if (at < 0 || at >= rows) {
            at = direction == Direction::Forward ? 0 : rows - 1;
            wrapped = true;
        }
        if (const auto column = matchIn(at))
            return Found{at, *column, wrapped};
    }
    return std::nullopt;
}

std::optional<TableFinder::Found> TableFinder::findFrom(int row) const
{
    return find(std::max(row, 0) - 1, Direction::Forward);
}

int TableFinder::position(int row) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), row);
    return found != m_rows.end() && *found == row ? static_cast<int>(found - m_rows.begin()) + 1 : 0;
}

void TableFinder::restart()
{
    m_recount.stop();
    m_rows.clear();
    m_next = 0;
    if (m_model && !m_text.isEmpty() && m_model->rowCount() > 0)
        m_counting.start(0);
    else
        m_counting.stop();
    Q_EMIT countChanged();
}

void TableFinder::countSome()
{
    QElapsedTimer clock;
    clock.start();
    const int rows = m_model ? m_model->rowCount() : 0;
    while (m_next < rows) {
        if (matchIn(m_next))
            m_rows.push_back(m_next);
        ++m_next;
        if (m_next % rowsBetweenLooksAtTheClock == 0 && clock.elapsed() >= slice.count())
            break;
    }
    if (m_next >= rows)
        m_counting.stop();
    Q_EMIT countChanged();
}

} // namespace orderdesk
