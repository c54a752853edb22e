#include "ui/backend/WindowState.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>

#include <algorithm>

namespace orderdesk {

namespace {

// To be raised whenever a toolbar or dock gets another meaning.
constexpr int arrangementVersion = 1;

// A header's state is only good for the columns it was saved with.
QString headerKey(const QString& key, const QHeaderView& header)
{
    return QStringLiteral("headers/%1-%2").arg(key).arg(header.count());
}

} // namespace

WindowState::WindowState(const QString& file)
    : m_settings(file.isEmpty() ? nullptr : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

WindowState::~WindowState() = default;

QString WindowState::userFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/window.ini");
}

void WindowState::saveGeometry(const QString& key, const QWidget& widget)
{
    setValue(QStringLiteral("geometry/") + key, widget.saveGeometry());
}

bool WindowState::restoreGeometry(const QString& key, QWidget& widget) const
{
    const QByteArray saved = value(QStringLiteral("geometry/") + key);
    if (saved.isEmpty() || !widget.restoreGeometry(saved))
        return false;
    keepOnScreen(widget);
    return true;
}

void WindowState::saveArrangement(const QString& key, const QMainWindow& window)
{
    setValue(QStringLiteral("arrangement/") + key, window.saveState(arrangementVersion));
}

bool WindowState::restoreArrangement(const QString& key, QMainWindow& window) const
{
    const QByteArray saved = value(QStringLiteral("arrangement/") + key);
    return !saved.isEmpty() && window.restoreState(saved, arrangementVersion);
}

void WindowState::saveSplitter(const QString& key, const QSplitter& splitter)
{
    setValue(QStringLiteral("splitters/") + key, splitter.saveState());
}

bool WindowState::restoreSplitter(const QString& key, QSplitter& splitter) const
{
    const QByteArray saved = value(QStringLiteral("splitters/") + key);
    return !saved.isEmpty() && splitter.restoreState(saved);
}

void WindowState::saveHeader(const QString& key, const QHeaderView& header)
{
    setValue(headerKey(key, header), header.saveState());
}

bool WindowState::restoreHeader(const QString& key, QHeaderView& header) const
{
    const QByteArray saved = value(headerKey(key, header));
    return !saved.isEmpty() && header.restoreState(saved);
}

QString WindowState::text(const QString& key, const QString& fallback) const
{
    return m_settings ? m_settings->value(key, fallback).toString() : fallback;
}

int WindowState::number(const QString& key, int fallback) const
{
    bool isNumber = false;
    const int number = text(key).toInt(&isNumber);
    return isNumber ? number : fallback;
}

bool WindowState::flag(const QString& key, bool fallback) const
{
    const QString found = text(key);
    return found == QLatin1String("true") || (found != QLatin1String("false") && fallback);
}

void WindowState::setText(const QString& key, const QString& value)
{
    if (text(key) == value)
        return;
    if (m_settings && value.isEmpty())
        m_settings->remove(key);
    else if (m_settings)
        m_settings->setValue(key, value);
    Q_EMIT changed(key);
}

void WindowState::setNumber(const QString& key, int value)
{
    setText(key, QString::number(value));
}

void WindowState::setFlag(const QString& key, bool value)
{
    setText(key, value ? QStringLiteral("true") : QStringLiteral("false"));
}

void WindowState::keepOnScreen(QWidget& window)
{
    const QScreen* screen = QGuiApplication::screenAt(window.geometry().center());
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    if (!screen || window.isMaximized() || window.isFullScreen())
        return;
    // Before it is first shown nobody knows how large the frame around it will be.
    const bool hasFrame = window.frameGeometry() != window.geometry();
    const QMargins frame = hasFrame ? QMargins(window.geometry().left() - window.frameGeometry().left(),
                                               window.geometry().top() - window.frameGeometry().top(),
                                               window.frameGeometry().right() - window.geometry().right(),
                                               window.frameGeometry().bottom() - window.geometry().bottom())
                                    : QMargins(8, 32, 8, 8);
    const QRect free = screen->availableGeometry();
    const QSize room = free.marginsRemoved(frame).size();
    const QSize size = window.size().boundedTo(room);
    QRect wanted(window.pos(), size.grownBy(frame)); // with its frame, as pos() is
    wanted.moveRight(std::min(wanted.right(), free.right()));
    wanted.moveBottom(std::min(wanted.bottom(), free.bottom()));
    wanted.moveLeft(std::max(wanted.left(), free.left()));
    wanted.moveTop(std::max(wanted.top(), free.top()));
    if (wanted.topLeft() != window.pos())
        window.move(wanted.topLeft());
    if (size != window.size())
        window.resize(size);
}

QByteArray WindowState::value(const QString& key) const
{
    return m_settings ? m_settings->value(key).toByteArray() : QByteArray();
}

void WindowState::setValue(const QString& key, const QByteArray& value)
{
    if (m_settings)
        m_settings->setValue(key, value);
}

} // namespace orderdesk
