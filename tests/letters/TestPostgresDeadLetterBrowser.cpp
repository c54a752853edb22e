#include "letters/PostgresDeadLetterBrowser.h"
#include "letters/PostgresDeadLetterStore.h"
#include "storage/PostgresOrderReader.h"
#include "storage/PostgresOrderStore.h"
#include "support/PostgresFixture.h"
#include "support/TestOrders.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <limits>

using namespace orderdesk;

namespace {

DeadLetter letterOf(std::int64_t offset, const std::string& orderUid, const std::string& code)
{
    DeadLetter letter = makeDeadLetter(offset, orderUid);
    letter.message.key = QByteArray("key-") + QByteArray::number(static_cast<qlonglong>(offset));
    letter.violations.clear();
    if (!code.empty())
        letter.violations = {{"/payment/amount", code, "is wrong", Severity::Error},
                             {"/x", "unknown_member", "is unknown", Severity::Warning}};
    return letter;
}

std::vector<std::int64_t> offsetsOf(const DeadLetterPage& page)
{
    std::vector<std::int64_t> offsets;
    for (const DeadLetter& letter : page.deadLetters)
        offsets.push_back(letter.message.position.offset);
    return offsets;
}

using Offsets = std::vector<std::int64_t>;

} // namespace

class TestPostgresDeadLetterBrowser final : public QObject
{
    Q_OBJECT

private:
    PostgresFixture m_postgres;
    std::unique_ptr<PostgresDeadLetterBrowser> m_browser;
    std::unique_ptr<PostgresOrderReader> m_reader;
    std::unique_ptr<PostgresDeadLetterStore> m_store;

