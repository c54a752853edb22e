#include "ui/widgets/ThemeChoice.h"

#include <QApplication>

namespace orderdesk::theme {

namespace {

struct Colors
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb dim;      ///< placeholders, what is disabled
    QRgb line;     ///< lighter than it: Light, darker: Dark
    QRgb accent;   ///< links, selections
    QRgb onAccent; ///< text on it
};

QPalette paletteOf(const Colors& colors)
{
    QPalette palette(QColor(colors.button), QColor(colors.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor(color)); };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::Text, colors.text);
    set(QPalette::BrightText, colors.text);
    set(QPalette::Button, colors.button);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::ToolTipBase, colors.button);
    set(QPalette::ToolTipText, colors.text);
    set(QPalette::PlaceholderText, colors.dim);
    set(QPalette::Mid, colors.line);
    set(QPalette::Link, colors.accent);
    set(QPalette::LinkVisited, colors.accent);
    set(QPalette::Highlight, colors.accent);
    set(QPalette::HighlightedText, colors.onAccent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor(colors.dim));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.line));
    return palette;
}

} // namespace

Choice choiceFromName(const QString& name)
{
    if (name == QLatin1String("light"))
        return Choice::Light;
    return name == QLatin1String("dark") ? Choice::Dark : Choice::System;
}

QString choiceName(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    case Choice::System:
        break;
    }
    return QStringLiteral("system");
}

void apply(Choice choice)
{
    static Choice applied = Choice::System;
    if (choice == applied)
        return;
    applied = choice;
    // An empty palette makes Qt fall back to the desktop's own, now and when that changes.
    QApplication::setPalette(choice == Choice::Light  ? lightPalette()
                             : choice == Choice::Dark ? darkPalette()
                                                      : QPalette());
}

QPalette lightPalette()
{
    return paletteOf({0xf3f4f6, 0xffffff, 0xf8f9fa, 0xf0f1f3, 0x1b1e23, 0x656c76, 0xb9bec6, 0x1d4eb0, 0xffffff});
}

QPalette darkPalette()
{
    return paletteOf({0x202328, 0x181a1e, 0x1d2024, 0x2a2d33, 0xe4e6ea, 0x8f959f, 0x4a4f58, 0x3d6dc4, 0xffffff});
}

} // namespace orderdesk::theme
