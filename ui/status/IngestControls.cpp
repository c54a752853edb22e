#include "ui/status/IngestControls.h"

#include "ui/status/IngestBanner.h"
#include "ui/status/SeekDialog.h"
#include "ui/words/Sentences.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QSignalBlocker>

namespace orderdesk {

IngestControls::IngestControls(const WindowBackend& backend, QMenu* menu, QAction* pause, QBoxLayout* column,
                               QWidget* window)
    : QObject(window)
    , m_backend(backend)
    , m_pause(pause)
    , m_seek(menu->addAction(QString()))
    , m_banner(new IngestBanner)
    , m_window(window)
{
    column->insertWidget(0, m_banner);
    m_seek->setObjectName(QStringLiteral("seekAction"));
    m_seek->setVisible(static_cast<bool>(backend.planSeek));
    m_pause->setVisible(static_cast<bool>(backend.setIngestPaused));
    menu->menuAction()->setVisible(static_cast<bool>(backend.setIngestPaused));
    connect(m_pause, &QAction::triggered, this, &IngestControls::setPaused);
    connect(m_seek, &QAction::triggered, this, &IngestControls::openSeek);
    connect(m_banner, &IngestBanner::resumeWanted, this, [this] { setPaused(false); });
    connect(m_banner, &IngestBanner::setupWanted, this, &IngestControls::setupWanted);
    retranslate();
}

void IngestControls::setSetupMissing(bool isMissing)
{
    m_banner->setSetupMissing(isMissing);
}

void IngestControls::show(const std::optional<IngestSnapshot>& ingest)
{
    m_banner->showPause(ingest.value_or(IngestSnapshot{}));
    m_pause->setChecked(ingest && ingest->pause);
}

void IngestControls::setPaused(bool paused)
{
    if (!m_backend.setIngestPaused)
        return;
    const Result<void> kept = m_backend.setIngestPaused(paused);
    if (!kept)
        Q_EMIT said(tr("Done, but a restart forgets it: %1").arg(text::sentence(kept.error().message)));
    else
        Q_EMIT said(paused ? tr("Ingest paused: messages wait in Kafka") : tr("Ingest goes on"));
    if (m_backend.ingest)
        show(m_backend.ingest());
}

void IngestControls::openSeek()
{
    SeekDialog dialog({m_backend.planSeek, m_backend.seek}, m_window);
    connect(&dialog, &SeekDialog::said, this, &IngestControls::said);
    dialog.exec();
}

void IngestControls::retranslate()
{
    m_seek->setText(tr("&Go to another place in the topic…"));
}

} // namespace orderdesk
