#pragma once

#include "json/JsonWriter.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <string_view>

namespace orderdesk {

/// Writes JSON member by member and sets the commas. All text must be valid UTF-8.
class JsonText final
{
public:
    JsonText& beginObject() { return open('{'); }
    JsonText& endObject() { return close('}'); }
    JsonText& beginArray() { return open('['); }
    JsonText& endArray() { return close(']'); }
    JsonText& name(std::string_view name);

    JsonText& value(std::string_view text);
    JsonText& value(const QByteArray& text);
    JsonText& value(const QString& text) { return value(text.toUtf8()); }
    JsonText& value(const char* text) { return value(std::string_view(text)); }
    JsonText& value(std::int64_t number);
    JsonText& value(std::int32_t number) { return value(static_cast<std::int64_t>(number)); }
    JsonText& value(bool truth) { return json(truth ? "true" : "false"); }
    JsonText& null() { return json("null"); }
    JsonText& json(const QByteArray& text); ///< JSON that is ready

    QByteArray document() const { return m_writer.document(); }
    QByteArray line() const { return m_writer.document() + '\n'; } ///< the document and a line feed

private:
    JsonText& open(char bracket);
    JsonText& close(char bracket);
    void separate();

    JsonWriter m_writer;
    bool m_needsComma = false;
};

} // namespace orderdesk
