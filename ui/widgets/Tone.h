#pragma once

#include <QMetaType>
#include <QString>

namespace orderdesk {

/// What a state means to a person; the theme turns it into colours, an icon and words always stand beside it.
enum class Tone { Neutral, Info, Good, Warning, Bad };

/// A small badge: icon and words on a tinted ground. A plain value; the role BadgeRole of the models carries it.
struct BadgeContent
{
    Tone tone = Tone::Neutral;
    QString icon; ///< a name in resources/icons, without folder and suffix
    QString text;

    friend bool operator==(const BadgeContent&, const BadgeContent&) = default;
};

} // namespace orderdesk

Q_DECLARE_METATYPE(orderdesk::BadgeContent)
