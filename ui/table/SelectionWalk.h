#pragma once

#include <QObject>

class QTableView;
class QTabWidget;

namespace orderdesk {

/// The list that the detail was opened from, as something to walk through: the table of the page in front in which a
/// row is selected, whichever page that is. Choosing its next row does what choosing a row always does. Main thread.
class SelectionWalk final : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        int row = 0;   ///< counts from 1; 0: no row is selected
        int count = 0; ///< rows of the list

        bool hasPrevious() const { return row > 1; }
        bool hasNext() const { return row > 0 && row < count; }
        friend bool operator==(const Place&, const Place&) = default;
    };

    /// Any widget of `pages` may hold tables; those that are not seen do not count.
    explicit SelectionWalk(QTabWidget* pages);

    Place place() const;
    bool step(int by); ///< selects the row that is `by` rows further down; false: there is none

Q_SIGNALS:
    void changed(); ///< another page came to the front

private:
    QTableView* table() const;

    QTabWidget* m_pages;
};

} // namespace orderdesk
