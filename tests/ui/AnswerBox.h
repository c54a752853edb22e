#pragma once

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace orderdesk::test {

/// Answers the confirmation that is about to open.
inline void answerNextBox(bool yes)
{
    QTimer::singleShot(0, qApp, [yes] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box) {
            QTimer::singleShot(0, qApp, [yes] { answerNextBox(yes); });
            return;
        }
        if (yes)
            box->findChild<QPushButton*>(QStringLiteral("confirmButton"))->click();
        else
            box->button(QMessageBox::Cancel)->click();
    });
}

} // namespace orderdesk::test
