#include "app/HelpText.h"
#include "settings/Secrets.h"
#include "settings/SettingsReader.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;

namespace {

/// A file of settings or a secret in a folder of its own.
class TemporaryFile final
{
public:
    explicit TemporaryFile(const QByteArray& content, const QString& name = QStringLiteral("orderdesk.conf"))
        : m_path(m_folder.filePath(name))
    {
        QFile file(m_path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the test's file");
    }
    QString path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    QString m_path;
};

QString variable(const char* name)
{
    return QLatin1String(name);
}

QString problem(const Result<ReadSettings>& read)
{
    return read ? QStringLiteral("(no problem)") : read.error().message.english();
}

SettingOrigin origin(const ReadSettings& read, const QString& name)
{
    for (const SettingOrigin& each : read.origins) {
        if (each.name == name)
            return each;
    }
    return {};
}

} // namespace

class TestSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreThoseOfTheStruct();
    void higherSourceWins();
    void refusesBadValues_data();
    void refusesBadValues();
    void acceptsGoodValues_data();
    void acceptsGoodValues();
    void namesTheLineOfAFile();
    void refusesUnknownNames_data();
    void refusesUnknownNames();
    void ignoresForeignVariables();
    void readsTheStandardFile();
    void readsSecretsFromFiles();
    void refusesASecretTwice();
    void takesPropertiesFromEverySource();
    void refusesASecretPropertyAsOption();
    void mergesHosts();
    void needsATokenBeyondLoopback();
    void refusesTheOrdersTopicForDeadLetters();
    void masksSecrets_data();
    void masksSecrets();
    void printsNoSecret();
    void everyNameIsUnique();
};

void TestSettings::defaultsAreThoseOfTheStruct()
{
    const auto read = readSettings({}, {}, {});
    QVERIFY2(read, qPrintable(problem(read)));
    const Settings fresh;
    const Settings& settings = read->settings;
    QCOMPARE(settings.noGui, fresh.noGui);
    QCOMPARE(settings.ingest, fresh.ingest);
    QCOMPARE(settings.strict, fresh.strict);
    QCOMPARE(settings.broker.brokers, fresh.broker.brokers);
    QCOMPARE(settings.broker.topic, fresh.broker.topic);
    QCOMPARE(settings.broker.group, fresh.broker.group);
    QCOMPARE(settings.deadLetterTopic, fresh.deadLetterTopic);
    QCOMPARE(settings.database.url, fresh.database.url);
    QCOMPARE(settings.database.keptRevisions, fresh.database.keptRevisions);
    QCOMPARE(settings.database.keptRevisions, 10);
    QCOMPARE(settings.http.address, QHostAddress(QStringLiteral("127.0.0.1")));
    QCOMPARE(settings.http.port, fresh.http.port);
    QCOMPARE(settings.http.token, fresh.http.token);
    QCOMPARE(settings.http.allowedHosts, fresh.http.allowedHosts);
    QCOMPARE(settings.http.publicReads, true);
    QVERIFY(settings.http.threads >= 1);
    QCOMPARE(settings.httpOff, fresh.httpOff);
    QCOMPARE(settings.cacheSize, fresh.cacheSize);
    QCOMPARE(settings.batchOrders, fresh.batchOrders);
    QCOMPARE(settings.batchDelay, fresh.batchDelay);
    QCOMPARE(settings.maxMessageSize, fresh.maxMessageSize);
    QVERIFY(settings.logLevel == fresh.logLevel);
    QVERIFY(settings.logFormat == fresh.logFormat);
    QCOMPARE(origin(*read, QStringLiteral("cache-size")).source, QStringLiteral("default"));
}

