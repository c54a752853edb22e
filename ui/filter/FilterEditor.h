#pragma once

#include "ui/filter/FilterCondition.h"

#include <QFrame>

#include <memory>

namespace Ui {
class FilterEditor;
}

namespace orderdesk {

/// A small window under a chip that changes its condition, completes its value to those known, and says while one types
/// why it cannot be read. Enter applies, Esc or a click outside leaves everything as it was. Deletes itself. Main
/// thread only.
class FilterEditor final : public QFrame
{
    Q_OBJECT

public:
    FilterEditor(const FilterCondition& condition, const QStringList& known, bool storedOnly, QWidget* parent);
    ~FilterEditor() override;

    void openUnder(const QWidget& anchor);
    FilterCondition condition() const;

Q_SIGNALS:
    void applied(const orderdesk::FilterCondition& condition);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setUpCompletion(const QStringList& known);
    void fillChoices();
    void showFields();
    void check();
    void apply();

    std::unique_ptr<Ui::FilterEditor> m_ui;
    FilterCondition m_condition;
    bool m_storedOnly;
};

} // namespace orderdesk
