#include "settings/Secrets.h"

#include <QRegularExpression>
#include <QStringList>

namespace orderdesk {

namespace {

bool isSecretParameter(const QString& name)
{
    return name.contains(QLatin1String("pass"), Qt::CaseInsensitive) ||
           name.contains(QLatin1String("secret"), Qt::CaseInsensitive);
}

/// "name=value" or "name='value'" pairs, each matched whole by `parameter`, with the secret ones masked.
QString maskParameters(const QString& text, const QRegularExpression& parameter)
{
    QString masked;
    qsizetype end = 0;
    for (const QRegularExpressionMatch& match : parameter.globalMatch(text)) {
        masked += text.mid(end, match.capturedStart() - end);
        const QString name = match.captured(1);
        masked += isSecretParameter(name) ? QString(name + QLatin1Char('=') + QLatin1String(maskedSecret))
                                          : match.captured(0);
        end = match.capturedEnd();
    }
    return masked + text.mid(end);
}

QString maskUri(const QString& url)
{
    // Only what needs no guess: an unescaped @ / ? in a password breaks the form, and everything is masked.
    static const QRegularExpression form(
        QStringLiteral("\\A(postgres(?:ql)?://)(?:([A-Za-z0-9._~%-]*)(:[^@/?#]*)?@)?"
                       "((?:[A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]*\\]|%2[Ff][A-Za-z0-9._~%-]*)"
                       "(?::[0-9]{1,5})?(?:,[A-Za-z0-9._-]+(?::[0-9]{1,5})?)*)"
                       "(/[A-Za-z0-9._~%-]*)?((?:[?&][A-Za-z_]+=[A-Za-z0-9._~%/,:+-]*)*)\\z"));
    static const QRegularExpression parameter(QStringLiteral("([A-Za-z_]+)=([^&]*)"));
    const QRegularExpressionMatch match = form.match(url);
    if (!match.hasMatch())
        return QLatin1String(maskedSecret);
    QString masked = match.captured(1);
    if (match.capturedLength(2) > 0 || match.capturedLength(3) > 0) {
        const bool hasPassword = match.capturedLength(3) > 0;
        masked += match.captured(2) + (hasPassword ? QStringLiteral(":***@") : QStringLiteral("@"));
    }
    return masked + match.captured(4) + match.captured(5) + maskParameters(match.captured(6), parameter);
}

} // namespace

QString maskDatabaseUrl(const QString& url)
{
    if (url.contains(QLatin1String("://")))
        return maskUri(url);
    static const QRegularExpression keywords(
        QStringLiteral("\\A\\s*(?:[a-z_]+\\s*=\\s*(?:'(?:[^'\\\\]|\\\\.)*'|[^\\s'\\\\=]+)(?:\\s+|\\z))*\\z"));
    static const QRegularExpression parameter(
        QStringLiteral("([a-z_]+)\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|[^\\s'\\\\=]+)"));
    if (!keywords.match(url).hasMatch())
        return QLatin1String(maskedSecret);
    return maskParameters(url, parameter);
}

bool isSecretProperty(const QString& name)
{
    const QString lower = name.toLower();
    return lower.contains(QLatin1String("password")) || lower.contains(QLatin1String("secret")) ||
           lower.endsWith(QLatin1String(".pem")) || lower == QLatin1String("sasl.oauthbearer.config") ||
           lower == QLatin1String("ssl_key") || lower == QLatin1String("sasl.jaas.config");
}

QString maskProperty(const QString& property)
{
    const QString name = property.section(QLatin1Char('='), 0, 0).trimmed();
    return isSecretProperty(name) ? QString(name + QLatin1Char('=') + QLatin1String(maskedSecret)) : property;
}

} // namespace orderdesk
