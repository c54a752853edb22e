#pragma once

#include "domain/IngestEvent.h"

#include <QAction>
#include <QLineEdit>
#include <QStringListModel>

#include <deque>

namespace orderdesk {

/// The box that is always one key away. Completes this session's look-ups, then order and track numbers of the newest
/// messages; remembers both in memory only: they may be phone numbers. Down opens the completion, Enter looks up.
/// Main thread only.
class LookupBox final : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr int rememberedLookups = 20;
    static constexpr int rememberedOrders = 500;

    explicit LookupBox(QWidget* parent = nullptr);

    void takeOver(); ///< focus with everything selected
    /// In the order they happened. Cheap for any number: of more than it remembers, the newest.
    void noteEvents(const QList<IngestEvent>& events);

Q_SIGNALS:
    void lookupWanted(const QString& text);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Numbers
    {
        std::string orderUid;
        std::string trackNumber;
    };

    bool keepsEscape(QEvent* event) const;
    void submit();
    void refreshCompletion();
    void paintIcons();

    QAction* m_icon;
    QStringList m_recent;          ///< newest first
    std::deque<Numbers> m_numbers; ///< newest first
    QStringListModel m_offered;
    bool m_isStale = false; ///< m_offered lacks what came
};

} // namespace orderdesk
