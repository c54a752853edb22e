#pragma once

#include <QObject>
#include <QString>

namespace orderdesk::test {

/// The child of `parent` with this type and name. A test of a window without it is none: then the program ends.
template <typename Child>
Child* find(const QObject& parent, const char* name)
{
    auto* child = parent.findChild<Child*>(QLatin1String(name));
    if (!child)
        qFatal("%s has no %s", parent.metaObject()->className(), name);
    return child;
}

} // namespace orderdesk::test
