#pragma once

#include "ingest/IngestPipeline.h"
#include "ingest/PauseFile.h"

namespace orderdesk {

/// A person's hand on ingest: pauses and resumes it, and keeps a pause over a restart. Main thread; the pipeline
/// outlives it.
class IngestSwitch final
{
public:
    IngestSwitch(IngestPipeline& pipeline, PauseFile file);

    /// Pauses as it was at the end of the last run; says so in the log. Before the pipeline starts.
    void restore();
    /// Takes effect within 200 ms. Fails when it could not be kept for the next start; it is done all the same.
    Result<void> setPaused(bool paused);

private:
    IngestPipeline& m_pipeline;
    const PauseFile m_file;
};

} // namespace orderdesk
