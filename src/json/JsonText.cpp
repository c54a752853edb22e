#include "json/JsonText.h"

namespace orderdesk {

void JsonText::separate()
{
    if (m_needsComma)
        m_writer.raw(",");
    m_needsComma = true;
}

JsonText& JsonText::open(char bracket)
{
    separate();
    m_writer.raw(std::string_view(&bracket, 1));
    m_needsComma = false;
    return *this;
}

JsonText& JsonText::close(char bracket)
{
    m_writer.raw(std::string_view(&bracket, 1));
    m_needsComma = true;
    return *this;
}

JsonText& JsonText::name(std::string_view name)
{
    separate();
    m_writer.text(name);
    m_writer.raw(":");
    m_needsComma = false;
    return *this;
}

JsonText& JsonText::value(std::string_view text)
{
    separate();
    m_writer.text(text);
    return *this;
}

JsonText& JsonText::value(const QByteArray& text)
{
    return value(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
}

JsonText& JsonText::value(std::int64_t number)
{
    separate();
    m_writer.integer(number);
    return *this;
}

JsonText& JsonText::json(const QByteArray& text)
{
    separate();
    m_writer.raw(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    return *this;
}

} // namespace orderdesk
