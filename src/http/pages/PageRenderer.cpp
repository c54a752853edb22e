#include "http/pages/PageRenderer.h"

#include "http/pages/PageTexts.h"
#include "http/pages/WebResources.h"

namespace orderdesk {

PageRenderer::PageRenderer()
    : m_english(textsIn(PageLanguage::English))
    , m_russian(textsIn(PageLanguage::Russian))
{
    for (const char* page : {"index", "order", "error"})
        m_pages.emplace(page, kainjow::mustache::mustache(webResource("templates", page, ".mustache").toStdString()));
    for (const char* partial : {"head", "foot", "lookup"})
        m_partials.emplace(partial, webResource("templates", partial, ".mustache").toStdString());
}

PageRenderer::Data PageRenderer::textsIn(PageLanguage language)
{
    Data texts;
    for (const PageText& text : pageTexts())
        texts.set(text.key, text.in(language));
    return texts;
}

QByteArray PageRenderer::render(const std::string& page, Data data, PageLanguage language)
{
    data.set("t", language == PageLanguage::Russian ? m_russian : m_english);
    for (const auto& [name, text] : m_partials)
        data.set(name, kainjow::mustache::partial([&text = text] { return text; }));
    return QByteArray::fromStdString(m_pages.at(page).render(data));
}

} // namespace orderdesk
