#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace orderdesk {

/// Items one after another in lines, as words in a text; hidden ones take no room. It asks for the width of its widest
/// item and grows to what its neighbours leave: higher when that is narrow.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    void insertWidget(int index, QWidget* widget);
    void setLastAtRight() { m_lastAtRight = true; } ///< the last one ends where the lines do, as the main button does

    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int arrange(const QRect& rect, bool apply) const; ///< the height it takes

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    bool m_lastAtRight = false;
};

} // namespace orderdesk
