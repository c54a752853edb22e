#pragma once

#include <QString>
#include <QStringList>

namespace orderdesk {

/// The candidate that `word` was probably meant to be (a slip or two of the keys, or its beginning); empty when none is
/// near.
QString nearestName(const QString& word, const QStringList& candidates);

/// `, did you mean NAME?` or nothing.
QString suggestion(const QString& word, const QStringList& candidates);

} // namespace orderdesk
