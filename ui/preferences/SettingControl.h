#pragma once

#include <QString>

#include <functional>

class QObject;
class QWidget;

/// The controls that stand for one text of a setting: line, area, switch ("on", "off") and choice.
namespace orderdesk::control {

QString value(const QWidget& control);
void setValue(QWidget& control, const QString& value);
/// `changed` is called when a person changes it; lives with `context`.
void onChange(QWidget& control, QObject* context, std::function<void()> changed);

} // namespace orderdesk::control
