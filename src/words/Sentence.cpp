#include "words/Sentence.h"

#include <cstring>
#include <string_view>

namespace orderdesk {
namespace {

// Other people's words that are common enough to be said in the language of the window.
const Sentence& common(const QString& words)
{
    static const std::vector<Sentence> known{Sentence::tr("No such file or directory"),
                                             Sentence::tr("Permission denied"), Sentence::tr("Connection refused"),
                                             Sentence::tr("server closed the connection unexpectedly"),
                                             Sentence::tr("it is a folder")};
    static const Sentence unknown;
    for (const Sentence& sentence : known) {
        if (sentence.english() == words)
            return sentence;
    }
    return unknown;
}

} // namespace

Sentence::Argument::Argument(QString text)
    : m_value(std::move(text))
{
}

Sentence::Argument::Argument(Sentence sentence)
    : m_value(std::make_shared<const Sentence>(std::move(sentence)))
{
}

bool operator==(const Sentence::Argument& one, const Sentence::Argument& other)
{
    using Inner = std::shared_ptr<const Sentence>;
    const auto* a = std::get_if<Inner>(&one.m_value);
    const auto* b = std::get_if<Inner>(&other.m_value);
    return a != nullptr && b != nullptr ? **a == **b : one.m_value == other.m_value;
}

Sentence Sentence::advice(SourceText outside, Sentence inWindow)
{
    Sentence sentence(outside.text());
    sentence.m_inWindow = std::make_shared<const Sentence>(std::move(inWindow));
    return sentence;
}

Sentence Sentence::quoted(QString words)
{
    if (words.isEmpty())
        return {};
    if (const Sentence& known = common(words); !known.isEmpty())
        return known;
    return Sentence("%1").arg(std::move(words));
}

Sentence Sentence::because(const Sentence& reason) const
{
    return Sentence("%1: %2").arg(*this, reason);
}

QString Sentence::filled(const QString& text, const std::function<QString(const Sentence&)>& say) const
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype place = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].unicode() - u'1' : -1;
        if (place < 0 || place >= static_cast<qsizetype>(m_arguments.size())) {
            result += text[i];
            continue;
        }
        ++i;
        const auto& value = m_arguments[static_cast<std::size_t>(place)].m_value;
        if (const auto* words = std::get_if<QString>(&value))
            result += *words;
        else if (const auto* number = std::get_if<std::int64_t>(&value))
            result += QString::number(*number);
        else
            result += say(*std::get<std::shared_ptr<const Sentence>>(value));
    }
    return result;
}

QString Sentence::english() const
{
    return filled(QString::fromUtf8(m_source), [](const Sentence& part) { return part.english(); });
}

QString Sentence::inWindow(const Translation& translation) const
{
    if (isEmpty())
        return {};
    if (m_inWindow)
        return m_inWindow->inWindow(translation);
    return filled(translation(m_source), [&](const Sentence& part) { return part.inWindow(translation); });
}

bool operator==(const Sentence& one, const Sentence& other)
{
    const auto text = [](const Sentence& sentence) {
        return sentence.m_source == nullptr ? std::string_view() : std::string_view(sentence.m_source);
    };
    return text(one) == text(other) && one.m_arguments == other.m_arguments;
}

} // namespace orderdesk
