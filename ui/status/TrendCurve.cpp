#include "ui/status/TrendCurve.h"

#include "ui/widgets/Theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int linesHigh = 3;
constexpr int margin = 2;

} // namespace

TrendCurve::TrendCurve(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TrendCurve::setPoints(const QList<std::optional<double>>& points, qsizetype capacity)
{
    m_points = points;
    m_capacity = std::max<qsizetype>(2, capacity);
    update();
}

void TrendCurve::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize TrendCurve::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * linesHigh};
}

QPointF TrendCurve::placeOf(qsizetype index, double value, double top) const
{
    const double step = static_cast<double>(width() - 2 * margin) / static_cast<double>(m_capacity - 1);
    const double x = width() - margin - step * static_cast<double>(m_points.size() - 1 - index);
    return {x, margin + (height() - 2.0 * margin) * (1 - value / top)};
}

void TrendCurve::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::toneGround(Tone::Neutral));
    painter.drawRoundedRect(rect(), 4, 4);
    double top = 1;
    for (const auto& point : m_points)
        top = std::max(top, point.value_or(0));

    const QColor ink = theme::toneText(m_tone);
    QColor ground = ink;
    ground.setAlphaF(0.18F);
    for (qsizetype i = 0; i < m_points.size();) {
        if (!m_points[i]) {
            ++i;
            continue;
        }
        const qsizetype first = i;
        QPainterPath line(placeOf(i, *m_points[i], top));
        while (++i < m_points.size() && m_points[i])
            line.lineTo(placeOf(i, *m_points[i], top));
        QPainterPath area = line;
        area.lineTo(placeOf(i - 1, 0, top));
        area.lineTo(placeOf(first, 0, top));
        painter.fillPath(area, ground);
        painter.strokePath(line, QPen(ink, 1.5));
    }
}

} // namespace orderdesk
