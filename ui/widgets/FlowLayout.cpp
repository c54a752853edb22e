#include "ui/widgets/FlowLayout.h"

#include <QWidget>
#include <QWidgetItem>

#include <algorithm>

namespace orderdesk {

FlowLayout::FlowLayout(QWidget* parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.emplace_back(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem* taken = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return taken;
}

void FlowLayout::insertWidget(int index, QWidget* widget)
{
    addChildWidget(widget);
    m_items.insert(m_items.begin() + std::clamp(index, 0, count()), std::make_unique<QWidgetItem>(widget));
    invalidate();
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const
{
    return minimumSize();
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto& item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size;
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool apply) const
{
    std::vector<QLayoutItem*> shown;
    for (const auto& item : m_items) {
        if (!item->isEmpty())
            shown.push_back(item.get());
    }
    std::vector<QRect> places;
    std::size_t lineStart = 0;
    int x = rect.x();
    int y = rect.y();
    int lineHeight = 0;
    const auto endLine = [&] {
        for (; lineStart < places.size(); ++lineStart)
            places[lineStart].translate(0, (lineHeight - places[lineStart].height()) / 2);
        x = rect.x();
        y += lineHeight;
        lineHeight = 0;
    };
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QLayoutItem* next = i + 1 < shown.size() ? shown[i + 1] : nullptr;
        const int least = shown[i]->minimumSize().width();
        QSize size = shown[i]->sizeHint();
        if (x > rect.x() && x + least > rect.x() + rect.width()) {
            endLine();
            y += spacing();
        }
        const int room = rect.x() + rect.width() - x;
        size.setWidth(std::clamp(size.width(), std::min(least, room), std::max(least, room)));
        // The first of a line gives way to the one behind it.
        if (x == rect.x() && next && least + spacing() + next->minimumSize().width() <= room)
            size.setWidth(std::clamp(room - spacing() - next->sizeHint().width(), least, size.width()));
        places.emplace_back(QPoint(x, y), size);
        x += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    endLine();
    if (m_lastAtRight && !places.empty())
        places.back().moveRight(rect.right());
    for (std::size_t i = 0; apply && i < places.size(); ++i)
        shown[i]->setGeometry(places[i]);
    return y - rect.y();
}

} // namespace orderdesk
