#include "http/Negotiation.h"

#include <QList>

#include <algorithm>

namespace orderdesk {

namespace {

struct Choice
{
    QByteArray name; ///< lower case
    double quality = 1;
};

/// The members of a weighted list; parameters other than q are left out.
QList<Choice> weightedList(const QByteArray& field)
{
    QList<Choice> choices;
    for (const QByteArray& member : field.split(',')) {
        const QList<QByteArray> parts = member.split(';');
        Choice choice{parts.first().trimmed().toLower(), 1};
        if (choice.name.isEmpty())
            continue;
        for (qsizetype i = 1; i < parts.size(); ++i) {
            const QByteArray parameter = parts[i].trimmed().toLower();
            if (parameter.startsWith("q=")) {
                bool isNumber = false;
                choice.quality = parameter.mid(2).toDouble(&isNumber);
                if (!isNumber || !(choice.quality >= 0 && choice.quality <= 1))
                    choice.quality = 0;
            }
        }
        choices.append(choice);
    }
    return choices;
}

} // namespace

bool prefersHtml(const QByteArray& accept)
{
    if (!accept.toLower().contains("html")) // most API clients; spares taking the list apart
        return false;
    double html = 0;
    double json = 0;
    for (const Choice& choice : weightedList(accept)) {
        if (choice.name == "text/html" || choice.name == "application/xhtml+xml")
            html = std::max(html, choice.quality);
        else if (choice.name == "application/json" || choice.name == "application/problem+json")
            json = std::max(json, choice.quality);
    }
    return html > 0 && html >= json;
}

PageLanguage preferredLanguage(const QByteArray& acceptLanguage)
{
    if (!acceptLanguage.toLower().contains("ru"))
        return PageLanguage::English;
    double english = 0;
    double russian = 0;
    for (const Choice& choice : weightedList(acceptLanguage)) {
        if (choice.name == "ru" || choice.name.startsWith("ru-"))
            russian = std::max(russian, choice.quality);
        else if (choice.name == "en" || choice.name.startsWith("en-"))
            english = std::max(english, choice.quality);
    }
    return russian > english ? PageLanguage::Russian : PageLanguage::English;
}

bool matchesEtag(const QByteArray& ifNoneMatch, const QByteArray& etag)
{
    if (ifNoneMatch.isEmpty())
        return false;
    for (const QByteArray& member : ifNoneMatch.split(',')) {
        QByteArray tag = member.trimmed();
        if (tag.startsWith("W/"))
            tag = tag.mid(2);
        if (tag == etag || tag == "*")
            return true;
    }
    return false;
}

} // namespace orderdesk
