#pragma once

#include "ui/widgets/Tone.h"

#include <QList>
#include <QWidget>

#include <optional>

namespace orderdesk {

/// A small curve of the last minutes, the newest on the right. Says in words (accessible description) what it shows.
class TrendCurve final : public QWidget
{
    Q_OBJECT

public:
    explicit TrendCurve(QWidget* parent = nullptr);

    /// Oldest first; none: not known then, a gap. `capacity`: how many points the whole width stands for.
    void setPoints(const QList<std::optional<double>>& points, qsizetype capacity);
    void setTone(Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPointF placeOf(qsizetype index, double value, double top) const;

    QList<std::optional<double>> m_points;
    qsizetype m_capacity = 1;
    Tone m_tone = Tone::Info;
};

} // namespace orderdesk
