#pragma once

#include <QMetaType>
#include <QString>

namespace orderdesk {

/// What the database lets this program change, as the server itself says. A plain value.
struct DatabaseRights
{
    enum class Limit {
        None,
        Role,    ///< the role lacks the rights, or its transactions only read
        Standby, ///< the server is a copy that only follows another one
    };

    QString role; ///< whom the database takes us for
    Limit limit = Limit::None;
    bool mayRedrive = false; ///< note a redrive on a dead letter, with its audit line
    bool mayDiscard = false; ///< delete a dead letter, with its audit line

    bool isReadOnly() const { return !mayRedrive && !mayDiscard; }
    friend bool operator==(const DatabaseRights&, const DatabaseRights&) = default;
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::DatabaseRights)
