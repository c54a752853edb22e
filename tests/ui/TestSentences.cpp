#include "database/SqlFailure.h"
#include "domain/OrderDecoder.h"
#include "domain/OrderRules.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/letters/LetterChangesModel.h"
#include "ui/words/Language.h"
#include "ui/words/Sentences.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace orderdesk;

Q_DECLARE_METATYPE(orderdesk::Sentence)

class TestSentences final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void translatesEveryReasonOfTheSamples();
    void keepsNamesAndNumbers_data();
    void keepsNamesAndNumbers();
    void translatesKeptViolations();
    void leavesEnglishAsItIs();
    void namesPreferencesInsteadOfOptions();
    void translatesTheAudit_data();
    void translatesTheAudit();

private:
    static bool hasEnglishWords(QString text);

    WindowState m_state{QString()};
    std::unique_ptr<Language> m_language;
};

void TestSentences::initTestCase()
{
    m_language = std::make_unique<Language>(m_state);
    m_language->choose(Language::Choice::Russian);
}

bool TestSentences::hasEnglishWords(QString text)
{
    static const QRegularExpression names(
        QStringLiteral(R"(\w+_\w+|\bJSON\b|\bRFC\b|UTF-8|\\u|\btombstone\b|A-Z|a-z|en или ru-RU|U\+0000|T06)"));
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
    return text.remove(names).contains(word);
}

void TestSentences::translatesEveryReasonOfTheSamples()
{
    int reasons = 0;
    for (const char* folder : {"invalid", "warning"}) {
        const QDir samples(test::sourcePath(QStringLiteral("data/samples/")) + QLatin1String(folder));
        const QStringList files = samples.entryList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString& name : files) {
            QFile file(samples.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const DecodeResult decoded = OrderDecoder().decode(file.readAll(), currentTimestamp());
            for (const Violation& violation : decoded.violations) {
                const QString words = text::violation(violation);
                QVERIFY2(!hasEnglishWords(words), qPrintable(name + QStringLiteral(": ") + words));
                ++reasons;
            }
        }
    }
    QVERIFY(reasons > 100);
}

void TestSentences::keepsNamesAndNumbers_data()
{
    QTest::addColumn<Sentence>("sentence");
    QTest::addColumn<QString>("russian");
    QTest::newRow("range") << rangeRule(0, 100)
                           << QStringLiteral("должно быть не меньше 0 и не больше 100, в пределах 64 бит");
    QTest::newRow("host and reason")
        << Sentence::tr("cannot connect to PostgreSQL at %1")
               .arg(QStringLiteral("10.0.0.1:5432"))
               .because(Sentence::tr("no answer in time"))
        << QStringLiteral("не удалось подключиться к PostgreSQL по адресу 10.0.0.1:5432: нет ответа вовремя");
    QTest::newRow("SQLSTATE") << sqlFailure(Sentence::tr("cannot read orders"), "57014").message
                              << QStringLiteral(
                                     "не удалось прочитать заказы: это длилось слишком долго (SQLSTATE 57014)");
    QTest::newRow("reason inside") << Sentence::tr("cannot reach Kafka at %1 (%2)")
                                          .arg(QStringLiteral("kafka:9092"), Sentence::tr("connection refused"))
                                   << QStringLiteral("Kafka недоступна по адресу kafka:9092 (в соединении отказано)");
    QTest::newRow("topic") << Sentence::tr("the topic \"%1\" does not exist").arg(QStringLiteral("a %1 b"))
                           << QStringLiteral("топика «a %1 b» нет");
    QTest::newRow("unknown reason")
        << Sentence::tr("cannot commit").because(Sentence::quoted(QStringLiteral("something new")))
        << QStringLiteral("не удалось зафиксировать транзакцию: something new");
    QTest::newRow("known words of the system")
        << Sentence::quoted(QStringLiteral("Permission denied")) << QStringLiteral("доступ запрещён");
    QTest::newRow("unknown") << Sentence::quoted(QStringLiteral("something new")) << QStringLiteral("something new");
    QTest::newRow("nothing") << Sentence() << QString();
}

void TestSentences::keepsNamesAndNumbers()
{
    QFETCH(const Sentence, sentence);
    QTEST(text::sentence(sentence), "russian");
}

/// A violation is English text, also when it comes out of the database.
void TestSentences::translatesKeptViolations()
{
    const auto words = [](const char* pointer, const char* code, const char* message) {
        return text::violation({pointer, code, message, Severity::Error});
    };
    QCOMPARE(words("/items/3/sale", "out_of_range", "must be at least 0 and at most 100, in 64 bits"),
             QStringLiteral("должно быть не меньше 0 и не больше 100, в пределах 64 бит"));
    QCOMPARE(words("/sm_id", "out_of_range", "must be at least 0, in 64 bits"),
             QStringLiteral("должно быть не меньше 0, в пределах 64 бит"));
    QVERIFY(!hasEnglishWords(words("", "message_too_large", "a message has at most 7 bytes (setting max-message-size)")
                                 .remove(QStringLiteral("max-message-size"))));
    QCOMPARE(words("/x", "of_another_version", "says something new"), QStringLiteral("says something new"));
}

void TestSentences::leavesEnglishAsItIs()
{
    m_language->choose(Language::Choice::English);
    for (const Sentence& sentence :
         {rangeRule(0, kMaxInteger), sqlFailure(Sentence::tr("cannot commit"), "40P01").message})
        QCOMPARE(text::sentence(sentence), sentence.english());
}

void TestSentences::namesPreferencesInsteadOfOptions()
{
    const Error refused = sqlFailure(Sentence::tr("cannot commit"), "3D000");
    QCOMPARE(refused.hint.english(), QStringLiteral("create it with createdb, or correct the database URL"));
    m_language->choose(Language::Choice::English);
    QCOMPARE(text::sentence(refused.hint),
             QStringLiteral("create it with createdb, or correct Preferences ▸ Database ▸ Address"));
    m_language->choose(Language::Choice::Russian);
    QVERIFY(text::sentence(refused.hint).contains(QStringLiteral("«Настройки ▸")));
}

/// As ingest/Redrive notes it.
void TestSentences::translatesTheAudit_data()
{
    QTest::addColumn<QString>("noted");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* noted, const char* words) {
        QTest::newRow(noted) << QString::fromUtf8(noted) << QString::fromUtf8(words);
    };
    row("to orders/1@2665", "в orders/1@2665");
    row("to orders/1@2665; changed: /items/0/sale, /locale", "в orders/1@2665; изменено: /items/0/sale, /locale");
    row("to orders/1@2665; changed: no member", "в orders/1@2665; ничего не изменено");
    row("to orders/1@2665; changed: the whole text: it was no JSON", "в orders/1@2665; изменено: весь текст");
    row("", "");
    row("something else", "something else");
}

void TestSentences::translatesTheAudit()
{
    QFETCH(const QString, noted);
    DeadLetterChange change;
    change.detail = noted.toStdString();
    QTEST(LetterChangesModel::detailText(change), "words");
}

ORDERDESK_GUI_TEST(TestSentences)
#include "TestSentences.moc"
