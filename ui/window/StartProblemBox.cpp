#include "ui/window/StartProblemBox.h"

#include "ui/widgets/Theme.h"
#include "ui/words/Sentences.h"

namespace orderdesk {

StartProblemBox::StartProblemBox(const Sentence& problem, QWidget* parent)
    : QMessageBox(parent)
{
    setIcon(Critical);
    setWindowTitle(QStringLiteral("Orderdesk"));
    setWindowIcon(theme::icon(QStringLiteral("orderdesk"), Qt::black));
    setTextFormat(Qt::PlainText);
    setText(tr("Orderdesk cannot run like this."));
    setInformativeText(
        QStringList{text::sentence(problem), tr("Correct that and start it again.")}.join(QLatin1String("\n\n")));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setStandardButtons(Close);
}

} // namespace orderdesk
