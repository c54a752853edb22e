#include "ui/preferences/SettingControl.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace orderdesk::control {

QString value(const QWidget& control)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(&control))
        return line->text();
    if (const auto* area = qobject_cast<const QPlainTextEdit*>(&control))
        return area->toPlainText();
    if (const auto* box = qobject_cast<const QCheckBox*>(&control))
        return box->isChecked() ? QStringLiteral("on") : QStringLiteral("off");
    if (const auto* list = qobject_cast<const QComboBox*>(&control))
        return list->currentText();
    return {};
}

void setValue(QWidget& control, const QString& value)
{
    if (auto* line = qobject_cast<QLineEdit*>(&control)) {
        line->setText(value);
        line->setCursorPosition(0);
    } else if (auto* area = qobject_cast<QPlainTextEdit*>(&control)) {
        area->setPlainText(value);
    } else if (auto* box = qobject_cast<QCheckBox*>(&control)) {
        box->setChecked(value == QLatin1String("on"));
    } else if (auto* list = qobject_cast<QComboBox*>(&control)) {
        // What the list does not have, as another spelling, is shown as it is.
        if (list->findText(value) < 0)
            list->addItem(value);
        list->setCurrentText(value);
    }
}

void onChange(QWidget& control, QObject* context, std::function<void()> changed)
{
    if (auto* line = qobject_cast<QLineEdit*>(&control))
        QObject::connect(line, &QLineEdit::textEdited, context, changed);
    else if (auto* area = qobject_cast<QPlainTextEdit*>(&control))
        QObject::connect(area, &QPlainTextEdit::textChanged, context, changed);
    else if (auto* box = qobject_cast<QCheckBox*>(&control))
        QObject::connect(box, &QCheckBox::toggled, context, changed);
    else if (auto* list = qobject_cast<QComboBox*>(&control))
        QObject::connect(list, &QComboBox::currentIndexChanged, context, changed);
}

} // namespace orderdesk::control