void TestSettings::higherSourceWins()
{
    const TemporaryFile file("# mine\nkafka-topic = from-file\nkafka-group = from-file\ncache-size=1MiB\n");
    const Environment environment{{variable("ORDERDESK_KAFKA_TOPIC"), variable("from-environment")},
                                  {variable("ORDERDESK_KAFKA_GROUP"), variable("from-environment")},
                                  {variable("ORDERDESK_KEEP_REVISIONS"), variable("0")},
                                  {variable("ORDERDESK_BATCH_ORDERS"), QString()}};
    const auto read =
        readSettings({{variable("kafka-topic"), variable("first")}, {variable("kafka-topic"), variable("from-option")}},
                     environment, file.path());
    QVERIFY2(read, qPrintable(problem(read)));
    QCOMPARE(read->settings.broker.topic, QStringLiteral("from-option"));
    QCOMPARE(read->settings.broker.group, QStringLiteral("from-environment"));
    QCOMPARE(read->settings.cacheSize, 1024LL * 1024);
    QCOMPARE(read->settings.database.keptRevisions, 0);
    QCOMPARE(read->settings.batchOrders, 1000);
    QCOMPARE(origin(*read, variable("kafka-topic")).source, QStringLiteral("--kafka-topic"));
    QCOMPARE(origin(*read, variable("kafka-group")).source, QStringLiteral("ORDERDESK_KAFKA_GROUP"));
    QCOMPARE(origin(*read, variable("cache-size")).source, QString(file.path() + QLatin1String(":4")));
    QCOMPARE(origin(*read, variable("batch-orders")).source, QStringLiteral("default"));
}

void TestSettings::refusesBadValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("allowed");
    const auto row = [](const char* name, const char* value, const char* allowed) {
        QTest::addRow("%s=%s", name, value)
            << QString(QLatin1String(name)) << QString::fromUtf8(value) << QString(QLatin1String(allowed));
    };
    row("no-gui", "maybe", "neither on nor off");
    row("ingest", "", "neither on nor off");
    row("kafka-brokers", "", "HOST:PORT");
    row("kafka-brokers", "a b:x", "HOST:PORT");
    row("kafka-brokers", "embedded,localhost:9092", "HOST:PORT");
    row("kafka-topic", "", "1 to 249 of A-Z");
    row("kafka-topic", "..", "1 to 249 of A-Z");
    row("kafka-topic", "Заказы", "1 to 249 of A-Z");
    row("kafka-group", "", "empty");
    row("kafka-dead-letter-topic", "a/b", "1 to 249 of A-Z");
    row("kafka-properties", "/does/not/exist", "cannot be read");
    row("kafka-property", "novalue", "name=value");
    row("kafka-property", "=value", "name=value");
    row("http-listen", "8081", "ADDRESS:PORT");
    row("http-listen", "127.1:8081", "ADDRESS:PORT");
    row("http-listen", "example.org:8081", "ADDRESS:PORT");
    row("http-listen", "::1:8081", "ADDRESS:PORT");
    row("http-listen", "127.0.0.1:65536", "ADDRESS:PORT");
    row("http-listen", "127.0.0.1:-1", "ADDRESS:PORT");
    row("http-listen", "127.0.0.1:", "ADDRESS:PORT");
    row("http-listen", "on", "off");
    row("http-public-reads", "2", "neither on nor off");
    row("http-allowed-host", "https://orders.example", "host name or address");
    row("http-allowed-host", "orders.example:80", "host name or address");
    row("http-threads", "0", "auto");
    row("http-threads", "65", "1 to 64");
    row("cache-size", "12x", "KiB, MiB");
    row("cache-size", "256MB", "KiB, MiB");
    row("cache-size", "1.5GiB", "KiB, MiB");
    row("cache-size", "-1", "KiB, MiB");
    row("cache-size", "1B", "64KiB to 1TiB");
    row("cache-size", "999999999999999999TiB", "64KiB to 1TiB");
    row("keep-revisions", "-1", "0 to 1000");
    row("keep-revisions", "1001", "0 to 1000");
    row("keep-revisions", "all", "0 to 1000");
    row("batch-orders", "0", "1 to 100000");
    row("batch-orders", "1000 ", "1 to 100000");
    row("batch-orders", "99999999999999999999", "1 to 100000");
    row("batch-delay", "5", "ms, s or min");
    row("batch-delay", "11s", "0ms to 10s");
    row("max-message-size", "65MiB", "1KiB to 64MiB");
    row("log-level", "INFO", "debug, info, warning, error");
    row("log-format", "xml", "text nor json");
}

