#include "ui/status/LogModel.h"

#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Tone.h"
#include "ui/words/DisplayText.h"

#include <algorithm>

namespace orderdesk {

namespace {

BadgeContent badgeOf(LogLine::Level level)
{
    switch (level) {
    case LogLine::Level::Debug:
        return {Tone::Neutral, QStringLiteral("lamp-off"), LogModel::tr("debug")};
    case LogLine::Level::Info:
        return {Tone::Info, QStringLiteral("check"), LogModel::tr("info")};
    case LogLine::Level::Warning:
        return {Tone::Warning, QStringLiteral("warning"), LogModel::tr("warning")};
    case LogLine::Level::Error:
        break;
    }
    return {Tone::Bad, QStringLiteral("cross"), LogModel::tr("error")};
}

const char* nameOf(LogLine::Level level)
{
    const char* const names[] = {"debug", "info", "warning", "error"};
    return names[static_cast<int>(level)];
}

} // namespace

LogModel::LogModel(int capacity, QObject* parent)
    : QAbstractTableModel(parent)
    , m_capacity(std::max(1, capacity))
{
}

void LogModel::append(const QList<LogLine>& lines)
{
    const auto fresh = static_cast<int>(std::min<qsizetype>(lines.size(), m_capacity));
    if (fresh == 0)
        return;
    const int surplus = std::max(0, rowCount() + fresh - m_capacity);
    if (surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + surplus);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + fresh - 1);
    m_lines.insert(m_lines.end(), lines.end() - fresh, lines.end());
    endInsertRows();
}

void LogModel::clear()
{
    if (m_lines.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_lines.clear();
    endRemoveRows();
}

void LogModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine& shown = line(index.row());
    if (role == LineRole)
        return QVariant::fromValue(shown);
    if (index.column() == Level && role == BadgeRole)
        return QVariant::fromValue(badgeOf(shown.level));
    if (role == Qt::ToolTipRole)
        return index.column() == Time ? text::timeToolTip(shown.time) : shown.message;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return text::timeOfDay(shown.time);
    case Level:
        return badgeOf(shown.level).text;
    case Category:
        return shown.category;
    default:
        return shown.message;
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Category:
        return tr("Category");
    case Message:
        return tr("Message");
    default:
        return {};
    }
}

LogFilter::LogFilter(LogModel* model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void LogFilter::setLeast(LogLine::Level least)
{
    m_least = least;
    invalidateFilter();
}

void LogFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const LogLine& line = m_model->line(row);
    return line.level >= m_least && (m_text.isEmpty() || line.message.contains(m_text, Qt::CaseInsensitive) ||
                                     line.category.contains(m_text, Qt::CaseInsensitive));
}

QString plainText(const LogLine& line)
{
    return QStringList{QString::fromLatin1(formatRfc3339(line.time)), QLatin1String(nameOf(line.level)), line.category,
                       line.message}
        .join(u'\t');
}

} // namespace orderdesk
