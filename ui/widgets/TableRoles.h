#pragma once

#include <Qt>

namespace orderdesk {

/// What the models of Orderdesk answer beyond Qt's own roles.
enum TableRole {
    SortRole = Qt::UserRole + 1, ///< a number or text that compares as the column should sort
    BadgeRole,                   ///< BadgeContent; BadgeDelegate paints it
    OrderUidRole,                ///< QString, any column
};

} // namespace orderdesk
