#pragma once

#include "words/Sentence.h"

#include <QMessageBox>

namespace orderdesk {

/// Says why Orderdesk ends before, or though, a person sees its window: a start from an icon has no terminal that
/// would. Main thread only.
class StartProblemBox final : public QMessageBox
{
    Q_OBJECT

public:
    /// `problem`: the line that standard error gets ("FILE:LINE: no such key …").
    explicit StartProblemBox(const Sentence& problem, QWidget* parent = nullptr);
};

} // namespace orderdesk
