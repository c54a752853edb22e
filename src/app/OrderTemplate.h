#pragma once

#include <QByteArray>

namespace orderdesk {

/// The example order (data/model.json) as a new one: a number of its own, created and paid now. Valid, indented.
QByteArray newOrderTemplate();

} // namespace orderdesk
