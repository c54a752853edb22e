#pragma once

#include "concurrency/AnsweringThread.h"
#include "ui/traffic/ExportPlan.h"

#include <QObject>

#include <stop_token>

namespace orderdesk {

/// Writes one export on a thread of its own: into a temporary file beside the wanted one, which takes its place at the
/// end or not at all. Belongs to the thread that made it; destroying it cancels, also a question that the database is
/// busy with.
class ExportJob final : public QObject
{
    Q_OBJECT

public:
    ExportJob(const QString& path, const ExportOptions& options, ExportPlan plan, QObject* parent = nullptr);
    ~ExportJob() override;

    void start();
    void cancel(); ///< finished() then says Cancelled

Q_SIGNALS:
    void progressed(qint64 orders);
    /// How many were written, or why no file is there: Unavailable (database, disk; the message says which and where),
    /// Cancelled, Internal.
    void finished(const orderdesk::Result<qint64>& written);

private:
    Result<qint64> guardedRun();
    Result<qint64> run();

    const QString m_path;
    const ExportOptions m_options;
    const ExportPlan m_plan;
    std::stop_source m_stop;
    TaskThread m_thread; ///< ends first, and drops what it has not told yet
};

} // namespace orderdesk
