#pragma once

#include <QString>

namespace orderdesk::test {

/// Where this build finds things, as absolute paths; in Paths.cpp, which the build writes, so that no compiler command
/// holds them.

/// A file or folder of the checkout; without a name its root.
QString sourcePath(const QString& name = QString());
/// A file or folder of the build.
QString buildPath(const QString& name);
/// The built program.
QString programPath();
/// Qt's lupdate; in a build with a window.
QString lupdatePath();

} // namespace orderdesk::test
