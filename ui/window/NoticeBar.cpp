#include "ui/window/NoticeBar.h"

#include "ui/widgets/Theme.h"
#include "ui_NoticeBar.h"

#include <QAccessible>
#include <QEvent>

namespace orderdesk {

NoticeBar::NoticeBar(const QString& icon, bool closable, QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::NoticeBar>())
    , m_icon(icon)
{
    m_ui->setupUi(this);
    m_ui->closeNoticeButton->setVisible(closable);
    connect(m_ui->closeNoticeButton, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT putAway();
    });
    paintIcons();
    hide();
}

NoticeBar::~NoticeBar() = default;

void NoticeBar::say(const QString& words)
{
    if (words != this->words()) {
        m_ui->noticeTextLabel->setText(words);
        m_ui->noticeTextLabel->setAccessibleName(words);
        if (!words.isEmpty()) {
            QAccessibleEvent alert(m_ui->noticeTextLabel, QAccessible::Alert);
            QAccessible::updateAccessibility(&alert);
        }
    }
    setVisible(!words.isEmpty());
}

QString NoticeBar::words() const
{
    return m_ui->noticeTextLabel->text();
}

void NoticeBar::paintIcons()
{
    m_ui->noticeIconLabel->setPixmap(theme::pixmap(m_icon, theme::toneText(Tone::Warning), 18, devicePixelRatioF()));
    m_ui->closeNoticeButton->setIcon(theme::icon(QStringLiteral("close"), theme::mutedText()));
}

void NoticeBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcons();
    if (event->type() == QEvent::LanguageChange) {
        const QString said = words();
        m_ui->retranslateUi(this);
        m_ui->noticeTextLabel->setText(said);
    }
}

} // namespace orderdesk
