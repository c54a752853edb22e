#pragma once

#include <QObject>
#include <QString>

#include <memory>

class QHeaderView;
class QMainWindow;
class QSettings;
class QSplitter;
class QWidget;

namespace orderdesk {

/// Remembers how a person arranged the window and what they prefer in it, in an INI file; the only place that knows
/// QSettings. Holds no order data and no look-ups. Main thread only.
class WindowState final : public QObject
{
    Q_OBJECT

public:
    /// `file` empty: nothing is remembered.
    explicit WindowState(const QString& file);
    ~WindowState() override;

    /// The user's own file, for the application: window.ini in the configuration folder.
    static QString userFile();

    void saveGeometry(const QString& key, const QWidget& widget);
    /// Never leaves a window where no screen is: see keepOnScreen().
    bool restoreGeometry(const QString& key, QWidget& widget) const;
    /// Toolbars and docks. What another version of the window saved is not restored.
    void saveArrangement(const QString& key, const QMainWindow& window);
    bool restoreArrangement(const QString& key, QMainWindow& window) const;
    void saveSplitter(const QString& key, const QSplitter& splitter);
    bool restoreSplitter(const QString& key, QSplitter& splitter) const;
    void saveHeader(const QString& key, const QHeaderView& header);
    bool restoreHeader(const QString& key, QHeaderView& header) const;
    /// Preferences of the window, as "live/rows"; what cannot be read is the fallback, an empty text is forgotten.
    QString text(const QString& key, const QString& fallback = {}) const;
    int number(const QString& key, int fallback) const;
    bool flag(const QString& key, bool fallback) const;
    void setText(const QString& key, const QString& value);
    void setNumber(const QString& key, int value);
    void setFlag(const QString& key, bool value);

    /// Moves, and where it must shrinks, a window so that all of it is on the screen it mostly is on, or on the first.
    static void keepOnScreen(QWidget& window);

Q_SIGNALS:
    /// A preference has a new value.
    void changed(const QString& key);

private:
    QByteArray value(const QString& key) const;
    void setValue(const QString& key, const QByteArray& value);

    std::unique_ptr<QSettings> m_settings; ///< null: nothing is remembered
};

} // namespace orderdesk
