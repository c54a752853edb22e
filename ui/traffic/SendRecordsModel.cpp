#include "ui/traffic/SendRecordsModel.h"

#include "ui/widgets/TableRoles.h"
#include "ui/widgets/Theme.h"
#include "ui/widgets/Tone.h"
#include "ui/widgets/ViolationsText.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <array>
#include <iterator>
#include <utility>

namespace orderdesk {

namespace {

BadgeContent resultOf(const SendRecord& record)
{
    if (record.position)
        return {Tone::Good, QStringLiteral("check"), SendRecordsModel::tr("sent")};
    if (record.error)
        return {Tone::Bad, QStringLiteral("cross"),
                record.line == 0 ? SendRecordsModel::tr("not read") : SendRecordsModel::tr("not sent")};
    if (!record.isValid)
        return {Tone::Bad, QStringLiteral("cross"), SendRecordsModel::tr("refused")};
    if (!record.violations.empty())
        return {Tone::Warning, QStringLiteral("warning"), SendRecordsModel::tr("valid, warnings")};
    return {Tone::Good, QStringLiteral("check"), SendRecordsModel::tr("valid")};
}

QString detailOf(const SendRecord& record)
{
    if (record.position)
        return text::wholePosition(*record.position);
    if (record.error)
        return text::sentence(record.error->message);
    return record.violations.empty() ? QString() : violationHeadline(record.violations);
}

/// Every rule it breaks, one a line.
QString allViolations(const SendRecord& record)
{
    constexpr int most = 30;
    QStringList lines;
    for (const Fact& fact : violationFacts(record.violations)) {
        if (lines.size() < most)
            lines += SendRecordsModel::tr("%1: %2").arg(fact.label, fact.value);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void SendRecordsModel::clear(const QStringList& sourceNames)
{
    beginResetModel();
    m_sourceNames = sourceNames;
    m_rows.clear();
    m_good = 0;
    m_isCut = false;
    endResetModel();
}

void SendRecordsModel::append(const std::vector<SendRecord>& records)
{
    std::vector<SendRecord> good;
    std::vector<SendRecord> others;
    const std::size_t othersThere = m_rows.size() - m_good;
    for (const SendRecord& record : records) {
        const bool isGood = record.isValid && !record.error;
        std::vector<SendRecord>& kept = isGood ? good : others;
        if ((isGood ? m_good : othersThere) + kept.size() < maxRows)
            kept.push_back(record);
        else
            m_isCut = true;
    }
    m_good += good.size();
    insert(othersThere, std::move(others));
    insert(m_rows.size(), std::move(good));
}

void SendRecordsModel::insert(std::size_t row, std::vector<SendRecord> records)
{
    if (records.empty())
        return;
    const int first = static_cast<int>(row);
    beginInsertRows({}, first, first + static_cast<int>(records.size()) - 1);
    m_rows.insert(m_rows.begin() + first, std::make_move_iterator(records.begin()),
                  std::make_move_iterator(records.end()));
    endInsertRows();
}

QString SendRecordsModel::display(const SendRecord& record, int column) const
{
    switch (column) {
    case Place: {
        QString name = m_sourceNames.value(static_cast<qsizetype>(record.source));
        if (record.line == 0)
            return name;
        return m_sourceNames.size() > 1 ? tr("%1, line %2").arg(name).arg(record.line) : tr("line %1").arg(record.line);
    }
    case Number:
        return text::fromUtf8(record.orderUid);
    case Result:
        return resultOf(record).text;
    case Detail:
        return detailOf(record);
    default:
        return {};
    }
}

QVariant SendRecordsModel::cell(int row, int column, int role) const
{
    const SendRecord& record = recordAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(record, column);
    case Qt::ToolTipRole:
        return column == Detail && !record.violations.empty() ? allViolations(record) : display(record, column);
    case Qt::FontRole:
        return column == Number ? QVariant(theme::monospaced()) : QVariant();
    case BadgeRole:
        return column == Result ? QVariant::fromValue(resultOf(record)) : QVariant();
    case OrderUidRole:
        return text::fromUtf8(record.orderUid);
    default:
        return {};
    }
}

QString SendRecordsModel::title(int column) const
{
    static constexpr std::array titles{QT_TR_NOOP("Place"), QT_TR_NOOP("Order number"), QT_TR_NOOP("Result"),
                                       QT_TR_NOOP("Detail")};
    static_assert(titles.size() == ColumnCount);
    return tr(titles.at(static_cast<std::size_t>(column)));
}

} // namespace orderdesk
