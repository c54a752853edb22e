#include "ui/preferences/AddressEdit.h"

#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>

namespace orderdesk {

namespace {

constexpr QChar dot(0x2022);

void cover(QString& text, qsizetype begin, qsizetype length)
{
    std::fill_n(text.begin() + begin, length, dot);
}

/// Without an @ so far: "HOST:PORT", perhaps several, rather than "USER:PASSWORD".
bool namesAHost(const QString& authority, const QString& behindColon)
{
    static const QRegularExpression port(QStringLiteral("^\\d*([/?,].*)?$"));
    return authority.startsWith(QLatin1Char('[')) || port.match(behindColon).hasMatch();
}

/// The same length as the address.
QString withoutPasswords(const QString& address)
{
    QString shown = address;
    static const QRegularExpression word(QStringLiteral("\\bpassword\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'?|[^\\s&]+)"),
                                         QRegularExpression::CaseInsensitiveOption);
    for (auto matches = word.globalMatch(address); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        cover(shown, match.capturedStart(1), match.capturedLength(1));
    }
    const qsizetype scheme = address.indexOf(QLatin1String("://"));
    if (scheme < 0)
        return shown;
    const qsizetype begin = scheme + 3;
    const QString rest = address.mid(begin, address.indexOf(QLatin1Char('?'), begin) - begin);
    const qsizetype at = rest.lastIndexOf(QLatin1Char('@'));
    const QString login = at < 0 ? rest : rest.left(at);
    const qsizetype colon = login.indexOf(QLatin1Char(':'));
    if (colon >= 0 && (at >= 0 || !namesAHost(login, login.mid(colon + 1))))
        cover(shown, begin + colon + 1, login.size() - colon - 1);
    return shown;
}

} // namespace

AddressEdit::AddressEdit(QWidget* parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textChanged, this, &AddressEdit::take);
}

void AddressEdit::setAddress(const QString& address)
{
    m_address = address;
    showAddress(static_cast<int>(address.size()));
}

// One edit replaces one piece, and the cursor stands behind it: dots alone would not tell which of them was edited.
void AddressEdit::take(const QString& shown)
{
    qsizetype tail = shown.size() - cursorPosition();
    if (tail > m_shown.size() || shown.right(tail) != m_shown.right(tail)) {
        tail = 0;
        while (tail < std::min(shown.size(), m_shown.size()) &&
               shown[shown.size() - 1 - tail] == m_shown[m_shown.size() - 1 - tail])
            ++tail;
    }
    const qsizetype most = std::min(shown.size(), m_shown.size()) - tail;
    qsizetype head = 0;
    while (head < most && shown[head] == m_shown[head])
        ++head;
    m_address = m_address.left(head) + shown.mid(head, shown.size() - tail - head) + m_address.right(tail);
    showAddress(cursorPosition());
    Q_EMIT addressChanged();
}

void AddressEdit::showAddress(int cursor)
{
    m_shown = withoutPasswords(m_address);
    if (m_shown == text())
        return;
    const QSignalBlocker quiet(this);
    setText(m_shown);
    setCursorPosition(cursor);
}

} // namespace orderdesk
