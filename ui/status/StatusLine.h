#pragma once

#include "cache/OrderCache.h"
#include "ingest/IngestSnapshot.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QObject>

#include <array>
#include <optional>

class QStatusBar;

namespace orderdesk {

struct WindowBackend;
class StatusLamp;
class StatusPanel;

/// Everything in the status bar: lamps for Kafka, ingest, database and HTTP, then lag, rate and cache fill. Says short
/// messages for a few seconds without hiding the lamps. Main thread only.
class StatusLine final : public QObject
{
    Q_OBJECT

public:
    struct Values
    {
        std::optional<IngestSnapshot> ingest; ///< none in a viewer
        ComponentState database;
        ComponentState http;
        std::optional<CacheStatistics> cache;
    };

    static Values valuesOf(const WindowBackend& backend); ///< at this moment

    explicit StatusLine(QStatusBar* bar);

    void show(const Values& values);
    void say(const QString& message); ///< a screen reader says it too
    /// Says how many dead letters are new, when they have become more; at most every five seconds.
    void tellNewDeadLetters(int count);
    void retranslate();

private:
    void yieldToTrouble();
    void showFigures(const Values& values);

    StatusLamp* m_kafka;
    StatusLamp* m_ingest;
    StatusLamp* m_database;
    StatusLamp* m_http;
    StatusPanel* m_panel;
    QLabel* m_message;
    QLabel* m_figures;
    quint64 m_messageNumber = 0;
    int m_toldDeadLetters = 0;
    QElapsedTimer m_sinceTold;
    std::array<int, 4> m_levels{}; ///< of the lamps, as they were last shown
};

} // namespace orderdesk
