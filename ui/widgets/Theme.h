#pragma once

#include "ui/widgets/Tone.h"

#include <QColor>
#include <QFont>
#include <QIcon>

/// The look, derived from the application's palette so that it follows light and dark (a widget's own palette is no
/// guide: a style sheet makes its background transparent, which reads as black). Main thread only; no state but Qt's
/// caches.
namespace orderdesk::theme {

bool isDark();
QColor mutedText();
QColor onAccent(); ///< what is drawn on a button of the accent colour
QColor toneText(Tone tone);
QColor toneGround(Tone tone);

/// For the whole window; made again when the palette changes.
QString styleSheet();

QFont monospaced(qreal scale = 1.0);

/// An own icon of resources/icons drawn in `color`. Null when the SVG plugin is not installed: words stand beside it.
/// `selected`, where it is set, is its colour in a chosen row.
QIcon icon(const QString& name, const QColor& color, const QColor& selected = {});
QPixmap pixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio);

} // namespace orderdesk::theme
