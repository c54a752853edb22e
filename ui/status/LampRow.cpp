#include "ui/status/LampRow.h"

#include "ui/status/StatusLamp.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr int gap = 6;

QSize sizeOf(const QList<StatusLamp*>& lamps, StatusLamp::Form form)
{
    QSize size(-gap, 0);
    for (const StatusLamp* lamp : lamps) {
        const QSize one = lamp->sizeIn(form);
        size = QSize(size.width() + gap + one.width(), std::max(size.height(), one.height()));
    }
    return size;
}

} // namespace

LampRow::LampRow(const QList<StatusLamp*>& lamps, QWidget* parent)
    : QWidget(parent)
    , m_lamps(lamps)
{
    setObjectName(QStringLiteral("lampRow"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    for (StatusLamp* lamp : lamps)
        layout->addWidget(lamp);
    layout->addStretch();
}

QSize LampRow::sizeHint() const
{
    return sizeOf(m_lamps, StatusLamp::Form::Whole);
}

QSize LampRow::minimumSizeHint() const
{
    return {sizeOf(m_lamps, StatusLamp::Form::Icon).width(), sizeHint().height()};
}

void LampRow::fit()
{
    using Form = StatusLamp::Form;
    Form form = Form::Icon;
    for (const Form larger : {Form::Name, Form::Whole}) {
        if (sizeOf(m_lamps, larger).width() <= width())
            form = larger;
    }
    for (StatusLamp* lamp : m_lamps)
        lamp->setForm(form);
}

bool LampRow::event(QEvent* event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) { // a lamp says something else
        fit();
        updateGeometry();
    }
    return handled;
}

void LampRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace orderdesk
