#pragma once

#include "broker/BrokerSettings.h"
#include "database/DatabaseSettings.h"
#include "http/HttpSettings.h"
#include "settings/LogFormat.h"

#include <QString>

#include <chrono>

namespace orderdesk {

/// Everything a user can decide, read once at start (SettingsReader) and handed down by value. The defaults are those
/// of the table in SettingDefinitions.cpp, which a test holds together with this.
struct Settings
{
    bool noGui = false;
    bool ingest = true; ///< false: a viewer
    BrokerSettings broker;
    QString kafkaPropertiesFile; ///< already read into broker.properties
    QString deadLetterTopic;     ///< empty: dead letters stay in the database only
    DatabaseSettings database;
    HttpSettings http; ///< publicReads: also true when listening on loopback
    bool httpOff = false;
    bool httpPublicReads = false;           ///< what was asked for: reads without a token beyond loopback
    qint64 cacheSize = 256LL * 1024 * 1024; ///< bytes
    int batchOrders = 1000;
    std::chrono::milliseconds batchDelay{5};
    qint64 maxMessageSize = 1024LL * 1024; ///< bytes of a message's value
    bool strict = false;                   ///< warnings become errors
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Text;
};

/// `--kafka-brokers embedded`: a broker inside this process.
bool usesEmbeddedBroker(const Settings& settings);

} // namespace orderdesk