void TestSettings::refusesBadValues()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, allowed);
    const QString message = problem(readSettings({{name, value}}, {}, {}));
    QVERIFY2(message.startsWith(QLatin1String("--") + name + QLatin1String(": ")), qPrintable(message));
    QVERIFY2(message.contains(allowed), qPrintable(message));
    QVERIFY2(!message.contains(QLatin1Char('\n')), qPrintable(message));
}

void TestSettings::acceptsGoodValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* name, const char* value) {
        QTest::addRow("%s=%s", name, value) << QString(QLatin1String(name)) << QString(QLatin1String(value));
    };
    row("no-gui", "Yes");
    row("ingest", "off");
    row("kafka-brokers", "embedded");
    row("kafka-brokers", "a:9092,b:9092, c");
    row("kafka-brokers", "SSL://[::1]:9093");
    row("kafka-dead-letter-topic", "");
    row("kafka-property", "sasl.kerberos.service.name=a=b");
    row("http-listen", "off");
    row("http-listen", "localhost:0");
    row("http-listen", "[::1]:8081");
    row("http-threads", "auto");
    row("http-threads", "64");
    row("http-allowed-host", "Orders.Example,[2001:db8::1]");
    row("cache-size", "1TiB");
    row("cache-size", "65536");
    row("cache-size", "65536B");
    row("batch-delay", "0ms");
    row("batch-delay", "10s");
    row("log-level", "debug");
    row("log-format", "json");
}

void TestSettings::acceptsGoodValues()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const auto read = readSettings({{name, value}}, {}, {});
    QVERIFY2(read, qPrintable(problem(read)));
}

void TestSettings::namesTheLineOfAFile()
{
    const TemporaryFile badValue("\n# comment\nbatch-orders = many\n");
    QCOMPARE(problem(readSettings({}, {}, badValue.path())),
             badValue.path() + QLatin1String(":3: \"many\" is not a whole number from 1 to 100000"));
    const TemporaryFile noEquals("http-token hunter2\n");
    QCOMPARE(problem(readSettings({}, {}, noEquals.path())),
             noEquals.path() + QLatin1String(":1: the line is not key = value"));
    const TemporaryFile twice("cache-size = 1MiB\ncache-size = 2MiB\n");
    const QString message = problem(readSettings({}, {}, twice.path()));
    QVERIFY2(message.startsWith(twice.path() + QLatin1String(":2: ")), qPrintable(message));
    QVERIFY2(message.contains(twice.path() + QLatin1String(":1")), qPrintable(message));
    const TemporaryFile noText("\xff\xfe");
    QCOMPARE(problem(readSettings({}, {}, noText.path())),
             QString(noText.path() + QLatin1String(": is not UTF-8 text")));
    QVERIFY(problem(readSettings({}, {}, QStringLiteral("/does/not/exist")))
                .startsWith(QLatin1String("/does/not/exist: cannot be read")));
}

void TestSettings::refusesUnknownNames_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("meant");
    QTest::newRow("a slip") << QStringLiteral("kafka-topik") << QStringLiteral("kafka-topic");
    QTest::newRow("two slips") << QStringLiteral("kafak-brokers") << QStringLiteral("kafka-brokers");
    QTest::newRow("the beginning") << QStringLiteral("max-message") << QStringLiteral("max-message-size");
    QTest::newRow("underscores") << QStringLiteral("cache_size") << QStringLiteral("cache-size");
    QTest::newRow("nothing near") << QStringLiteral("frobnicate") << QString();
}

