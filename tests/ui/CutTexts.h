#pragma once

#include <QSize>
#include <QStringList>

namespace orderdesk::test {

/// Every text on the screen that is not seen whole: a label, button, tab, choice or column title that needs more room
/// than it has, or that stands outside of what it is in and no scroll bar leads to it; a table's row lower than its
/// font; a window that cannot be made as small as `screen`. One line each: where, what it needs and has, the text.
/// Tables' cells and badges are elided by design, line edits scroll.
QStringList cutTexts(const QSize& screen);

} // namespace orderdesk::test
