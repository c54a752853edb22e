#pragma once

#include "letters/DeadLetterBrowser.h"
#include "ui/letters/LetterChangesModel.h"

#include <QDialog>

class QLabel;

namespace orderdesk {

class OrderActions;
class WindowState;

/// The audit of all dead letters as a table: who sent what again or discarded it, when. Main thread only.
class LetterChangesDialog final : public QDialog
{
    Q_OBJECT

public:
    LetterChangesDialog(AsyncDeadLetterBrowser& browser, OrderActions& orders, WindowState& state,
                        QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fetch(std::optional<std::int64_t> before);
    void retranslate();

    AsyncDeadLetterBrowser& m_browser;
    LetterChangesModel m_model;
    QLabel* m_noteLabel;
};

} // namespace orderdesk
