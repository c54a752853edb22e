#pragma once

#include "http/Negotiation.h"

#include <QByteArray>

#include <kainjow/mustache.hpp>

#include <map>
#include <string>

namespace orderdesk {

/// The templates of resources/templates, compiled once. Everything they show is escaped. One thread each.
class PageRenderer final
{
public:
    using Data = kainjow::mustache::data;

    PageRenderer();

    /// `page`: a template's name without extension. Adds the texts of `language` as {{t.…}} and the frame of all pages.
    QByteArray render(const std::string& page, Data data, PageLanguage language);

private:
    static Data textsIn(PageLanguage language);

    std::map<std::string, kainjow::mustache::mustache> m_pages;
    std::map<std::string, std::string> m_partials;
    Data m_english;
    Data m_russian;
};

} // namespace orderdesk
