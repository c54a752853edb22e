#pragma once

#include "ui/backend/WindowBackend.h"
#include "ui/letters/LetterWork.h"

#include <QDialog>

#include <memory>

namespace Ui {
class LetterWorkDialog;
}

namespace orderdesk {

/// Shows a LetterWork from its dry run to its result and asks before it changes anything, saying how many. Closing it
/// cancels what is running. Main thread only.
class LetterWorkDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `backend` has a letter desk and a browser of dead letters.
    LetterWorkDialog(LetterWork::Action action, const WindowBackend& backend, QWidget* parent = nullptr);
    ~LetterWorkDialog() override;

    LetterWork& work() { return m_work; }

protected:
    void changeEvent(QEvent* event) override;

public Q_SLOTS:
    void reject() override;

private:
    void showState();
    void showProgress(const QString& title);
    void showQuestion();
    void showResult();
    void showGroups(const QString& heading);
    void updateActButton();
    bool wantsOnlyAccepted() const;

    std::unique_ptr<Ui::LetterWorkDialog> m_ui;
    const QString m_topic;
    LetterWork m_work;
};

} // namespace orderdesk
