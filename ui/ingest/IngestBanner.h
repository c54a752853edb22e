#pragma once

#include "ingest/IngestSnapshot.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace orderdesk {

/// Over the pages while ingest is paused: since when, by whom, how many messages wait; resumes. Main thread only.
class IngestBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit IngestBanner(QWidget* parent = nullptr);

    /// Hides itself unless ingest is paused.
    void showPause(const IngestSnapshot& ingest);

Q_SIGNALS:
    void resumeWanted();

private:
    QLabel* m_words;
    QPushButton* m_resume;
};

} // namespace orderdesk
