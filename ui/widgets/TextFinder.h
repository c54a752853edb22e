#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QPlainTextEdit;

namespace orderdesk {

/// Finds text in a text field without regard to case: marks each place, goes from one to the next and round. Looks
/// again by itself when the text changes. Lives with the field. Main thread.
class TextFinder final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostHits = 10'000; ///< then it counts no further

    explicit TextFinder(QPlainTextEdit* edit);

    /// Goes to the first place at or after the cursor. Empty: nothing is looked for.
    void setNeedle(const QString& needle);
    void step(int by); ///< 1 or -1, round the ends

    qsizetype count() const { return m_hits.size(); }
    bool isCutOff() const { return m_hits.size() == mostHits; }
    qsizetype current() const { return m_current + 1; } ///< counts from 1; 0: none

Q_SIGNALS:
    void changed();

private:
    void search();
    void go(qsizetype hit);
    void mark();

    QPlainTextEdit* m_edit;
    QString m_needle;
    QList<int> m_hits; ///< positions in the document
    qsizetype m_current = -1;
};

} // namespace orderdesk