void TestSettings::refusesUnknownNames()
{
    QFETCH(QString, key);
    QFETCH(QString, meant);
    const TemporaryFile file(key.toUtf8() + " = 1\n");
    const QString inFile = problem(readSettings({}, {}, file.path()));
    QVERIFY2(inFile.startsWith(file.path() + QLatin1String(":1: no such key \"") + key), qPrintable(inFile));
    QVERIFY2(meant.isEmpty() != inFile.endsWith(QLatin1String("did you mean ") + meant + QLatin1Char('?')),
             qPrintable(inFile));

    const QString name =
        QLatin1String("ORDERDESK_") + QString(key).replace(QLatin1Char('-'), QLatin1Char('_')).toUpper();
    const QString meantVariable =
        QLatin1String("ORDERDESK_") + QString(meant).replace(QLatin1Char('-'), QLatin1Char('_')).toUpper();
    if (name == meantVariable)
        return;
    const QString inEnvironment = problem(readSettings({}, {{name, variable("1")}}, {}));
    QVERIFY2(inEnvironment.startsWith(name + QLatin1String(": no such variable")), qPrintable(inEnvironment));
    QVERIFY2(meant.isEmpty() || inEnvironment.contains(meantVariable), qPrintable(inEnvironment));
}

void TestSettings::ignoresForeignVariables()
{
    const Environment environment{{variable("ORDERDESK_DEV_STATE"), variable("x")},
                                  {variable("ORDERDESK_TEST_BROKERS"), variable("x")},
                                  {variable("ORDERDESK_SOURCE_DIR"), variable("x")},
                                  {variable("ORDERDESK_SERVICE_HOST"), variable("10.0.0.1")},
                                  {variable("ORDERDESK_PORT"), variable("tcp://10.0.0.1:8081")},
                                  {variable("ORDERDESK_PORT_8081_TCP_ADDR"), variable("10.0.0.1")},
                                  {variable("ORDERDESKTOP"), variable("x")},
                                  {variable("PATH"), variable("/bin")}};
    const auto read = readSettings({}, environment, {});
    QVERIFY2(read, qPrintable(problem(read)));
}

