#pragma once

#include "domain/StoredOrder.h"
#include "ui/order/ChangesModel.h"
#include "ui/order/RevisionsModel.h"
#include "words/Result.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class HistoryView;
}

namespace orderdesk {

class OrderActions;
class TableColumns;
class WindowState;

/// The revisions of one order, and what each changed against the one before it. Asks for the replaced ones when it is
/// seen, not before. Main thread only.
class HistoryView final : public QWidget
{
    Q_OBJECT

public:
    HistoryView(OrderActions& actions, WindowState& state, QWidget* parent = nullptr);
    ~HistoryView() override;

    /// Another order or another revision of it makes what was read void. None: there is nothing to show.
    void setOrder(const std::optional<StoredOrder>& current);
    /// The answer to wanted(); ignored when it is about another order.
    void showRevisions(const QString& orderUid, const Result<std::vector<StoredOrder>>& replaced);

Q_SIGNALS:
    void wanted(const QString& orderUid);
    void newerStored(const QString& orderUid); ///< the order itself is to be read again

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void showList(std::vector<StoredOrder> replaced);
    void showChanges();
    void updateWords();
    void fitTables();
    int chosenRow() const;

    std::unique_ptr<Ui::HistoryView> m_ui;
    TableColumns* m_revisionColumns;
    TableColumns* m_changeColumns;
    RevisionsModel m_revisions;
    ChangesModel m_changes;
    std::optional<StoredOrder> m_current;
    std::optional<Error> m_problem;
    bool m_asked = false;
    bool m_read = false;
    bool m_isReadable = true; ///< both documents of the difference read as JSON
};

} // namespace orderdesk
