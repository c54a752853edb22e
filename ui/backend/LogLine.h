#pragma once

#include "domain/Timestamp.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace orderdesk {

/// A line of the program's log. Holds no personal data and no secrets: they never reach the log. A plain value.
struct LogLine
{
    enum class Level { Debug, Info, Warning, Error };

    Timestamp time{};
    Level level = Level::Info;
    QString category; ///< "broker", "ingest", …
    QString message;

    friend bool operator==(const LogLine&, const LogLine&) = default;
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::LogLine)
