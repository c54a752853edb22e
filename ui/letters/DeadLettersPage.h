#pragma once

#include "ui/backend/WindowBackend.h"
#include "ui/letters/DeadLettersModel.h"
#include "ui/letters/LetterWork.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QAction;

namespace Ui {
class DeadLettersPage;
}

namespace orderdesk {

class OrderActions;
class WindowState;

/// The list of dead letters with its filter and the count of each reason, read in pages; redrives and discards what is
/// chosen. Reads again by itself, at most once a second, while it is seen and new ones have come. Main thread only,
/// never waits.
class DeadLettersPage final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int pageSize = 200;

    DeadLettersPage(const WindowBackend& backend, OrderActions& orders, WindowState& state, QWidget* parent = nullptr);
    ~DeadLettersPage() override;

    void refresh();
    void noteNew(int count); ///< so many came in since
    int newCount() const { return m_newCount; }
    void remove(qint64 id) { m_model.remove(id); }
    void setRights(const DatabaseRights& rights); ///< as long as they are not known, all is offered
    void clearSelection();
    void clearFilter();
    DeadLettersModel& model() { return m_model; }
    DeadLetterFilter filter() const;
    /// How many match, when all of them are loaded.
    std::optional<std::int64_t> total() const;

Q_SIGNALS:
    void deadLetterChosen(const orderdesk::DeadLetter& deadLetter); ///< without its whole value
    void newCountChanged(int count);                                ///< came in and not seen yet
    void workEnded();                                               ///< some were sent again or are gone

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectFilter();
    void connectWork();
    void restart(); ///< the filter is another
    void fetch(std::optional<std::int64_t> before);
    void showPage(const Result<DeadLetterPage>& page, bool newest);
    void count();
    bool mayWork(LetterWork::Action action) const;
    void offerWork();
    void startWork(LetterWork::Action action, bool wholeFilter);
    LetterDesk::Ids selectedIds() const;
    void updateWords();
    void updateActions();
    void paintIcons();

    std::unique_ptr<Ui::DeadLettersPage> m_ui;
    const WindowBackend& m_backend;
    OrderActions& m_orders;
    WindowState& m_state;
    DeadLettersModel m_model;
    QAction* m_refreshAction = nullptr;
    QTimer m_refreshTimer;
    QTimer m_retryTimer; ///< while the list cannot be read
    QTimer m_filterTimer;
    quint64 m_filterNumber = 0; ///< answers of an earlier filter are void
    int m_newCount = 0;
    std::optional<DatabaseRights> m_rights;
    QString m_problem;
};

} // namespace orderdesk
