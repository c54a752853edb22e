#include "ui/widgets/RowKeys.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace orderdesk {

RowKeys::RowKeys(QTableView* view)
    : QObject(view)
    , m_view(view)
{
    view->installEventFilter(this);
}

bool RowKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        m_isFresh = !m_view->currentIndex().isValid();
    if (event->type() == QEvent::KeyPress && take(*static_cast<QKeyEvent*>(event))) // NOLINT: the type says so
        return true;
    return QObject::eventFilter(watched, event);
}

bool RowKeys::take(const QKeyEvent& key)
{
    const int rows = m_view->model() == nullptr ? 0 : m_view->model()->rowCount();
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    if (rows == 0)
        return false;
    switch (key.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!std::exchange(m_isFresh, false) || modifiers != Qt::NoModifier || m_view->selectionModel()->hasSelection())
            return false;
        choose(std::max(0, m_view->rowAt(0)), false);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if ((modifiers & ~(Qt::ControlModifier | Qt::ShiftModifier)) != Qt::NoModifier)
            return false;
        choose(key.key() == Qt::Key_Home ? 0 : rows - 1, modifiers.testFlag(Qt::ShiftModifier));
        return true;
    default:
        return false;
    }
}

void RowKeys::choose(int row, bool extend)
{
    QItemSelectionModel* selection = m_view->selectionModel();
    QScrollBar* sideways = m_view->horizontalScrollBar();
    const int place = sideways->value();
    const QModelIndex from = m_view->currentIndex();
    const QModelIndex to = m_view->model()->index(row, std::max(0, m_view->columnAt(0)));
    if (extend && from.isValid()) {
        selection->select(QItemSelection(std::min(from, to), std::max(from, to)),
                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        selection->setCurrentIndex(to, QItemSelectionModel::NoUpdate);
    } else {
        selection->setCurrentIndex(to, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    m_view->scrollTo(to);
    sideways->setValue(place); // a row was chosen, no column
}

} // namespace orderdesk
