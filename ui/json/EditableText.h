#pragma once

#include "words/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace orderdesk {

/// Bytes as text that a text field can hold and give back byte for byte: what a field would change (line ends, control
/// characters, separators, a byte order mark) or show in another order (bidi overrides) stands there as a visible sign,
/// one for one. A value.
class EditableText final
{
public:
    static constexpr qsizetype mostBytes = 2 * 1024 * 1024; ///< what a person edits

    /// InvalidInput, with the reason for people: not UTF-8, or too large.
    static Result<EditableText> of(const QByteArray& bytes);

    const QString& shown() const { return m_shown; }
    /// The bytes of a text that began as shown(); its lines end with \n.
    QByteArray bytesOf(const QString& shown) const;

private:
    QString m_shown;
    QList<std::pair<QChar, QChar>> m_signs; ///< what it is, what stands for it
    bool m_crLf = false;                    ///< every line ends so
};

} // namespace orderdesk
