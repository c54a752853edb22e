#include "domain/OrderDecoder.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/letters/LetterChangesModel.h"
#include "ui/words/Language.h"
#include "ui/words/ServiceWords.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace orderdesk;

class TestServiceWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void translatesEveryReasonOfTheSamples();
    void knowsTheSentencesOfTheSources();
    void keepsNamesAndNumbers_data();
    void keepsNamesAndNumbers();
    void leavesEnglishAsItIs();
    void namesPreferencesInsteadOfOptions();
    void translatesTheAudit_data();
    void translatesTheAudit();

private:
    static bool hasEnglishWords(QString text);

    WindowState m_state{QString()};
    std::unique_ptr<Language> m_language;
};

void TestServiceWords::initTestCase()
{
    m_language = std::make_unique<Language>(m_state);
    m_language->choose(Language::Choice::Russian);
}

bool TestServiceWords::hasEnglishWords(QString text)
{
    static const QRegularExpression names(
        QStringLiteral(R"(\w+_\w+|\bJSON\b|\bRFC\b|UTF-8|\\u|\btombstone\b|A-Z|a-z|en или ru-RU|U\+0000|T06)"));
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
    return text.remove(names).contains(word);
}

void TestServiceWords::translatesEveryReasonOfTheSamples()
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
                const QString words = text::serviceWords(violation.message);
                QVERIFY2(!hasEnglishWords(words), qPrintable(name + QStringLiteral(": ") + words));
                ++reasons;
            }
        }
    }
    QVERIFY(reasons > 100);
}

/// A sentence that a part below the window says, and that an operator may read there, must be known here: otherwise it
/// would be English in a Russian window.
void TestServiceWords::knowsTheSentencesOfTheSources()
{
    // Said at the start or by a command, before or without a window.
    static const QRegularExpression notShown(QStringLiteral(
        "migration|schema|Schema|embedded broker|property|Kafka settings|database URL|no descriptor|cannot mend|"
        "cannot read the tables|database's encoding|batch is not sorted|holds U\\+0000|is missing|is not JSON|"
        "a member too many|written differently|, this program|^select|^make the folder$"));
    const QStringList known = text::knownServiceWords();
    static const QRegularExpression literal(QStringLiteral("QStringLiteral\\(\\s*\"((?:[^\"\\\\]|\\\\.)+)\""));
    static const QRegularExpression sentence(QStringLiteral("^[a-zK%][^=;]* [a-z(]"));
    QStringList unknown;
    int found = 0;
    for (const auto& [folder, pattern] :
         {std::pair("broker", "*.cpp"), std::pair("storage", "*.cpp"), std::pair("lookup", "*.cpp"),
          std::pair("ingest", "*.cpp"), std::pair("app/settings", "Setting*s.cpp"), // shown by Preferences
          std::pair("app/preferences", "*.cpp")}) {
        const QDir sources(test::sourcePath(QStringLiteral("src/")) + QLatin1String(folder));
        const QStringList files = sources.entryList({QLatin1String(pattern)}, QDir::Files);
        for (const QString& name : files) {
            QFile file(sources.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString code =
                QString::fromUtf8(file.readAll()).replace(QRegularExpression(QStringLiteral("\"\\s*\\n\\s*\"")), {});
            for (auto matches = literal.globalMatch(code); matches.hasNext();) {
                QString text = matches.next().captured(1).replace(QStringLiteral("\\\""), QStringLiteral("\""));
                if (!sentence.match(text).hasMatch() || notShown.match(text).hasMatch())
                    continue;
                ++found;
                while (text.endsWith(QLatin1Char(' ')) || text.endsWith(QLatin1Char(':')))
                    text.chop(1);
                text.remove(QRegularExpression(QStringLiteral("^: ")));
                const QStringList halves = text.split(QStringLiteral(": "));
                const bool together = std::all_of(halves.begin(), halves.end(),
                                                  [&known](const QString& half) { return known.contains(half); });
                if (!known.contains(text) && !known.contains(text + QStringLiteral(" %1")) && !together)
                    unknown += QLatin1String(folder) + QLatin1Char('/') + name + QStringLiteral(": ") + text;
            }
        }
    }
    QVERIFY(found > 30);
    for (const QString& line : unknown)
        qWarning("%s", qUtf8Printable(line));
    QVERIFY(unknown.isEmpty());
}

void TestServiceWords::keepsNamesAndNumbers_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("russian");
    QTest::newRow("range") << "must be at least 0 and at most 100, in 64 bits"
                           << QStringLiteral("должно быть не меньше 0 и не больше 100, в пределах 64 бит");
    QTest::newRow("host and reason")
        << "cannot connect to PostgreSQL at 10.0.0.1:5432: no answer in time"
        << QStringLiteral("не удалось подключиться к PostgreSQL по адресу 10.0.0.1:5432: нет ответа вовремя");
    QTest::newRow("SQLSTATE") << "cannot read orders: it took too long (SQLSTATE 57014)"
                              << QStringLiteral(
                                     "не удалось прочитать заказы: это длилось слишком долго (SQLSTATE 57014)");
    QTest::newRow("reason inside") << "cannot reach Kafka at kafka:9092 (connection refused)"
                                   << QStringLiteral("Kafka недоступна по адресу kafka:9092 (в соединении отказано)");
    QTest::newRow("advice") << "is it running, and is --kafka-brokers right?"
                            << QStringLiteral("работает ли она, и верно ли «Настройки ▸ Kafka ▸ Брокеры»?");
    QTest::newRow("topic") << "the topic \"a %1 b\" does not exist" << QStringLiteral("топика «a %1 b» нет");
    QTest::newRow("unknown reason") << "cannot commit: something new"
                                    << QStringLiteral("не удалось зафиксировать транзакцию: something new");
    QTest::newRow("unknown") << "something new"
                             << "something new";
    QTest::newRow("nothing") << QString() << QString();
}

