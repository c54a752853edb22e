#pragma once

class QCompleter;

namespace orderdesk::theme {

/// Gives the list that a box completes from the look of the window, for as long as it lives: the list is a window of
/// its own, which the style sheet of no parent reaches. Main thread only.
void dressCompletion(const QCompleter& completer);

} // namespace orderdesk::theme
