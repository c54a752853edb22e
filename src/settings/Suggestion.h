#pragma once

#include "words/Sentence.h"

#include <QString>
#include <QStringList>

namespace orderdesk {

/// The candidate that `word` was probably meant to be (a slip or two of the keys, or its beginning); empty when none is
/// near.
QString nearestName(const QString& word, const QStringList& candidates);

/// `problem, did you mean NAME?`, or `problem` alone when nothing is near.
Sentence withSuggestion(const Sentence& problem, const QString& word, const QStringList& candidates);

} // namespace orderdesk
