#pragma once

#include <QString>

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace orderdesk {

class Sentence;

/// A text that stands in the sources, in English and UTF-8, with %1 to %9 for what differs. Only a literal can be one,
/// so that whatever is said is where the translation finds it.
class SourceText final
{
public:
    template <std::size_t Size>
    consteval SourceText(const char (&literal)[Size]) // NOLINT(google-explicit-constructor): stands for the literal
        : m_text(literal)
    {
    }

    const char* text() const { return m_text; }

private:
    const char* m_text;
};

/// What a failure or a state says to people: a source text and what stands in its places. It is made into English where
/// a log, a command or HTTP writes it, and into the language of the window by the window; nothing reads it back. A
/// plain value, for any thread. No secrets, no personal data.
class Sentence final
{
public:
    /// What stands in a place of a sentence: a name as it is, a number, or another sentence.
    class Argument
    {
    public:
        Argument(QString text);             // NOLINT(google-explicit-constructor)
        Argument(std::integral auto number) // NOLINT(google-explicit-constructor)
            : m_value(static_cast<std::int64_t>(number))
        {
        }
        Argument(Sentence sentence); // NOLINT(google-explicit-constructor)

        friend bool operator==(const Argument& one, const Argument& other);

    private:
        friend class Sentence;
        std::variant<QString, std::int64_t, std::shared_ptr<const Sentence>> m_value;
    };
    /// Gives the text to show for a source text.
    using Translation = std::function<QString(const char* source)>;

    Sentence() = default; ///< empty: nothing to say

    /// lupdate finds these: their translations are in the context orderdesk::Sentence.
    static Sentence tr(SourceText source) { return Sentence(source.text()); }
    /// Advice that names options and variables outside of the window, and in it the preferences that stand for them.
    static Sentence advice(SourceText outside, Sentence inWindow);
    /// The words of somebody else (the system, Kafka, PostgreSQL), which are not ours to write.
    static Sentence quoted(QString words);

    /// Fills the next places; one argument each.
    template <typename... Arguments>
    Sentence arg(Arguments&&... arguments) const
    {
        Sentence filled = *this;
        (filled.m_arguments.push_back(Argument(std::forward<Arguments>(arguments))), ...);
        return filled;
    }
    /// "cannot store orders: the connection to the database was lost".
    Sentence because(const Sentence& reason) const;

    bool isEmpty() const { return m_source == nullptr; }
    QString english() const; ///< one line; as it is said outside of the window
    QString inWindow(const Translation& translation) const;

    friend bool operator==(const Sentence& one, const Sentence& other);

private:
    explicit Sentence(const char* source)
        : m_source(source)
    {
    }
    QString filled(const QString& text, const std::function<QString(const Sentence&)>& say) const;

    const char* m_source = nullptr;
    std::vector<Argument> m_arguments;
    std::shared_ptr<const Sentence> m_inWindow;
};

} // namespace orderdesk
