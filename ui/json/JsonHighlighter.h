#pragma once

#include <QSyntaxHighlighter>

namespace orderdesk {

/// Colours member names, strings and numbers of JSON shown in a text field; colours come from the palette.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument* document);

protected:
    void highlightBlock(const QString& text) override;
};

} // namespace orderdesk
