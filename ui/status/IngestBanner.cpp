#include "ui/status/IngestBanner.h"

#include "ui/words/DisplayText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <limits>

namespace orderdesk {

IngestBanner::IngestBanner(QWidget* parent)
    : QFrame(parent)
    , m_words(new QLabel(this))
    , m_resume(new QPushButton(this))
    , m_setup(new QPushButton(this))
{
    setObjectName(QStringLiteral("ingestBanner"));
    m_words->setObjectName(QStringLiteral("ingestBannerLabel"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_resume->setObjectName(QStringLiteral("resumeIngestButton"));
    m_setup->setObjectName(QStringLiteral("missingSetupButton"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 12, 6);
    row->addWidget(m_words, 1);
    row->addWidget(m_resume);
    row->addWidget(m_setup);
    connect(m_resume, &QPushButton::clicked, this, &IngestBanner::resumeWanted);
    connect(m_setup, &QPushButton::clicked, this, &IngestBanner::setupWanted);
    setVisible(false);
}

void IngestBanner::showPause(const IngestSnapshot& ingest)
{
    m_ingest = ingest;
    showWords();
}

void IngestBanner::setSetupMissing(bool isMissing)
{
    m_isSetupMissing = isMissing;
    showWords();
}

void IngestBanner::showWords()
{
    const IngestSnapshot& ingest = m_ingest;
    m_setup->setVisible(m_isSetupMissing);
    m_resume->setVisible(!m_isSetupMissing);
    setVisible(m_isSetupMissing || ingest.pause);
    if (m_isSetupMissing) {
        m_words->setText(tr("Nothing is read from Kafka yet: nobody has said where orders come from."));
        m_setup->setText(tr("&Set up…"));
        return;
    }
    if (!ingest.pause)
        return;
    const QString since = text::dateTime(ingest.pause->since);
    QString words = ingest.pause->by.isEmpty() ? tr("Ingest is paused since %1.").arg(since)
                                               : tr("Ingest is paused since %1 by %2.").arg(since, ingest.pause->by);
    if (ingest.lag) {
        constexpr std::int64_t most = std::numeric_limits<int>::max();
        words += u' ' + tr("%1 message(s) wait in Kafka.", nullptr, static_cast<int>(std::min(*ingest.lag, most)))
                            .arg(text::number(*ingest.lag));
    }
    m_words->setText(words);
    m_resume->setText(tr("&Resume"));
}

} // namespace orderdesk