void TestSettings::readsTheStandardFile()
{
    const QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkpath(QStringLiteral(".config/orderdesk")));
    QFile file(home.filePath(QStringLiteral(".config/orderdesk/orderdesk.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("kafka-topic = from-home\n");
    file.close();
    const auto byHome = readSettings({}, {{variable("HOME"), home.path()}}, {});
    QVERIFY2(byHome, qPrintable(problem(byHome)));
    QCOMPARE(byHome->settings.broker.topic, QStringLiteral("from-home"));
    const auto byXdg = readSettings(
        {},
        {{variable("HOME"), variable("/nowhere")}, {variable("XDG_CONFIG_HOME"), home.filePath(variable(".config"))}},
        {});
    QVERIFY2(byXdg, qPrintable(problem(byXdg)));
    QCOMPARE(byXdg->settings.broker.topic, QStringLiteral("from-home"));
    const auto without = readSettings({}, {{variable("HOME"), variable("/nowhere")}}, {});
    QVERIFY2(without, qPrintable(problem(without)));
    QCOMPARE(without->settings.broker.topic, QStringLiteral("orders"));
}

void TestSettings::readsSecretsFromFiles()
{
    const TemporaryFile token("tok-1234\n");
    const TemporaryFile url("postgresql://u:p@h/d\r\n");
    const auto read = readSettings(
        {},
        {{variable("ORDERDESK_HTTP_TOKEN_FILE"), token.path()}, {variable("ORDERDESK_DATABASE_URL_FILE"), url.path()}},
        {});
    QVERIFY2(read, qPrintable(problem(read)));
    QCOMPARE(read->settings.http.token, QByteArray("tok-1234"));
    QCOMPARE(read->settings.database.url, QStringLiteral("postgresql://u:p@h/d"));
    QCOMPARE(origin(*read, variable("http-token")).source, QStringLiteral("ORDERDESK_HTTP_TOKEN_FILE"));

    const TemporaryFile empty("\n");
    QVERIFY(problem(readSettings({}, {{variable("ORDERDESK_HTTP_TOKEN_FILE"), empty.path()}}, {}))
                .endsWith(QLatin1String("is empty")));
    QVERIFY(problem(readSettings({}, {{variable("ORDERDESK_HTTP_TOKEN_FILE"), variable("/none")}}, {}))
                .startsWith(QLatin1String("ORDERDESK_HTTP_TOKEN_FILE: \"/none\" cannot be read")));
}

void TestSettings::refusesASecretTwice()
{
    const TemporaryFile token("tok-1234\n");
    const QString message = problem(readSettings({},
                                                 {{variable("ORDERDESK_HTTP_TOKEN"), variable("tok-5678")},
                                                  {variable("ORDERDESK_HTTP_TOKEN_FILE"), token.path()}},
                                                 {}));
    QCOMPARE(message, QStringLiteral(
                          "ORDERDESK_HTTP_TOKEN: is set and so is ORDERDESK_HTTP_TOKEN_FILE; only one of them may be"));
}

void TestSettings::takesPropertiesFromEverySource()
{
    const TemporaryFile properties("# tls\nsecurity.protocol=sasl_ssl\nsasl.password = p=w \nclient.rack=a\n");
    const TemporaryFile file("kafka-property = client.rack=b\nkafka-property = debug=broker\n");
    const auto read = readSettings({{variable("kafka-property"), variable("client.rack=c")}},
                                   {{variable("ORDERDESK_KAFKA_PROPERTIES_FILE"), properties.path()}}, file.path());
    QVERIFY2(read, qPrintable(problem(read)));
    const QList<std::pair<QByteArray, QByteArray>> expected{{"security.protocol", "sasl_ssl"},
                                                            {"sasl.password", "p=w"},
                                                            {"client.rack", "a"},
                                                            {"client.rack", "b"},
                                                            {"debug", "broker"},
                                                            {"client.rack", "c"}};
    QCOMPARE(read->settings.broker.properties, expected);
    const SettingOrigin shown = origin(*read, variable("kafka-property"));
    QCOMPARE(shown.value, QStringLiteral("client.rack=b, debug=broker, client.rack=c"));

    const TemporaryFile broken("security.protocol\n");
    QCOMPARE(problem(readSettings({{variable("kafka-properties"), broken.path()}}, {}, {})),
             QString(broken.path() + QLatin1String(":1: the line is not key = value")));
}

void TestSettings::refusesASecretPropertyAsOption()
{
    const QString message =
        problem(readSettings({{variable("kafka-property"), variable("sasl.password=hunter2")}}, {}, {}));
    QVERIFY2(message.startsWith(QLatin1String("--kafka-property: sasl.password is a secret")), qPrintable(message));
    QVERIFY2(!message.contains(QLatin1String("hunter2")), qPrintable(message));
}

void TestSettings::mergesHosts()
{
    const auto read = readSettings({{variable("http-allowed-host"), variable("a.example")},
                                    {variable("http-allowed-host"), variable("b.example")}},
                                   {{variable("ORDERDESK_HTTP_ALLOWED_HOSTS"), variable("c.example")}}, {});
    QVERIFY2(read, qPrintable(problem(read)));
    QCOMPARE(read->settings.http.allowedHosts, QStringList({variable("a.example"), variable("b.example")}));
}

void TestSettings::needsATokenBeyondLoopback()
{
    const QList<GivenOption> everywhere{{variable("http-listen"), variable("0.0.0.0:8081")}};
    const Environment token{{variable("ORDERDESK_HTTP_TOKEN"), variable("tok-1234")}};
    const QString message = problem(readSettings(everywhere, {}, {}));
    QVERIFY2(message.startsWith(QLatin1String("--http-listen: refusing")), qPrintable(message));
    QVERIFY2(message.contains(QLatin1String("ORDERDESK_HTTP_TOKEN")), qPrintable(message));
    QVERIFY2(message.contains(QLatin1String("--http-public-reads")), qPrintable(message));

    const auto withToken = readSettings(everywhere, token, {});
    QVERIFY2(withToken, qPrintable(problem(withToken)));
    QCOMPARE(withToken->settings.http.publicReads, false);
    const auto publicReads =
        readSettings(everywhere + QList<GivenOption>{{variable("http-public-reads"), variable("on")}}, {}, {});
    QVERIFY2(publicReads, qPrintable(problem(publicReads)));
    QCOMPARE(publicReads->settings.http.publicReads, true);
    QVERIFY(readSettings({{variable("http-listen"), variable("[::1]:1")}}, {}, {}));
}

void TestSettings::refusesTheOrdersTopicForDeadLetters()
{
    const QString message = problem(readSettings({{variable("kafka-dead-letter-topic"), variable("orders")}}, {}, {}));
    QVERIFY2(message.startsWith(QLatin1String("--kafka-dead-letter-topic: ")), qPrintable(message));
}

void TestSettings::masksSecrets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* url, const char* shown) {
        QTest::newRow(url) << QString(QLatin1String(url)) << QString(QLatin1String(shown));
    };
    row("postgresql:///orderdesk", "postgresql:///orderdesk");
    row("postgresql://host:5433,other/db", "postgresql://host:5433,other/db");
    row("postgresql://u@h/db?sslmode=require", "postgresql://u@h/db?sslmode=require");
    row("postgresql://u:hunter2@h/db", "postgresql://u:***@h/db");
    row("postgres://u:hunter2@[::1]:5432/db?sslmode=require", "postgres://u:***@[::1]:5432/db?sslmode=require");
    row("postgresql:///db?host=/run/pg&password=hunter2", "postgresql:///db?host=/run/pg&password=***");
    row("postgresql:///db?sslpassword=hunter2&user=u", "postgresql:///db?sslpassword=***&user=u");
    row("postgresql://u:hun/hunter2@h/db", "***");
    row("postgresql://u:hun?hunter2@h/db", "***");
    row("postgresql://u:hunter2@hunter2@h/db", "***");
    row("host=h password=hunter2 user=u", "host=h password=*** user=u");
    row("host=h password='hunter2 \\' hunter2' user=u", "host=h password=*** user=u");
    row("host=h password = hunter2", "host=h password=***");
    row("password='hunter2 host=h", "***");
}

