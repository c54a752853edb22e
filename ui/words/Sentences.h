#pragma once

#include "domain/Violation.h"
#include "words/Result.h"

namespace orderdesk::text {

/// What the parts below the window say, in the language of the window. Main thread.
QString sentence(const Sentence& sentence);

/// What happened and what can be done about it, in one line.
QString failure(const Error& error);

/// The rule that is broken. A violation keeps it as English text, also in the database: the text is the key of its
/// translation, and where it holds a limit the rule is said anew. Unknown texts, of another version, stay as they are.
QString violation(const Violation& violation);

} // namespace orderdesk::text
