#include "ui/ingest/IngestBanner.h"

#include "ui/text/DisplayText.h"

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
{
    setObjectName(QStringLiteral("ingestBanner"));
    m_words->setObjectName(QStringLiteral("ingestBannerLabel"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_resume->setObjectName(QStringLiteral("resumeIngestButton"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 12, 6);
    row->addWidget(m_words, 1);
    row->addWidget(m_resume);
    connect(m_resume, &QPushButton::clicked, this, &IngestBanner::resumeWanted);
    setVisible(false);
}

void IngestBanner::showPause(const IngestSnapshot& ingest)
{
    setVisible(ingest.pause.has_value());
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