void TestServiceWords::keepsNamesAndNumbers()
{
    QFETCH(const QString, english);
    QTEST(text::serviceWords(english), "russian");
}

void TestServiceWords::leavesEnglishAsItIs()
{
    m_language->choose(Language::Choice::English);
    for (const char* text : {"must be at least 0, in 64 bits", "cannot commit: deadlock (SQLSTATE 40P01)"})
        QCOMPARE(text::serviceWords(QString::fromUtf8(text)), QString::fromUtf8(text));
}

void TestServiceWords::namesPreferencesInsteadOfOptions()
{
    const QString said = QStringLiteral("end that program, or give this one another port with --http-listen");
    QCOMPARE(text::serviceWords(said),
             QStringLiteral("end that program, or give this one another port in Preferences ▸ HTTP ▸ Listen on"));
    // None that the window knows still speaks of the command line.
    for (const QString& sentence : text::knownServiceWords()) {
        const QString shown = text::serviceWords(sentence);
        QVERIFY2(!shown.contains(QStringLiteral("--")) && !shown.contains(QStringLiteral("ORDERDESK_")) &&
                     !shown.contains(QStringLiteral("database URL")),
                 qPrintable(shown));
    }
    m_language->choose(Language::Choice::Russian);
    QCOMPARE(text::serviceWords(said),
             QStringLiteral("завершите ту программу или дайте этой другой порт: «Настройки ▸ HTTP ▸ Слушать на»"));
}

/// As ingest/Redrive notes it.
void TestServiceWords::translatesTheAudit_data()
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

void TestServiceWords::translatesTheAudit()
{
    QFETCH(const QString, noted);
    DeadLetterChange change;
    change.detail = noted.toStdString();
    QTEST(LetterChangesModel::detailText(change), "words");
}

ORDERDESK_GUI_TEST(TestServiceWords)
#include "TestServiceWords.moc"
