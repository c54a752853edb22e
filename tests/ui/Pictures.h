#pragma once

#include "ui/window/MainWindow.h"

#include <QDir>

namespace orderdesk::test {

/// How the window looks on a picture.
struct Look
{
    bool dark = false;
    bool russian = false;

    QString name() const;
    /// A window begins with what the system has.
    void putOn(const MainWindow& window) const;
};

/// Takes pictures of widgets into a folder, for people to look at.
class Pictures
{
public:
    Pictures(QDir folder, QString prefix);

    void take(QWidget& widget, const QString& name) const;

private:
    QDir m_folder;
    QString m_prefix;
};

void wait(int milliseconds = 400);

/// Every dialog, menu and pop-up: preferences, setup, about, filters, export, seek.
void takeDialogs(const Pictures& pictures, Look look);

} // namespace orderdesk::test
