#pragma once

#include "app/ExitCode.h"
#include "words/Sentence.h"

#include <QCoreApplication>
#include <QStringList>

#include <memory>

namespace orderdesk {

class IngestPipeline;
class OrderFeed;
struct WindowBackend;

/// The open window, hidden behind its life: destroying this closes it. Main thread.
class DesktopWindow
{
public:
    virtual ~DesktopWindow() = default;
    /// Shows it in front of others, looks `find` up, unless it is empty, and offers to send `files`, unless there are
    /// none.
    virtual void present(const QString& find, const QStringList& files) = 0;
    /// Says in a box why the program ends; returns when it is closed.
    virtual void sayWhyItEnds(const Sentence& problem) = 0;
};

// What follows is in DesktopWindow.cpp or in NoWindow.cpp: a program links one of them.

/// True when this program has a window at all.
bool hasDesktopWindow();
/// The application object for a window. Only when hasDesktopWindow().
std::unique_ptr<QCoreApplication> makeDesktopApplication(int& argc, char** argv);
/// Opens the window, which shows what `feed` and, unless it is null, `ingest` say; `backend` lacks only what is the
/// window's own (log, arrangement). All of it outlives the window. Null when this program has none.
std::unique_ptr<DesktopWindow> openDesktopWindow(WindowBackend backend, OrderFeed& feed, IngestPipeline* ingest);

/// There is a screen to open a window on, as far as the environment says.
inline bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// Says in a box, in the language of the window, why it was not opened; returns when it is closed. Nothing without a
/// display or where nobody would see it (QT_QPA_PLATFORM=offscreen). Makes the application object when there is none;
/// where the display cannot be reached that ends the program with `code`.
void sayWhyNoWindow(int& argc, char** argv, const Sentence& problem, ExitCode code);

} // namespace orderdesk