void TestSettings::masksSecrets()
{
    QFETCH(QString, url);
    QFETCH(QString, shown);
    QCOMPARE(maskDatabaseUrl(url), shown);
}

void TestSettings::printsNoSecret()
{
    const TemporaryFile file(
        "database-url = postgresql://u:canary@h/db\nhttp-token = canary\n"
        "kafka-property = ssl.key.pem=canary\nkafka-property = sasl.oauthbearer.client.secret=canary\n"
        "kafka-property = ssl.keystore.password=canary\n");
    const auto read = readSettings({}, {}, file.path());
    QVERIFY2(read, qPrintable(problem(read)));
    const QString text = settingsText(read->origins);
    QVERIFY2(!text.contains(QLatin1String("canary")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("http-token = *** (") + file.path() + QLatin1String(":2)")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("ssl.key.pem=***")), qPrintable(text));

    for (const char* bad : {"http-token = canary canary", "database-url = canary", "kafka-property = canary canary",
                            "canary", "http-token canary"}) {
        const TemporaryFile broken(bad);
        const QString message = problem(readSettings({}, {}, broken.path()));
        QVERIFY2(message.startsWith(broken.path()), qPrintable(message));
        QVERIFY2(!message.contains(QLatin1String("canary")), qPrintable(message));
    }
}

void TestSettings::everyNameIsUnique()
{
    QStringList names;
    for (const SettingDefinition& definition : settingDefinitions()) {
        QVERIFY2(!names.contains(definition.name), definition.name.data());
        names.append(definition.name);
        QVERIFY(definition.apply != nullptr);
        QVERIFY(definition.variable.isEmpty() || definition.variable.startsWith(QLatin1String("ORDERDESK_")));
    }
}

ORDERDESK_TEST(TestSettings)
#include "TestSettings.moc"
