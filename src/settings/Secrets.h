#pragma once

#include <QString>

namespace orderdesk {

/// What is printed in place of a secret.
inline constexpr char maskedSecret[] = "***";

/// A PostgreSQL URI or keyword string without its passwords, for people: "postgresql://user:***@host/db". Whatever is
/// not plainly of that form is masked whole, because a password may hide in it.
QString maskDatabaseUrl(const QString& url);

/// Whether the value of a librdkafka property is a secret: passwords, secrets, key material.
bool isSecretProperty(const QString& name);

/// "name=value" with the value masked when isSecretProperty(name).
QString maskProperty(const QString& property);

} // namespace orderdesk
