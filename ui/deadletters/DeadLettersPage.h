#pragma once

#include "ui/deadletters/DeadLettersModel.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace Ui {
class DeadLettersPage;
}

namespace orderdesk {

class AsyncLookup;
class OrderActions;
class TableColumns;
class WindowState;

/// The list of dead letters, read in pages through AsyncLookup. Reads again by itself, at most once a second, while it
/// is seen and new ones have come. Main thread only, never waits.
class DeadLettersPage final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int pageSize = 200;

    DeadLettersPage(AsyncLookup* lookup, OrderActions& orders, WindowState& state, QWidget* parent = nullptr);
    ~DeadLettersPage() override;

    void refresh();
    void noteNew(int count); ///< so many came in since
    int newCount() const { return m_newCount; }
    void remove(qint64 id) { m_model.remove(id); }
    void clearSelection();
    TableColumns& columns() const { return *m_columns; }
    DeadLettersModel& model() { return m_model; }

Q_SIGNALS:
    void deadLetterChosen(const orderdesk::DeadLetter& deadLetter); ///< without its whole value
    void newCountChanged(int count);                                ///< came in and not seen yet

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fetch(std::optional<std::int64_t> before);
    void showPage(const Result<DeadLetterPage>& page, bool newest);
    void updateWords();
    void paintIcons();

    std::unique_ptr<Ui::DeadLettersPage> m_ui;
    AsyncLookup* m_lookup;
    DeadLettersModel m_model;
    TableColumns* m_columns = nullptr;
    QTimer m_refreshTimer;
    int m_newCount = 0;
    QString m_problem;
};

} // namespace orderdesk
