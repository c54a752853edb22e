#pragma once

#include <QMessageBox>

namespace orderdesk {

/// Says why Orderdesk ends before, or though, a person sees its window: a start from an icon has no terminal that
/// would. Main thread only.
class StartProblemBox final : public QMessageBox
{
    Q_OBJECT

public:
    /// `problem`: one line as on standard error, in English ("FILE:LINE: no such key …").
    explicit StartProblemBox(const QString& problem, QWidget* parent = nullptr);
};

} // namespace orderdesk
