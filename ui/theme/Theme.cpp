#include "ui/theme/Theme.h"

#include <QApplication>
#include <QBuffer>
#include <QFile>
#include <QFontDatabase>
#include <QImageReader>
#include <QPixmapCache>

// The icons are part of a static library: without this call the linker leaves them out. Outside any namespace, because
// Q_INIT_RESOURCE declares a function of the global one. Calling it again does nothing.
static void keepResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace {

QColor mixed(const QColor& a, const QColor& b, qreal shareOfB)
{
    const qreal shareOfA = 1 - shareOfB;
    return QColor::fromRgbF(static_cast<float>(a.redF() * shareOfA + b.redF() * shareOfB),
                            static_cast<float>(a.greenF() * shareOfA + b.greenF() * shareOfB),
                            static_cast<float>(a.blueF() * shareOfA + b.blueF() * shareOfB));
}

} // namespace

namespace orderdesk::theme {

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor mutedText(const QPalette& palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.38);
}

QColor hairline(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), isDark(palette) ? 0.18 : 0.14);
}

QColor toneText(const QPalette& palette, Tone tone)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Neutral:
        return mutedText(palette);
    case Tone::Info:
        return dark ? QColor(0x8a, 0xb8, 0xff) : QColor(0x1d, 0x4e, 0xb0);
    case Tone::Good:
        return dark ? QColor(0x7d, 0xd3, 0x9a) : QColor(0x17, 0x6b, 0x3a);
    case Tone::Warning:
        return dark ? QColor(0xf2, 0xc0, 0x66) : QColor(0x8a, 0x54, 0x00);
    case Tone::Bad:
        return dark ? QColor(0xff, 0x9b, 0x90) : QColor(0xb0, 0x22, 0x1a);
    }
    return mutedText(palette);
}

QColor toneGround(const QPalette& palette, Tone tone)
{
    return mixed(palette.color(QPalette::Base), toneText(palette, tone), isDark(palette) ? 0.17 : 0.11);
}

QString styleSheet(const QPalette& palette)
{
    QFile file(QStringLiteral(":/orderdesk/window.qss"));
    keepResources();
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor accent = toneText(palette, Tone::Info);
    sheet.replace(QStringLiteral("@base"), base.name());
    sheet.replace(QStringLiteral("@hairline"), hairline(palette).name());
    sheet.replace(QStringLiteral("@muted"), mutedText(palette).name());
    sheet.replace(QStringLiteral("@text"), text.name());
    sheet.replace(QStringLiteral("@hover"), mixed(palette.color(QPalette::Window), text, 0.07).name());
    sheet.replace(QStringLiteral("@pressed"), mixed(palette.color(QPalette::Window), text, 0.14).name());
    sheet.replace(QStringLiteral("@accentground"), toneGround(palette, Tone::Info).name());
    sheet.replace(QStringLiteral("@accent"), accent.name());
    sheet.replace(QStringLiteral("@selection"), mixed(base, accent, isDark(palette) ? 0.28 : 0.16).name());
    return sheet;
}

QFont monospaced(qreal scale)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF() * scale);
    return font;
}

QPixmap pixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio)
{
    const int pixels = qRound(size * devicePixelRatio);
    const QString key = QStringLiteral("orderdesk/%1/%2/%3").arg(name, color.name()).arg(pixels);
    QPixmap result;
    if (!QPixmapCache::find(key, &result)) {
        keepResources();
        QFile file(QStringLiteral(":/orderdesk/icons/%1.svg").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArray svg = file.readAll();
        svg.replace("#000", color.name().toLatin1());
        QBuffer buffer(&svg);
        QImageReader reader(&buffer, "svg");
        reader.setScaledSize(QSize(pixels, pixels));
        result = QPixmap::fromImage(reader.read());
        QPixmapCache::insert(key, result);
    }
    result.setDevicePixelRatio(devicePixelRatio);
    return result;
}

QIcon icon(const QString& name, const QColor& color)
{
    QIcon result;
    for (const int size : {16, 20, 24, 32, 48, 64}) {
        const QPixmap drawn = pixmap(name, color, size, 1.0);
        if (!drawn.isNull())
            result.addPixmap(drawn);
    }
    return result;
}

} // namespace orderdesk::theme
