#include "database/ConnectionOptions.h"

#include <QList>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <memory>

namespace orderdesk {
namespace {

struct ConninfoDeleter
{
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

QByteArray quoted(QByteArray value)
{
    value.replace('\\', "\\\\").replace('\'', "\\'");
    return '\'' + value + '\'';
}

} // namespace

Result<ConnectionOptions> ConnectionOptions::parse(const QString& url)
{
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, ConninfoDeleter> options(
        PQconninfoParse(url.toUtf8().constData(), &problem));
    PQfreemem(problem);
    if (!options) {
        return failure(ErrorCode::AccessRefused, Sentence::tr("the database URL is not a PostgreSQL URI"));
    }
    ConnectionOptions parsed;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            parsed.m_keywords[option->keyword] = option->val;
        }
    }
    return parsed;
}

QByteArray ConnectionOptions::value(const QByteArray& keyword) const
{
    const auto found = m_keywords.find(keyword);
    return found == m_keywords.end() ? QByteArray() : found->second;
}

void ConnectionOptions::set(const QByteArray& keyword, const QByteArray& value)
{
    m_keywords[keyword] = value;
}

void ConnectionOptions::setDefault(const QByteArray& keyword, const QByteArray& value)
{
    m_keywords.try_emplace(keyword, value);
}

QString ConnectionOptions::connectionString() const
{
    QByteArray text;
    for (const auto& [keyword, value] : m_keywords) {
        text += (text.isEmpty() ? "" : " ") + keyword + '=' + quoted(value);
    }
    return QString::fromUtf8(text);
}

Result<QString> ConnectionOptions::driverOptions() const
{
    static constexpr std::array<const char*, 4> withSetters{"host", "dbname", "user", "password"};
    QByteArray text;
    for (const auto& [keyword, value] : m_keywords) {
        if (std::find(withSetters.begin(), withSetters.end(), keyword) != withSetters.end()) {
            continue;
        }
        if (value.contains(';')) {
            return failure(
                ErrorCode::AccessRefused,
                Sentence::tr("the database URL's %1 holds a ';', which Qt's PostgreSQL driver cannot pass on")
                    .arg(QString::fromUtf8(keyword)));
        }
        text += (text.isEmpty() ? "" : ";") + keyword + '=' + quoted(value);
    }
    return QString::fromUtf8(text);
}

std::set<std::uint16_t> ConnectionOptions::ports() const
{
    std::set<std::uint16_t> ports;
    for (const QByteArray& port : value("port").split(',')) {
        ports.insert(port.isEmpty() ? std::uint16_t{5432} : port.toUShort());
    }
    return ports;
}

QString ConnectionOptions::describe() const
{
    QByteArray host = value("host");
    if (host.isEmpty()) {
        host = value("hostaddr").isEmpty() ? QByteArray("the local server") : value("hostaddr");
    }
    QByteArray text = host;
    if (!value("port").isEmpty()) {
        text += ':' + value("port");
    }
    if (!value("dbname").isEmpty()) {
        text += '/' + value("dbname");
    }
    return QString::fromUtf8(text);
}

} // namespace orderdesk
