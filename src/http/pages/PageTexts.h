#pragma once

#include "http/Negotiation.h"

#include <string_view>

namespace orderdesk {

/// One text of the pages in every language; templates name it as {{t.key}}.
struct PageText
{
    const char* key;
    const char* english;
    const char* russian;

    const char* in(PageLanguage language) const { return language == PageLanguage::Russian ? russian : english; }
};

struct PageTextRange
{
    const PageText* first;
    const PageText* last;

    const PageText* begin() const { return first; }
    const PageText* end() const { return last; }
};

PageTextRange pageTexts();

/// The text of that key; the key itself when there is none.
std::string_view pageText(std::string_view key, PageLanguage language);

} // namespace orderdesk
