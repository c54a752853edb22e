#include "database/ConnectionOptions.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestConnectionOptions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUrisAndKeywords_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("uri")
            << "postgresql://me:p%3Ba'ss%20w@db.example:5433/orders?sslmode=require&application_name=x";
        QTest::newRow("keywords") << "host=db.example port=5433 dbname=orders user=me password='p;a\\'ss w' "
                                     "sslmode=require application_name=x";
    }

    void readsUrisAndKeywords()
    {
        QFETCH(const QString, url);
        const auto options = ConnectionOptions::parse(url);
        QVERIFY(options);
        QCOMPARE(options->value("host"), QByteArray("db.example"));
        QCOMPARE(options->value("password"), QByteArray("p;a'ss w"));
        QCOMPARE(options->value("sslmode"), QByteArray("require"));
        QCOMPARE(options->value("service"), QByteArray());
        QCOMPARE(options->describe(), QStringLiteral("db.example:5433/orders"));
        QCOMPARE(*options->driverOptions(), QStringLiteral("application_name='x';port='5433';sslmode='require'"));
        const auto again = ConnectionOptions::parse(options->connectionString());
        QVERIFY(again && again->keywords() == options->keywords());
    }

    void quotesForTheDriver()
    {
        auto options = ConnectionOptions::parse(QStringLiteral("postgresql:///orders"));
        options->set("options", "-c a='b\\c'");
        QCOMPARE(*options->driverOptions(), QStringLiteral("options='-c a=\\'b\\\\c\\''"));
        options->set("sslkey", "a;b");
        const auto refused = options->driverOptions();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AccessRefused);
        QVERIFY(refused.error().message.english().contains(QStringLiteral("sslkey")));
    }

    void neverOverridesWhatTheUrlSays()
    {
        auto options = ConnectionOptions::parse(QStringLiteral("postgresql:///?connect_timeout=7"));
        options->setDefault("connect_timeout", "3");
        options->setDefault("application_name", "orderdesk");
        QCOMPARE(options->value("connect_timeout"), QByteArray("7"));
        QCOMPARE(options->value("application_name"), QByteArray("orderdesk"));
    }

    void doesNotRepeatABadUrl()
    {
        for (const char* url :
             {"postgresql://me:canary@[::1/x", "canary", "host=x password='canary", "postgresql://x?canary=1"}) {
            const auto refused = ConnectionOptions::parse(QString::fromLatin1(url));
            QVERIFY2(!refused, url);
            QCOMPARE(refused.error().code, ErrorCode::AccessRefused);
            QVERIFY(!refused.error().message.english().contains(QStringLiteral("canary")));
        }
    }
};

ORDERDESK_TEST(TestConnectionOptions)
#include "TestConnectionOptions.moc"
