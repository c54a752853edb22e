#pragma once

#include "ui/theme/Tone.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>

/// The look, derived from the palette so that it follows light and dark. Main thread only; no state but Qt's caches.
namespace orderdesk::theme {

bool isDark(const QPalette& palette);
QColor mutedText(const QPalette& palette);
QColor hairline(const QPalette& palette); ///< lines between areas
QColor toneText(const QPalette& palette, Tone tone);
QColor toneGround(const QPalette& palette, Tone tone);

/// For the whole window; made again when the palette changes.
QString styleSheet(const QPalette& palette);

QFont monospaced(qreal scale = 1.0);

/// An own icon of resources/icons drawn in `color`. Null when the SVG plugin is not installed: words stand beside it.
QIcon icon(const QString& name, const QColor& color);
QPixmap pixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio);

} // namespace orderdesk::theme
