#include "http/Negotiation.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestNegotiation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prefersHtml_data();
    void prefersHtml();
    void prefersALanguage_data();
    void prefersALanguage();
    void matchesEtags_data();
    void matchesEtags();
};

void TestNegotiation::prefersHtml_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<bool>("html");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("anything") << QByteArray("*/*") << false;
    QTest::newRow("a browser") << QByteArray("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8") << true;
    QTest::newRow("JSON") << QByteArray("application/json") << false;
    QTest::newRow("JSON rather") << QByteArray("text/html;q=0.5, application/json") << false;
    QTest::newRow("problem rather") << QByteArray("application/problem+json, text/html;q=0.9") << false;
    QTest::newRow("HTML rather") << QByteArray("TEXT/HTML, application/json;q=0.9") << true;
    QTest::newRow("HTML refused") << QByteArray("text/html;q=0") << false;
    QTest::newRow("rubbish") << QByteArray(",;,;q=,text/html;q=x") << false;
    QTest::newRow("quality out of range") << QByteArray("text/html;q=7") << false;
}

void TestNegotiation::prefersHtml()
{
    QFETCH(QByteArray, accept);
    QTEST(orderdesk::prefersHtml(accept), "html");
}

void TestNegotiation::prefersALanguage_data()
{
    QTest::addColumn<QByteArray>("acceptLanguage");
    QTest::addColumn<bool>("russian");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("Russian") << QByteArray("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7") << true;
    QTest::newRow("English") << QByteArray("en-GB,en;q=0.9,ru;q=0.8") << false;
    QTest::newRow("another") << QByteArray("de-DE,de;q=0.9") << false;
    QTest::newRow("another, then Russian") << QByteArray("de, ru;q=0.5") << true;
    QTest::newRow("Russian refused") << QByteArray("ru;q=0") << false;
    QTest::newRow("a tie") << QByteArray("ru, en") << false;
    QTest::newRow("another that begins alike") << QByteArray("run") << false;
}

void TestNegotiation::prefersALanguage()
{
    QFETCH(QByteArray, acceptLanguage);
    QFETCH(bool, russian);
    QCOMPARE(preferredLanguage(acceptLanguage) == PageLanguage::Russian, russian);
}

void TestNegotiation::matchesEtags_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("the same") << QByteArray("\"revision-3\"") << true;
    QTest::newRow("weak") << QByteArray("W/\"revision-3\"") << true;
    QTest::newRow("in a list") << QByteArray("\"a\" ,\"revision-3\", \"b\"") << true;
    QTest::newRow("any") << QByteArray("*") << true;
    QTest::newRow("another") << QByteArray("\"revision-33\"") << false;
    QTest::newRow("without quotes") << QByteArray("revision-3") << false;
}

void TestNegotiation::matchesEtags()
{
    QFETCH(QByteArray, field);
    QTEST(matchesEtag(field, "\"revision-3\""), "matches");
}

ORDERDESK_APPLESS_TEST(TestNegotiation)
#include "TestNegotiation.moc"
