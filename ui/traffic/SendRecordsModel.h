#pragma once

#include "outgoing/OrderSender.h"
#include "ui/widgets/ColumnModel.h"

#include <QStringList>

namespace orderdesk {

/// What became of each order of a check or a sending: first what is not sent, then the others, both in the order of the
/// sources. Holds at most `maxRows` of the good
/// and as many of the others, so that no error is lost among many that are right. Main thread only.
class SendRecordsModel final : public ColumnModel
{
    Q_OBJECT

public:
    enum Column { Place, Number, Result, Detail, ColumnCount };

    static constexpr std::size_t maxRows = 5'000;

    using ColumnModel::ColumnModel;

    /// Begins anew. `sourceNames` as the sources are numbered.
    void clear(const QStringList& sourceNames);
    void append(const std::vector<SendRecord>& records);
    const SendRecord& recordAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    bool isCut() const { return m_isCut; } ///< not every record has a row

private:
    std::size_t rows() const override { return m_rows.size(); }
    int columns() const override { return ColumnCount; }
    QString title(int column) const override;
    QVariant cell(int row, int column, int role) const override;
    void insert(std::size_t row, std::vector<SendRecord> records);
    QString display(const SendRecord& record, int column) const;

    QStringList m_sourceNames;
    std::vector<SendRecord> m_rows;
    std::size_t m_good = 0;
    bool m_isCut = false;
};

} // namespace orderdesk
