#include "app/DesktopWindow.h"
#include "ui/backend/WindowBackend.h"

// Takes the place of DesktopWindow.cpp in a program without a window.
namespace orderdesk {

bool hasDesktopWindow()
{
    return false;
}

std::unique_ptr<QCoreApplication> makeDesktopApplication(int& argc, char** argv)
{
    return std::make_unique<QCoreApplication>(argc, argv);
}

std::unique_ptr<DesktopWindow> openDesktopWindow(WindowBackend, OrderFeed&, IngestPipeline*)
{
    return {};
}

void sayWhyNoWindow(int&, char**, const Sentence&, ExitCode) {}

} // namespace orderdesk
