#pragma once

#include "app/LogWriter.h"
#include "domain/Timestamp.h"
#include "settings/LogFormat.h"

#include <QByteArray>
#include <QString>
#include <QtGlobal>

#include <functional>
#include <memory>

namespace orderdesk {

/// One event on its way to the log.
struct LogRecord
{
    Timestamp time{};
    QtMsgType type = QtInfoMsg;
    QByteArray category; ///< of Qt's logging; "orderdesk.broker" is shown as "broker"
    QString text;
};

/// The record as one line with its line feed, whatever the text holds.
QByteArray formatLogLine(const LogRecord& record, LogFormat format);

/// "broker" of "orderdesk.broker".
QByteArray shortCategory(const QByteArray& category);

class LogTail;

/// While it lives, Qt's messages of `level` and above go to `write` as whole lines, one call at a time, on a thread of
/// its own (LogWriter); it decides for qDebug() and categories alike. Make one, on the main thread, before other
/// threads start, and let it outlive them. Its end, and a fatal message, wait until all is written, a second at most.
class Logging final
{
public:
    using Write = LogWriter::Write;

    Logging(LogLevel level, LogFormat format, Write write);
    ~Logging();
    Logging(const Logging&) = delete;
    Logging& operator=(const Logging&) = delete;

    /// From now on hands a copy of each line to this too; null: no more. Any thread.
    static void copyTo(std::shared_ptr<LogTail> tail);
    static std::shared_ptr<LogTail> tail(); ///< null: there is none

    /// Waits as the end does. For who ends the program in another way.
    static void flush();

    /// Writes to standard error, each line with one call.
    static Write toStandardError();

private:
    QtMessageHandler m_previous = nullptr;
};

} // namespace orderdesk
