#pragma once

#include <QObject>
#include <QStringListModel>

class QCompleter;
class QLineEdit;

namespace orderdesk {

class FilterValues;

/// Completes the condition that is typed into a box: first the words for fields, in the language of the moment, then,
/// behind the colon, states, periods and the values that were seen. Lives with the box. Main thread only.
class FilterCompletion final : public QObject
{
    Q_OBJECT

public:
    explicit FilterCompletion(QLineEdit* box);

    void setValues(const FilterValues* values) { m_values = values; } ///< null: none; outlives this
    /// Only what a stored order can be.
    void setStoredOnly(bool storedOnly) { m_storedOnly = storedOnly; }
    void open();         ///< for what is in the box
    bool hasRow() const; ///< it is open, and a person is on one of its rows

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QStringList offered(const QString& line) const;
    void refresh();
    void retranslate();

    QLineEdit* m_box;
    QStringListModel m_offered;
    QCompleter* m_completer;
    const FilterValues* m_values = nullptr;
    bool m_storedOnly = false;
};

} // namespace orderdesk
