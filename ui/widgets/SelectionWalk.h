#pragma once

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>

class QTableView;
class QTabWidget;
class QWidget;

namespace orderdesk {

/// The list that the detail was opened from, as something to walk through: the table of the page in front in which a
/// row is selected, whichever page that is. Choosing its next row does what choosing a row always does. Main thread.
class SelectionWalk final : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        std::int64_t row = 0;   ///< counts from 1; 0: no row is selected
        std::int64_t count = 0; ///< of the whole list; 0: nobody knows

        bool hasPrevious() const { return row > 1; }
        bool hasNext() const { return row > 0 && (row < count || count == 0); }
        friend bool operator==(const Place&, const Place&) = default;
    };

    /// Of a list of which only a part is in its table.
    struct Extent
    {
        std::int64_t before = 0;         ///< rows of the list above those of the table
        std::optional<std::int64_t> all; ///< rows of the list, when they are known
    };

    /// Any widget of `pages` may hold tables; those that are not seen do not count.
    explicit SelectionWalk(QTabWidget* pages);

    /// Without it the rows of a page's table are the whole list. `extent` is asked when a place is.
    void setExtent(const QWidget* page, std::function<Extent()> extent);
    void noteChange(); ///< changed() comes soon, once for many

    Place place() const;
    bool step(int by); ///< selects the row that is `by` rows further down; false: there is none

Q_SIGNALS:
    void changed(); ///< another page came to the front, another row was chosen, rows came or went

private:
    QTableView* table() const;

    void watch();

    QTabWidget* m_pages;
    std::map<const QWidget*, std::function<Extent()>> m_extents;
    QTimer m_soon;
};

} // namespace orderdesk