    std::int64_t idOf(std::int64_t offset)
    {
        return m_postgres.value(QStringLiteral("select id from dead_letters where \"offset\" = %1").arg(offset))
            .toLongLong();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_postgres.start(); !why.isEmpty()) {
            QSKIP(qPrintable(why));
        }
    }
    void cleanupTestCase() { m_postgres.stop(); }
    void init()
    {
        m_postgres.empty();
        PostgresOrderStore store(m_postgres.settings());
        std::vector<DeadLetter> letters;
        for (std::int64_t offset = 1; offset <= 6; ++offset)
            letters.push_back(letterOf(offset, "order-" + std::to_string(offset), offset % 2 ? "odd" : "even"));
        letters.push_back(letterOf(7, "", "odd"));
        letters.push_back(letterOf(8, "o%", ""));
        QVERIFY(store.write({}, letters));
        m_browser = std::make_unique<PostgresDeadLetterBrowser>(m_postgres.settings());
        m_reader = std::make_unique<PostgresOrderReader>(m_postgres.settings());
        m_store = std::make_unique<PostgresDeadLetterStore>(m_postgres.settings());
    }
    void cleanup()
    {
        m_browser.reset();
        m_reader.reset();
        m_store.reset();
    }

    void pagesThroughAll()
    {
        const auto first = m_browser->page({}, {}, 5);
        QVERIFY(first && first->next);
        QCOMPARE(offsetsOf(*first), (Offsets{8, 7, 6, 5, 4}));
        const auto second = m_browser->page({}, first->next, 5);
        QVERIFY(second && !second->next);
        QCOMPARE(offsetsOf(*second), (Offsets{3, 2, 1}));
    }

    void walksThroughWholeLettersAsTheyWere()
    {
        DeadLetter large = letterOf(9, "large", "odd");
        large.message.value = QByteArray(200'000, '\xfe') + QByteArray(1, '\0');
        PostgresOrderStore store(m_postgres.settings());
        const std::vector<DeadLetter> one{large};
        QVERIFY(store.write({}, one));
        const auto first = m_browser->wholeLetters({"odd", {}, false}, {}, 2);
        QVERIFY(first && first->next);
        QCOMPARE(offsetsOf(*first), (Offsets{9, 7}));
        QVERIFY(first->deadLetters.front().message == large.message);
        QCOMPARE(m_browser->page({}, {}, 1)->deadLetters.front().message.value->size(), 65'536);
        // Another question gave the walk up.
        const auto second = m_browser->wholeLetters({"odd", {}, false}, first->next, 2);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Unavailable);

        // From here on it sees neither what is discarded nor what comes.
        const auto again = m_browser->wholeLetters({"odd", {}, false}, {}, 2);
        QVERIFY(again && again->next);
        QVERIFY(m_store->changeDeadLetters(LetterAction::Discarded, {{idOf(3), {}}}, "me"));
        const std::vector<DeadLetter> late{letterOf(11, "late", "odd")};
        QVERIFY(store.write({}, late));
        const auto rest = m_browser->wholeLetters({"odd", {}, false}, again->next, 50);
        QVERIFY(rest && !rest->next);
        QCOMPARE(offsetsOf(*rest), (Offsets{5, 3, 1}));
        const auto after = m_browser->wholeLetters({"odd", {}, false}, {}, 50);
        QVERIFY(after && !after->next);
        QCOMPARE(offsetsOf(*after), (Offsets{11, 9, 7, 5, 1}));
        QCOMPARE(m_postgres.value(QStringLiteral("select count(*) from pg_stat_activity where datname ="
                                                 " current_database() and state like 'idle in transaction%'")),
                 QStringLiteral("0"));
    }

    void givesUpWhatIsAsked()
    {
        std::stop_source stop;
        m_browser->setStopToken(stop.get_token());
        QVERIFY(m_browser->page({}, {}, 5));
        stop.request_stop();
        QCOMPARE(m_browser->page({}, {}, 5).error().code, ErrorCode::Cancelled);
        QCOMPARE(m_browser->wholeLetters({}, {}, 5).error().code, ErrorCode::Cancelled);
        m_browser->setStopToken({});
        QVERIFY(m_browser->wholeLetters({}, {}, 5));
    }

    void readsTheSameAsTheReader()
    {
        const auto page = m_browser->page({}, {}, 200);
        const auto read = m_reader->deadLetters({}, 200);
        QVERIFY(page && read);
        QVERIFY(page->deadLetters == read->deadLetters);
    }

    void filters()
    {
        const auto offsets = [this](const DeadLetterFilter& filter) {
            const auto page = m_browser->page(filter, {}, 200);
            return page ? offsetsOf(*page) : Offsets{-1};
        };
        QCOMPARE(offsets({"odd", {}, false}), (Offsets{7, 5, 3, 1}));
        QCOMPARE(offsets({"none", {}, false}), Offsets{});
        QCOMPARE(offsets({{}, QStringLiteral("order-3"), false}), Offsets{3});
        QCOMPARE(offsets({{}, QStringLiteral("key-7"), false}), Offsets{7});
        QCOMPARE(offsets({{}, QStringLiteral("o%"), false}), Offsets{8}); // no pattern
        QCOMPARE(offsets({"even", QStringLiteral("order-3"), false}), Offsets{});
        QCOMPARE(offsets({{}, QStringLiteral("'; drop table orders; --"), false}), Offsets{});
        QCOMPARE(offsets({{}, QString(QChar(0)), false}), Offsets{});
        QVERIFY(m_store->changeDeadLetters(LetterAction::Redriven, {{idOf(3), {}}}, "me"));
        QCOMPARE(offsets({"odd", {}, true}), (Offsets{7, 5, 1}));
    }

    void listsIdsOldestFirst()
    {
        const auto first = m_browser->ids({"odd", {}, false}, 0, 3);
        QVERIFY(first);
        QCOMPARE(*first, (Offsets{idOf(1), idOf(3), idOf(5)}));
        const auto second = m_browser->ids({"odd", {}, false}, first->back(), 3);
        QVERIFY(second);
        QCOMPARE(*second, Offsets{idOf(7)});
    }

    void countsByReason()
    {
        const auto counts = m_browser->countByReason();
        QVERIFY(counts);
        const std::vector<ReasonCount> expected{{"odd", 4}, {"even", 3}, {"", 1}};
        QVERIFY(*counts == expected);
    }

    void countsAndFiltersThroughAnIndex()
    {
        m_postgres.query(QStringLiteral("set enable_seqscan = off"));
        const auto planOf = [this](const char* sql) {
            QStringList lines;
            for (const QStringList& row : m_postgres.query(QStringLiteral("explain ") + QLatin1String(sql)))
                lines += row;
            return lines.join(QLatin1Char('\n'));
        };
        QVERIFY(planOf("select reason, count(*) from dead_letters group by reason")
                    .contains(QStringLiteral("Index Only Scan using dead_letters_reason")));
        QVERIFY(planOf("select * from dead_letters where reason = 'odd' and id < 100 order by id desc limit 5")
                    .contains(QStringLiteral("dead_letters_reason")));
        m_postgres.query(QStringLiteral("reset enable_seqscan"));
    }

    void keepsALineForEachChange()
    {
        const std::int64_t one = idOf(1);
        const std::int64_t two = idOf(2);
        QVERIFY(m_store->changeDeadLetters(LetterAction::Redriven, {{two, "to orders/0@9"}, {one, "to orders/0@8"}},
                                           "window (alice)"));
        QVERIFY(m_store->changeDeadLetters(LetterAction::Corrected, {{one, "to orders/0@10; changed: /payment/amount"}},
                                           "window (alice)"));
        QVERIFY(m_store->changeDeadLetters(LetterAction::Discarded, {{one, {}}}, "command (bob\0)"));
        const auto all = m_browser->changes({}, {}, 3);
        QVERIFY(all && all->next);
        QCOMPARE(all->changes.size(), 3U);
        const DeadLetterChange& newest = all->changes[0];
        QCOMPARE(newest.action, "discarded");
        QCOMPARE(newest.changedBy, "command (bob");
        QCOMPARE(newest.deadLetterId, one);
        QCOMPARE(newest.position.topic, QStringLiteral("orders"));
        QCOMPARE(newest.position.offset, 1);
        QVERIFY(newest.changedAt > currentTimestamp() - std::chrono::minutes(5));
        QCOMPARE(all->changes[1].action, "corrected");
        QCOMPARE(all->changes[1].detail, "to orders/0@10; changed: /payment/amount");
        QCOMPARE(all->changes[2].deadLetterId, two);
        QCOMPARE(all->changes[2].detail, "to orders/0@9");
        const auto rest = m_browser->changes({}, all->next, 3);
        QVERIFY(rest && !rest->next);
        QCOMPARE(rest->changes.size(), 1U);
        const auto ofOne = m_browser->changes(one, {}, 100);
        QVERIFY(ofOne);
        QCOMPARE(ofOne->changes.size(), 3U);
    }

    void changesNothingWhenTheAuditIsRefused()
    {
        m_postgres.query(QStringLiteral("alter table dead_letter_changes add constraint refusing check (changed_by <> "
                                        "'nobody')"));
        const auto refused = m_store->changeDeadLetters(LetterAction::Discarded, {{idOf(1), {}}}, "nobody");
        m_postgres.query(QStringLiteral("alter table dead_letter_changes drop constraint refusing"));
        QVERIFY(!refused);
        QVERIFY(idOf(1) != 0);
        const auto marked = m_reader->deadLetter(idOf(1));
        QVERIFY(marked && *marked);
        QCOMPARE((*marked)->redriveCount, 0);
        QVERIFY(m_browser->changes({}, {}, 10)->changes.empty());
    }

    void saysWhenTheDatabaseIsAway()
    {
        DatabaseSettings settings = m_postgres.settingsVia(QStringLiteral("127.0.0.1"), 1);
        settings.connectTimeout = std::chrono::milliseconds(500);
        PostgresDeadLetterBrowser browser(settings);
        QCOMPARE(browser.countByReason().error().code, ErrorCode::Unavailable);
    }
};

ORDERDESK_TEST(TestPostgresDeadLetterBrowser)
#include "TestPostgresDeadLetterBrowser.moc"
