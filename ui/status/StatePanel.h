#pragma once

#include "ui/status/StatusLine.h"

#include <QScrollArea>

class QGridLayout;
class QProgressBar;

namespace orderdesk {

class TrendCurve;

/// The state of everything in full: each part with cause, what to do, since when and next try; what waits in Kafka and
/// for how long, with curves of the last ten minutes; rate, cache fill and where every message went. Main thread only.
class StatePanel final : public QScrollArea
{
    Q_OBJECT

public:
    explicit StatePanel(QWidget* parent = nullptr);

    void showValues(const StatusLine::Values& values);
    void retranslate();

    QSize sizeHint() const override;

private:
    struct Part
    {
        QLabel* icon = nullptr;
        QLabel* title = nullptr;
        QLabel* details = nullptr;
    };
    struct Trend
    {
        QLabel* title = nullptr;
        QLabel* value = nullptr;
        TrendCurve* curve = nullptr;
    };

    void fitWidth();
    int widthFor(int characters) const;
    Part addPart(const char* name);
    Trend addTrend(const char* name);
    QLabel* addLabel(const char* name, int row, int column, int span = 1);
    void showPart(const Part& part, const QString& name, const ComponentState& state) const;
    void showTrends(const IngestSnapshot& ingest);
    void showCounters(const IngestCounters& counters);
    void showCache(const std::optional<CacheStatistics>& cache);

    QGridLayout* m_grid;
    Part m_kafka;
    Part m_ingest;
    Part m_database;
    Part m_http;
    QWidget* m_ingestSheet; ///< hidden in a viewer
    QGridLayout* m_ingestGrid;
    Trend m_lag;
    Trend m_lagTime;
    Trend m_rate;
    QList<std::pair<QLabel*, QLabel*>> m_counters;
    QLabel* m_cacheTitle;
    QProgressBar* m_cacheBar;
    QLabel* m_cacheDetails;
    StatusLine::Values m_last;
};

} // namespace orderdesk
