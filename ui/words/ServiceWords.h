#pragma once

#include <QString>
#include <QStringList>

#include <string>

namespace orderdesk::text {

/// A sentence of the parts below the window (why a rule is broken, why the database is away), which know English only,
/// in the language of the window. "ACTION: REASON" is put together from its halves; names and numbers inside are kept.
/// What is not known stays as it is, for instance a server's own words. Main thread.
QString serviceWords(const QString& english);
QString serviceWords(const std::string& english);

/// The sentences it knows, with %1 for what differs: for the test that looks for others in the sources.
QStringList knownServiceWords();

} // namespace orderdesk::text
