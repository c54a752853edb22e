#pragma once

#include <QString>

#include <memory>

class QHeaderView;
class QSettings;
class QSplitter;
class QWidget;

namespace orderdesk {

/// Remembers how a person arranged the window, in an INI file; the only place that knows QSettings. Holds no order data
/// and no look-ups. Main thread only.
class WindowState final
{
public:
    /// `file` empty: nothing is remembered.
    explicit WindowState(const QString& file);
    ~WindowState();

    /// The user's own file, for the application: window.ini in the configuration folder.
    static QString userFile();

    void saveGeometry(const QString& key, const QWidget& widget);
    bool restoreGeometry(const QString& key, QWidget& widget) const;
    void saveSplitter(const QString& key, const QSplitter& splitter);
    bool restoreSplitter(const QString& key, QSplitter& splitter) const;
    void saveHeader(const QString& key, const QHeaderView& header);
    bool restoreHeader(const QString& key, QHeaderView& header) const;
    /// A small choice of the person's ("language"), empty when there is none; an empty one is forgotten.
    QString text(const QString& key) const;
    void setText(const QString& key, const QString& text);

private:
    QByteArray value(const QString& key) const;
    void setValue(const QString& key, const QByteArray& value);

    std::unique_ptr<QSettings> m_settings; ///< null: nothing is remembered
};

} // namespace orderdesk
