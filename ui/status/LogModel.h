#pragma once

#include "ui/backend/LogLine.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <deque>

namespace orderdesk {

/// The newest lines of the log, oldest first, bounded: the oldest leave. Main thread only.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Level, Category, Message, ColumnCount };
    static constexpr int LineRole = Qt::UserRole; ///< a LogLine

    explicit LogModel(int capacity = 5000, QObject* parent = nullptr);

    /// Any number at once; at most two changes of rows.
    void append(const QList<LogLine>& lines);
    void clear();
    /// Words again, after a change of language or zone.
    void retranslate();
    const LogLine& line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const int m_capacity;
    std::deque<LogLine> m_lines;
};

/// Lets lines of a level or worse pass that hold a text in category or message, whatever the case.
class LogFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit LogFilter(LogModel* model, QObject* parent = nullptr);

    void setLeast(LogLine::Level least);
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    LogModel* m_model;
    LogLine::Level m_least = LogLine::Level::Debug;
    QString m_text;
};

/// One line as it is copied: time in UTC, level, category, message, with tabs between.
QString plainText(const LogLine& line);

} // namespace orderdesk
