#pragma once

#include "ingest/IngestSnapshot.h"
#include "ui/backend/WindowBackend.h"

#include <QObject>

class QAction;
class QBoxLayout;
class QMenu;

namespace orderdesk {

class IngestBanner;

/// Pause, resume and seek, as the window offers them: menu, banner, dialog. Nothing of it is there in a viewer. Lives
/// with the window. Main thread only.
class IngestControls final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this. The banner goes to the top of `column`.
    IngestControls(const WindowBackend& backend, QMenu* menu, QAction* pause, QBoxLayout* column, QWidget* window);

    void show(const std::optional<IngestSnapshot>& ingest);
    void setSetupMissing(bool isMissing); ///< ingest has not begun: the banner says so
    void retranslate();
    QAction* seekAction() const { return m_seek; }

Q_SIGNALS:
    void said(const QString& message);
    void setupWanted();

private:
    void setPaused(bool paused);
    void openSeek();

    const WindowBackend& m_backend;
    QAction* m_pause;
    QAction* m_seek;
    IngestBanner* m_banner;
    QWidget* m_window;
};

} // namespace orderdesk
