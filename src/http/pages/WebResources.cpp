#include "http/pages/WebResources.h"

#include <QFile>
#include <QString>

/// Q_INIT_RESOURCE must stand outside of any namespace. It keeps the linker from dropping the resources of a static
/// library.
static void initialiseWebResources()
{
    Q_INIT_RESOURCE(web);
}

namespace orderdesk {

QByteArray webResource(const char* folder, const char* name, const char* suffix)
{
    initialiseWebResources();
    QFile file(QStringLiteral(":/orderdesk/web/") + QLatin1String(folder) + QLatin1Char('/') + QLatin1String(name) +
               QLatin1String(suffix));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace orderdesk
