#include "ui/preferences/SecretEdit.h"

#include "ui_SecretEdit.h"

#include <QFileDialog>
#include <QKeyEvent>

namespace orderdesk {

SecretEdit::SecretEdit(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SecretEdit>())
{
    m_ui->setupUi(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setFocusProxy(m_ui->modeComboBox);
    setFocusPolicy(Qt::StrongFocus); // else the mnemonic of its label leads nowhere
    connect(m_ui->modeComboBox, &QComboBox::currentIndexChanged, this, &SecretEdit::updateMode);
    connect(m_ui->modeComboBox, &QComboBox::activated, this, &SecretEdit::focusField);
    m_ui->modeComboBox->installEventFilter(this);
    // It may be longer than the room.
    connect(m_ui->modeComboBox, &QComboBox::currentTextChanged, m_ui->modeComboBox, &QWidget::setToolTip);
    connect(m_ui->secretLineEdit, &AddressEdit::addressChanged, this, &SecretEdit::changed);
    connect(m_ui->secretFileLineEdit, &QLineEdit::textEdited, this, &SecretEdit::changed);
    connect(m_ui->browseButton, &QToolButton::clicked, this, &SecretEdit::browse);
    updateWords();
    updateMode();
}

SecretEdit::~SecretEdit() = default;

void SecretEdit::setSetting(const EditableSetting& setting)
{
    m_setting = setting;
    m_ui->secretLineEdit->setAddress({});
    m_ui->secretFileLineEdit->setText(setting.secretFile);
    m_ui->modeComboBox->setVisible(!isPlain());
    m_ui->modeComboBox->setCurrentIndex(isPlain() ? New : Keep);
    m_ui->modeComboBox->setEnabled(setting.isEditable());
    m_ui->secretLineEdit->setEnabled(setting.isEditable());
    setFocusProxy(isPlain() ? static_cast<QWidget*>(m_ui->secretLineEdit) : m_ui->modeComboBox);
    // An address is no secret, only the password in it is.
    m_ui->secretLineEdit->setEchoMode(setting.value.isEmpty() ? QLineEdit::Password : QLineEdit::Normal);
    updateWords();
    updateMode();
}

void SecretEdit::setPlain()
{
    m_plain = true;
    setSetting(m_setting);
}

bool SecretEdit::isPlain() const
{
    return m_plain && m_setting.secretFile.isEmpty();
}

void SecretEdit::addTo(SettingsEditor::Values& values) const
{
    switch (m_ui->modeComboBox->currentIndex()) {
    case New:
        if (isPlain() ? m_ui->secretLineEdit->address() != m_setting.value : !m_ui->secretLineEdit->text().isEmpty())
            values[m_setting.name] = m_ui->secretLineEdit->address();
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
        m_ui->secretLineEdit->setAddress(m_setting.value);
    Q_EMIT changed();
}

void SecretEdit::focusField()
{
    const int mode = m_ui->modeComboBox->currentIndex();
    if (mode == New || mode == File)
        (mode == New ? static_cast<QLineEdit*>(m_ui->secretLineEdit) : m_ui->secretFileLineEdit)->setFocus();
}

/// A list takes letters for the beginning of an entry, and arrows for a choice: here the first are a new value, and the
/// others open it.
bool SecretEdit::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_ui->modeComboBox || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        m_ui->modeComboBox->showPopup();
        return true;
    }
    const bool isTyped = !key->text().isEmpty() && key->text().at(0).isPrint() && key->key() != Qt::Key_Space &&
                         !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!isTyped && !key->matches(QKeySequence::Paste))
        return QWidget::eventFilter(watched, event);
    m_ui->modeComboBox->setCurrentIndex(New);
    m_ui->secretLineEdit->setFocus();
    m_ui->secretLineEdit->selectAll();
    QCoreApplication::sendEvent(m_ui->secretLineEdit, event);
    return true;
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
    m_ui->secretLineEdit->setAccessibleName(isPlain() ? tr("Value") : tr("New value"));
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
