#pragma once

#include "domain/IngestControl.h"
#include "words/Result.h"

namespace orderdesk {

/// Keeps over a restart that a person paused ingest: one small JSON file for a consumer group and topic, there while
/// the pause lasts. Any thread; holds nothing but names.
class PauseFile final
{
public:
    /// `directory` is made when it is needed; empty: there is none, and write() fails.
    PauseFile(const QString& directory, QString group, QString topic);

    /// $XDG_STATE_HOME/orderdesk, else ~/.local/state/orderdesk; empty without a home.
    static QString userDirectory();

    /// None: there is no pause. Fails when there is a file that cannot be read or understood.
    Result<std::optional<IngestPause>> read() const;
    /// None: removes it. The file holds the old or the new pause whole, whatever happens meanwhile.
    Result<void> write(const std::optional<IngestPause>& pause) const;

    const QString& path() const { return m_path; }

private:
    Result<void> remove() const;

    QString m_group;
    QString m_topic;
    QString m_path; ///< empty: nowhere
};

} // namespace orderdesk
