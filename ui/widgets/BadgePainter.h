#pragma once

#include "ui/widgets/Tone.h"

#include <QFontMetrics>
#include <QPainter>

/// Draws badges, for the label and for the cells of tables alike.
namespace orderdesk::badge {

QSize size(const BadgeContent& content, const QFont& font);
/// Left-aligned and vertically centred in `area`; the text is elided when it does not fit.
void paint(QPainter& painter, const QRect& area, const BadgeContent& content, const QFont& font);

} // namespace orderdesk::badge
