#include "ingest/IngestSwitch.h"

#include <QLoggingCategory>

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logIngest, "orderdesk.ingest")

QString loginName()
{
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> buffer{};
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return {};
    }
    return QString::fromLocal8Bit(found->pw_name);
}

QString byWhom(const IngestPause& pause)
{
    return pause.by.isEmpty() ? QStringLiteral("somebody") : pause.by;
}

} // namespace

IngestSwitch::IngestSwitch(IngestPipeline& pipeline, PauseFile file)
    : m_pipeline(pipeline)
    , m_file(std::move(file))
{
}

void IngestSwitch::restore()
{
    const auto pause = m_file.read();
    if (!pause) {
        qCWarning(logIngest, "%s; ingest is not paused", qPrintable(explained(pause.error())));
        return;
    }
    m_pipeline.setPaused(*pause);
    if (*pause) {
        qCWarning(logIngest,
                  "ingest is paused since %s by %s; it goes on when it is resumed in the window, or started again "
                  "without %s",
                  formatRfc3339((*pause)->since).constData(), qPrintable(byWhom(**pause)), qPrintable(m_file.path()));
    }
}

Result<void> IngestSwitch::setPaused(bool paused)
{
    std::optional<IngestPause> pause;
    if (paused) {
        pause = IngestPause{currentTimestamp(), loginName()};
        qCInfo(logIngest, "ingest is paused by %s", qPrintable(byWhom(*pause)));
    } else {
        qCInfo(logIngest, "ingest is resumed");
    }
    m_pipeline.setPaused(pause);
    auto kept = m_file.write(pause);
    if (!kept) {
        qCWarning(logIngest, "%s: a restart forgets this", qPrintable(explained(kept.error())));
    }
    return kept;
}

} // namespace orderdesk
