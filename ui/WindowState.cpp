#include "ui/WindowState.h"

#include <QHeaderView>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>

namespace orderdesk {

namespace {

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
    return !saved.isEmpty() && widget.restoreGeometry(saved);
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

QString WindowState::text(const QString& key) const
{
    return m_settings ? m_settings->value(key).toString() : QString();
}

void WindowState::setText(const QString& key, const QString& text)
{
    if (!m_settings)
        return;
    if (text.isEmpty())
        m_settings->remove(key);
    else
        m_settings->setValue(key, text);
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
