#include "ui/preferences/SecretEdit.h"

#include "ui_SecretEdit.h"

#include <QEvent>
#include <QFileDialog>

namespace orderdesk {

SecretEdit::SecretEdit(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SecretEdit>())
{
    m_ui->setupUi(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setFocusProxy(m_ui->modeComboBox);
    connect(m_ui->modeComboBox, &QComboBox::currentIndexChanged, this, &SecretEdit::updateMode);
    // It may be longer than the room.
    connect(m_ui->modeComboBox, &QComboBox::currentTextChanged, m_ui->modeComboBox, &QWidget::setToolTip);
    connect(m_ui->secretLineEdit, &QLineEdit::textEdited, this, &SecretEdit::changed);
    connect(m_ui->secretFileLineEdit, &QLineEdit::textEdited, this, &SecretEdit::changed);
    connect(m_ui->browseButton, &QToolButton::clicked, this, &SecretEdit::browse);
    updateWords();
    updateMode();
}

SecretEdit::~SecretEdit() = default;

void SecretEdit::setSetting(const EditableSetting& setting)
{
    m_setting = setting;
    m_ui->secretLineEdit->clear();
    m_ui->secretFileLineEdit->setText(setting.secretFile);
    m_ui->modeComboBox->setCurrentIndex(Keep);
    m_ui->modeComboBox->setEnabled(setting.isEditable());
    // An address is no secret, only the password in it is.
    m_ui->secretLineEdit->setEchoMode(setting.value.isEmpty() ? QLineEdit::Password : QLineEdit::Normal);
    updateWords();
    updateMode();
}

void SecretEdit::addTo(SettingsEditor::Values& values) const
{
    switch (m_ui->modeComboBox->currentIndex()) {
    case New:
        if (!m_ui->secretLineEdit->text().isEmpty())
            values[m_setting.name] = m_ui->secretLineEdit->text();
        break;
    case File:
        if (!m_ui->secretFileLineEdit->text().isEmpty())
            values[m_setting.name + QLatin1String("-file")] = m_ui->secretFileLineEdit->text();
        break;
    case Clear:
        values[m_setting.name] = QString();
        break;
    default:
        break;
    }
}

void SecretEdit::updateMode()
{
    const int mode = m_ui->modeComboBox->currentIndex();
    m_ui->secretLineEdit->setVisible(mode == New);
    m_ui->secretFileLineEdit->setVisible(mode == File);
    m_ui->browseButton->setVisible(mode == File);
    if (mode == New && m_ui->secretLineEdit->text().isEmpty() && m_ui->secretLineEdit->echoMode() == QLineEdit::Normal)
        m_ui->secretLineEdit->setText(m_setting.value);
    Q_EMIT changed();
}

void SecretEdit::updateWords()
{
    const QString now = !m_setting.secretFile.isEmpty() ? tr("Set, read from %1").arg(m_setting.secretFile)
                        : !m_setting.value.isEmpty()    ? m_setting.value
                        : m_setting.isSet               ? tr("Set")
                                                        : tr("Not set");
    m_ui->modeComboBox->setItemText(Keep, now);
    m_ui->modeComboBox->setItemText(New, m_setting.value.isEmpty() ? tr("A new value…") : tr("Change…"));
    m_ui->modeComboBox->setItemText(File, tr("Read from a file…"));
    m_ui->modeComboBox->setItemText(Clear, m_setting.value.isEmpty() ? tr("Not set") : tr("As by default"));
}

void SecretEdit::browse()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("File with the secret"), m_ui->secretFileLineEdit->text());
    if (path.isEmpty())
        return;
    m_ui->secretFileLineEdit->setText(path);
    Q_EMIT changed();
}

void SecretEdit::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        updateWords();
    }
}

} // namespace orderdesk
