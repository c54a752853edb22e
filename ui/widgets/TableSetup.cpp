#include "ui/widgets/TableSetup.h"

#include "ui/widgets/BadgeDelegate.h"
#include "ui/widgets/RowKeys.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

namespace orderdesk {

namespace {

/// Keeps the rows of a table as high as its font needs, also when that changes while the table is there.
class RowHeight final : public QObject
{
public:
    RowHeight(QTableView* view, int padding)
        : QObject(view)
        , m_view(view)
        , m_padding(padding)
    {
        view->installEventFilter(this);
        follow();
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::FontChange:
        case QEvent::StyleChange:
        case QEvent::ScreenChangeInternal: // the same points may be other pixels there
            follow();
            break;
        default:
            break;
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void follow()
    {
        const int height = m_view->fontMetrics().height() + m_padding;
        if (m_view->verticalHeader()->defaultSectionSize() != height)
            m_view->verticalHeader()->setDefaultSectionSize(height);
    }

    QTableView* m_view;
    int m_padding;
};

} // namespace

void setUpTable(QTableView* view, int padding)
{
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setItemDelegate(new BadgeDelegate(view));
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->hide();
    // Fixed heights: a burst of rows is inserted without measuring any.
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    new RowHeight(view, padding);
    new RowKeys(view);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace orderdesk
