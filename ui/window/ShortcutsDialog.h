#pragma once

class QMainWindow;

namespace orderdesk {

/// Shows what shortcutsOf(window) finds now, with a filter. Does not block: the dialog deletes itself.
void showShortcuts(QMainWindow* window);

} // namespace orderdesk
