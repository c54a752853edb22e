#include "WindowTour.h"
#include "support/TestRegistration.h"

#include <QAction>
#include <QApplication>
#include <QRegularExpression>
#include <QTest>

using namespace orderdesk;

namespace {

/// What is not a word of a language: names, units, codes, identifiers, addresses, options.
QString withoutNames(QString text)
{
    static const QRegularExpression names(QStringLiteral(
        R"(\borderdesk (send|check|generate)\b.*|https?://\S+|\S+@\S+|--?[a-z][\w-]*(=\S+)?|\w+\.(conf|ini|json|jsonl|csv|log|utf8)\b|/[\w/~.-]+|\w+_\w+|\b\w+://\S+|)"
        R"(\*\.\w+|\b[A-Z][A-Za-z]*[+](?=.)|<[^>]*>|&nbsp;|&lt;|&gt;)"));
    static const QRegularExpression known(QStringLiteral(
        R"(\b(Orderdesk|Kafka|PostgreSQL|librdkafka|libpq|Qt|JSON|JSONL|NDJSON|CSV|UTF|UTC|TSV|HTTP|HTTPS|URL|TLS|SASL|SSL|API|ID|)"
        R"(SQL|SQLSTATE|ACL|RFC|USD|EUR|RUB|Ctrl|Alt|Shift|Esc|Tab|Enter|Del|Ins|Home|End|PgUp|PgDown|Space|Return|English|)"
        R"(curl|orderdesk|localhost|rid|shardkey|Entry|tombstone|Debian|GNU|Linux|mail|INFO|WARN|BOM|Unicode|hex|)"
        R"(Excel|Delete|PDF|XML|HTML|GPL|IP|TCP|KiB|MiB|GiB|kB|MB|GB|nm|chrt|bytea|trace|source|GNU|System|order|uid|prometheus|cpp)\b|F\d+)"));
    return text.remove(names).remove(known).remove(QLatin1Char('&'));
}

bool isEnglish(const QString& text)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
    return withoutNames(text).contains(word);
}

bool isRussian(const QString& text)
{
    static const QRegularExpression word(QStringLiteral("[А-Яа-яЁё]{2,}"));
    return QString(text).remove(QStringLiteral("&Русский")).contains(word);
}

/// Each place once.
QStringList offending(bool (*wrong)(const QString&), const QString& stop)
{
    static QSet<QString> told;
    QStringList found;
    const auto texts = test::visibleTexts();
    for (const test::VisibleText& text : texts) {
        const QString place = text.where + QStringLiteral(": ") + text.text;
        // An order's language is a code, a typed filter has its own words, and a system has a name.
        const bool names = text.where.contains(QStringLiteral("localeFact")) ||
                           text.where.contains(QStringLiteral("filterLineEdit tool tip")) ||
                           text.where.contains(QStringLiteral("aboutSystemFact"));
        if (names || !wrong(text.text) || told.contains(place))
            continue;
        told += place;
        found += stop + QStringLiteral(": ") + text.where + QStringLiteral(": ") + text.text;
    }
    return found;
}

} // namespace

/// The real window with everything in it opened, in Russian; its data is Greek.
class TestWindowWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksOneLanguageAtATime();
    void looksAtAllOfIt();
};

void TestWindowWords::speaksOneLanguageAtATime()
{
    SampleBackend backend;
    backend.databaseFound = DatabaseFinding{QStringLiteral("15.10"), 3, false, true};
    backend.clusterFound = KafkaFinding{1, {}, {}, QStringLiteral("συστάδα")};
    WindowBackend parts = backend.windowWithOrders();
    parts.topicShown = QStringLiteral("παραγγελίες");
    MainWindow window(std::move(parts));
    window.show();
    auto* english = window.findChild<QAction*>(QStringLiteral("englishAction"));
    auto* russian = window.findChild<QAction*>(QStringLiteral("russianAction"));
    QVERIFY(english && russian);
    russian->trigger();
    QStringList found;
    test::WindowTour tour(backend, window, [&](const test::WindowTour::Stop& stop) {
        found += offending(isEnglish, stop.name);
        // A dialog, a menu or another popup holds the window back: nobody changes the language while it is open.
        if (stop.modal || QApplication::activePopupWidget())
            return;
        english->trigger();
        test::settle();
        found += offending(isRussian, stop.name);
        russian->trigger();
        test::settle();
        found += offending(isEnglish, stop.name + QStringLiteral(", again"));
    });
    tour.walk();
    for (const QString& line : found)
        qWarning("%s", qUtf8Printable(line));
    QVERIFY(found.isEmpty());
    english->trigger();
}

/// The walk itself must not grow thin: then the test above would pass with nothing looked at.
void TestWindowWords::looksAtAllOfIt()
{
    SampleBackend backend;
    MainWindow window(backend.windowWithOrders());
    window.show();
    qsizetype texts = 0;
    QStringList found;
    test::WindowTour tour(backend, window, [&](const test::WindowTour::Stop& stop) {
        texts += test::visibleTexts().size();
        found += offending(isRussian, stop.name);
    });
    tour.walk();
    for (const QString& line : found)
        qWarning("%s", qUtf8Printable(line));
    QVERIFY(found.isEmpty());
    for (const char* stop :
         {"empty", "order, tab 0", "order, tab 1", "dead letter, tab 2", "redriveButton", "discardButton",
          "several found", "nothing found", "database away", "state panel", "filter menu", "filter chips",
          "page BrowsePage", "menu viewMenu", "action aboutAction", "context menu of liveTableView",
          "context menu of liveTableView's header", "context menu of deadLettersTableView"})
        QVERIFY2(tour.stops().contains(QLatin1String(stop)),
                 qPrintable(QLatin1String(stop) + QStringLiteral(" not in ") + tour.stops().join(QLatin1String("; "))));
    QVERIFY2(texts > 2'000, qPrintable(QString::number(texts)));
    qInfo("%d stops, %d texts", static_cast<int>(tour.stops().size()), static_cast<int>(texts));
}

ORDERDESK_GUI_TEST(TestWindowWords)
#include "TestWindowWords.moc"
