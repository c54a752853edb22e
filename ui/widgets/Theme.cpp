#include "ui/widgets/Theme.h"

#include <QApplication>
#include <QBuffer>
#include <QFile>
#include <QFontDatabase>
#include <QImageReader>
#include <QPalette>
#include <QPixmapCache>

#include <optional>

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

bool isDark()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

QColor mutedText()
{
    const QPalette palette = QGuiApplication::palette();
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.36);
}

QColor onAccent()
{
    return QGuiApplication::palette().color(QPalette::Base);
}

QColor toneText(Tone tone)
{
    const bool dark = isDark();
    switch (tone) {
    case Tone::Neutral:
        return mutedText();
    case Tone::Info:
        return dark ? QColor(0x8a, 0xb8, 0xff) : QColor(0x1d, 0x4e, 0xb0);
    case Tone::Good:
        return dark ? QColor(0x7d, 0xd3, 0x9a) : QColor(0x17, 0x6b, 0x3a);
    case Tone::Warning:
        return dark ? QColor(0xf2, 0xc0, 0x66) : QColor(0x8a, 0x54, 0x00);
    case Tone::Bad:
        return dark ? QColor(0xff, 0x9b, 0x90) : QColor(0xb0, 0x22, 0x1a);
    }
    return mutedText();
}

QColor toneGround(Tone tone)
{
    return mixed(QGuiApplication::palette().color(QPalette::Base), toneText(tone), isDark() ? 0.17 : 0.11);
}

QString styleSheet()
{
    keepResources();
    QFile file(QStringLiteral(":/orderdesk/window.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QPalette palette = QGuiApplication::palette();
    const QColor window = palette.color(QPalette::Window);
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor accent = toneText(Tone::Info);
    const std::pair<QLatin1String, QColor> colors[] = {
        {QLatin1String("@badground"), toneGround(Tone::Bad)},
        {QLatin1String("@base"), base},
        {QLatin1String("@bad"), toneText(Tone::Bad)},
        {QLatin1String("@hairline"), mixed(window, text, isDark() ? 0.18 : 0.14)},
        {QLatin1String("@faint"), mixed(base, text, isDark() ? 0.10 : 0.08)},
        {QLatin1String("@muted"), mutedText()},
        {QLatin1String("@text"), text},
        {QLatin1String("@hover"), mixed(base, text, 0.05)},
        {QLatin1String("@pressed"), mixed(base, text, 0.13)},
        {QLatin1String("@tinted"), toneGround(Tone::Info)},
        {QLatin1String("@accent"), accent},
        {QLatin1String("@strong"), mixed(accent, text, 0.25)},
        {QLatin1String("@selection"), mixed(base, accent, isDark() ? 0.28 : 0.16)},
        {QLatin1String("@disabled"), mixed(window, base, 0.3)},
    };
    for (const auto& [name, color] : colors)
        sheet.replace(name, color.name());
    // A size in points would not follow the fonts of the desktop.
    const qreal points = QApplication::font().pointSizeF();
    sheet.replace(QLatin1String("@largePt"), QStringLiteral("%1pt").arg(points * 1.2));
    sheet.replace(QLatin1String("@titlePt"), QStringLiteral("%1pt").arg(points * 1.4));
    // A style sheet takes its pictures from files, which cannot be tinted: there is one for each.
    return sheet.replace(QLatin1String("@theme"), isDark() ? QLatin1String("dark") : QLatin1String("light"));
}

QFont monospaced(qreal scale)
{
    // One font for all cells that ask for it while they are painted: it carries what was found for it.
    static QFont usual;
    static std::optional<QFont> base;
    const QFont now = QApplication::font();
    if (base != now) {
        base = now;
        usual = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        usual.setPointSizeF(now.pointSizeF());
    }
    if (qFuzzyCompare(scale, 1.0))
        return usual;
    QFont scaled = usual;
    scaled.setPointSizeF(now.pointSizeF() * scale);
    return scaled;
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

QIcon icon(const QString& name, const QColor& color, const QColor& selected)
{
    QIcon result;
    for (const int size : {16, 20, 24, 32, 48, 64}) {
        const QPixmap drawn = pixmap(name, color, size, 1.0);
        if (!drawn.isNull())
            result.addPixmap(drawn);
        if (!drawn.isNull() && selected.isValid())
            result.addPixmap(pixmap(name, selected, size, 1.0), QIcon::Selected);
    }
    return result;
}

} // namespace orderdesk::theme
