#include "ui/traffic/ExportJob.h"

#include "ui/traffic/ExportWriter.h"

#include <QSaveFile>

#include <exception>

namespace orderdesk {

namespace {

tl::unexpected<Error> diskFailure(const QSaveFile& file)
{
    return failure(ErrorCode::Unavailable,
                   Sentence::tr("cannot write %1: %2").arg(file.fileName(), Sentence::quoted(file.errorString())));
}

} // namespace

ExportJob::ExportJob(const QString& path, const ExportOptions& options, ExportPlan plan, QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_options(options)
    , m_plan(std::move(plan))
    , m_thread(QStringLiteral("export"))
{
}

ExportJob::~ExportJob()
{
    m_stop.request_stop();
}

void ExportJob::start()
{
    m_thread.run([this] { m_thread.reply([this, written = guardedRun()] { Q_EMIT finished(written); }); });
}

void ExportJob::cancel()
{
    m_stop.request_stop();
}

/// Out of memory, or a fault of ours: this thread has nobody who would catch it.
Result<qint64> ExportJob::guardedRun()
{
    try {
        return run();
    } catch (const std::exception& exception) {
        return failure(ErrorCode::Internal,
                       Sentence::tr("the export failed: %1").arg(QString::fromLocal8Bit(exception.what())));
    } catch (...) {
        return failure(ErrorCode::Internal, Sentence::tr("the export failed"));
    }
}

Result<qint64> ExportJob::run()
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return diskFailure(file);
    if (m_options.personalData)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    ExportWriter writer(m_options, m_plan.columns);
    const ExportSource next = m_plan.open(m_options, m_stop.get_token());
    qint64 count = 0;
    file.write(writer.head());
    while (!m_stop.stop_requested()) {
        const auto records = next();
        if (!records)
            return tl::unexpected(records.error());
        if (!*records)
            break;
        for (const ExportRecord& record : **records) {
            const QByteArray text = writer.record(record);
            if (file.write(text) != text.size())
                return diskFailure(file);
        }
        count += static_cast<qint64>((*records)->size());
        m_thread.reply([this, count] { Q_EMIT progressed(count); });
    }
    if (m_stop.stop_requested())
        return failure(ErrorCode::Cancelled, Sentence::tr("cancelled"));
    file.write(writer.tail());
    if (!file.commit())
        return diskFailure(file);
    return count;
}

} // namespace orderdesk
