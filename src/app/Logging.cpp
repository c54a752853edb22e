#include "app/Logging.h"

#include "app/LogTail.h"
#include "concurrency/Mutex.h"
#include "words/EscapeText.h"
#include "json/JsonText.h"

#include <QDateTime>
#include <QLoggingCategory>

#include <cerrno>
#include <memory>
#include <unistd.h>
#include <utility>

namespace orderdesk {

namespace {

struct Sink
{
    LogLevel level;
    LogFormat format;
    LogWriter writer;
};

// Qt's handler is a plain function: what it needs has to be reachable without an argument.
Mutex sinkMutex;
std::shared_ptr<Sink> sink ORDERDESK_GUARDED_BY(sinkMutex);
std::shared_ptr<LogTail> sinkTail ORDERDESK_GUARDED_BY(sinkMutex);

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        return LogLevel::Error;
    }
    return LogLevel::Error;
}

QByteArray nameOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "error";
}

QByteArray timeText(Timestamp time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toUTC().toString(Qt::ISODateWithMs).toLatin1();
}

void handleMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const LogRecord record{currentTimestamp(), type, context.category, text};
    std::shared_ptr<LogTail> tail;
    {
        const MutexLock lock(sinkMutex);
        if (!sink || levelOf(type) < sink->level)
            return;
        sink->writer.add(formatLogLine(record, sink->format)); // under the lock: in the order of their times
        tail = sinkTail;
    }
    if (tail)
        tail->add(record);
    if (type == QtFatalMsg)
        Logging::flush(); // Qt aborts next
}

QByteArray lostLine(std::uint64_t lines, LogFormat format)
{
    return formatLogLine(
        {currentTimestamp(), QtWarningMsg, "orderdesk.app",
         QStringLiteral("%1 lines of the log are missing here: they were not read in time").arg(lines)},
        format);
}

/// Switches off what is below the level at its source, where it costs nothing.
QString filterRules(LogLevel level)
{
    const auto rule = [level](const char* pattern, LogLevel least) -> QString {
        return QLatin1String(pattern) + (level <= least ? QLatin1String("=true\n") : QLatin1String("=false\n"));
    };
    // Qt's own categories tell of every repaint: only what they warn of is ours to show.
    return rule("*.debug", LogLevel::Debug) + rule("*.info", LogLevel::Info) +
           QLatin1String("qt.*.debug=false\nqt.*.info=false\n") + rule("*.warning", LogLevel::Warning);
}

} // namespace

QByteArray shortCategory(const QByteArray& category)
{
    constexpr QByteArrayView own = "orderdesk.";
    if (category.startsWith(own))
        return category.mid(own.size());
    return category.isEmpty() || category == "default" ? QByteArray("orderdesk") : category;
}

QByteArray formatLogLine(const LogRecord& record, LogFormat format)
{
    const QByteArray level = nameOf(levelOf(record.type));
    const QByteArray category = shortCategory(record.category);
    if (format == LogFormat::Text)
        return timeText(record.time) + ' ' + level.leftJustified(7) + ' ' + category.leftJustified(8) + ' ' +
               escapeText(record.text).toUtf8() + '\n';
    JsonText json;
    json.beginObject();
    json.name("time").value(timeText(record.time));
    json.name("level").value(level);
    json.name("category").value(category);
    json.name("message").value(record.text);
    json.endObject();
    // Further than JSON demands, so that no reader's terminal is touched; all of it stands in strings.
    return escapeText(QString::fromUtf8(json.document())).toUtf8() + '\n';
}

Logging::Logging(LogLevel level, LogFormat format, Write write)
{
    {
        const MutexLock lock(sinkMutex);
        sink.reset(
            new Sink{level, format, {std::move(write), [format](std::uint64_t n) { return lostLine(n, format); }}});
    }
    QLoggingCategory::setFilterRules(filterRules(level));
    m_previous = qInstallMessageHandler(handleMessage);
}

Logging::~Logging()
{
    qInstallMessageHandler(m_previous);
    QLoggingCategory::setFilterRules({});
    std::shared_ptr<Sink> last; // whose end waits
    const MutexLock lock(sinkMutex);
    last = std::exchange(sink, nullptr);
    sinkTail.reset();
}

void Logging::flush()
{
    std::shared_ptr<Sink> current;
    {
        const MutexLock lock(sinkMutex);
        current = sink;
    }
    if (current)
        current->writer.flush(LogWriter::endGrace);
}

void Logging::copyTo(std::shared_ptr<LogTail> tail)
{
    const MutexLock lock(sinkMutex);
    sinkTail = std::move(tail);
}

std::shared_ptr<LogTail> Logging::tail()
{
    const MutexLock lock(sinkMutex);
    return sinkTail;
}

Logging::Write Logging::toStandardError()
{
    return [](const QByteArray& line) {
        for (qsizetype written = 0; written < line.size();) {
            const ssize_t count =
                ::write(STDERR_FILENO, line.constData() + written, static_cast<std::size_t>(line.size() - written));
            if (count < 0 && errno != EINTR)
                return; // a log that cannot be written has nowhere to say so
            written += count > 0 ? count : 0;
        }
    };
}

} // namespace orderdesk
