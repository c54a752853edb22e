#pragma once

#include "lookup/AsyncLookup.h"
#include "ui/browse/FoundOrdersModel.h"
#include "ui/letters/DeadLettersModel.h"

#include <QWidget>

#include <memory>

namespace Ui {
class SearchPage;
}

namespace orderdesk {

class OrderActions;
class WindowState;

/// Asks AsyncLookup and shows what it found: a single hit is passed on at once, several are a list, nothing says where
/// it looked. A newer question makes the older one's answer void. Main thread only, never waits.
class SearchPage final : public QWidget
{
    Q_OBJECT

public:
    SearchPage(AsyncLookup* lookup, OrderActions& orders, WindowState& state, QWidget* parent = nullptr);
    ~SearchPage() override;

    void search(const QString& text);
    void readAgain();                         ///< what the database could not answer; nothing where it did
    void cancel();                            ///< an answer still on its way is dropped
    std::vector<OrderSummary> orders() const; ///< the list that is shown
    void clearSelection();

Q_SIGNALS:
    void orderChosen(const QString& orderUid);
    void deadLetterChosen(const orderdesk::DeadLetter& deadLetter);
    void singleHit();    ///< the page itself has nothing more to show
    void resultsShown(); ///< a list, or the words that there is nothing: bring this page up
    void backWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpTables(OrderActions& orders, WindowState& state);
    void ask(bool again);
    void takeAnswer(const SearchAnswer& answer, bool again);
    void showAnswer();
    void showList(const SearchAnswer& answer);
    void showNothing(const SearchAnswer& answer);
    void focusResults();
    void paintIcons();

    std::unique_ptr<Ui::SearchPage> m_ui;
    AsyncLookup* m_lookup;
    FoundOrdersModel m_orders;
    DeadLettersModel m_deadLetters;
    quint64 m_question = 0;
    QString m_text;
    std::optional<SearchAnswer> m_answer; ///< none while the page has nothing to show
    bool m_isAsking = false;
};

} // namespace orderdesk
