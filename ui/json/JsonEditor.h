#pragma once

#include "ui/json/JsonReview.h"

#include <QPlainTextEdit>

namespace orderdesk {

/// A text field for JSON: coloured, with line numbers and marks under what a review found. Gives back the text exactly
/// (a plain text field makes spaces of no-break spaces). Main thread only.
class JsonEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonEditor(QWidget* parent = nullptr);

    QString exactText() const; ///< lines end with \n
    /// Replaces the whole text in one step that can be undone.
    void replaceText(const QString& text);
    void mark(const QList<JsonFinding>& findings);
    void jumpTo(int line, int column); ///< from 1

    int numbersWidth() const;
    void paintNumbers(QPaintEvent* event);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOutNumbers();

    QWidget* m_numbers;
    QList<JsonFinding> m_findings;
};

} // namespace orderdesk
