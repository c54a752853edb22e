#pragma once

#include "letters/DeadLetterBrowser.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace orderdesk {

/// How many dead letters each reason has; a click on one filters by it, a click on "All" by none. What has no room is
/// in a menu. Main thread only.
class ReasonBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ReasonBar(QWidget* parent = nullptr);

    /// The most frequent first.
    void setCounts(const std::vector<ReasonCount>& counts);
    std::int64_t total() const;
    const std::string& chosen() const { return m_chosen; } ///< empty: all
    void choose(const std::string& reason);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosenChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* makeButton(const std::string& reason);
    void fill();
    void arrange();
    QString textOf(const ReasonCount& count) const;

    std::vector<ReasonCount> m_counts;
    std::string m_chosen;
    QHBoxLayout* m_layout;
    QList<QToolButton*> m_buttons; ///< "All" first, then as m_counts
    QToolButton* m_moreButton;
};

} // namespace orderdesk
