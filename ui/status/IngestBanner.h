#pragma once

#include "ingest/IngestSnapshot.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace orderdesk {

/// Over the pages while ingest is paused: since when, by whom, how many messages wait; resumes. Also while it has not
/// begun, because nobody has said where orders come from: leads to where one says it. Main thread only.
class IngestBanner final : public QFrame
{
    Q_OBJECT

public:
    explicit IngestBanner(QWidget* parent = nullptr);

    /// Hides itself unless ingest is paused or has not begun.
    void showPause(const IngestSnapshot& ingest);
    void setSetupMissing(bool isMissing);

Q_SIGNALS:
    void resumeWanted();
    void setupWanted();

private:
    void showWords();

    IngestSnapshot m_ingest;
    bool m_isSetupMissing = false;
    QLabel* m_words;
    QPushButton* m_resume;
    QPushButton* m_setup;
};

} // namespace orderdesk
