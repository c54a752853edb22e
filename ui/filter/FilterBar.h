#pragma once

#include "ui/filter/FilterCondition.h"

#include <QWidget>

#include <memory>

class QMenu;

namespace Ui {
class FilterBar;
}

namespace orderdesk {

class FilterChip;
class FilterCompletion;
class FilterValues;
class FlowLayout;

/// A box to type in, "Add filter", and one chip for each condition, all of which must hold. One condition a field: a
/// second one replaces the first. Esc clears. What cannot be read is marked and not part of filter(). Main thread only.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);
    ~FilterBar() override;

    /// For lists of the database: only states that a stored order has, and no filtering while one types.
    void setStoredOnly(bool storedOnly);
    /// What the box completes to behind "city:" and its like; outlives this.
    void setValues(const FilterValues* values);
    void setBoxWords(const QString& placeholder, const QString& accessibleName);

    const OrderFilter& filter() const { return m_filter; }
    bool hasConditions() const { return !m_chips.isEmpty() || !m_typed.isEmpty(); }
    bool isReadable() const { return m_readable; }
    QList<FilterCondition> conditions() const;

    void set(const FilterCondition& condition); ///< replaces the one of its field
    void remove(FilterField field);
    void clear();
    void refresh(); ///< Today and its like count from now again
    void takeFocus();

    QSize minimumSizeHint() const override; ///< the box and the button beside it, both at their least
    QSize sizeHint() const override;

Q_SIGNALS:
    void filterChanged();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setUpMenu();
    void addAsked(const FilterCondition& condition);
    void edit(const FilterCondition& condition, const QWidget& anchor);
    FilterChip* chipOf(FilterField field) const;
    void submit();
    void read();
    void paintIcons();

    std::unique_ptr<Ui::FilterBar> m_ui;
    FlowLayout* m_layout;
    FilterCompletion* m_completion;
    const FilterValues* m_values = nullptr;
    QMenu* m_menu;
    QList<FilterChip*> m_chips;
    QString m_typed; ///< what is in the box and counts already
    OrderFilter m_filter;
    bool m_readable = true;
    bool m_storedOnly = false;
};

} // namespace orderdesk
