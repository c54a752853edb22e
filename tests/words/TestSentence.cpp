#include "words/Result.h"

#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;

class TestSentence final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsItsPlacesInEnglish()
    {
        QCOMPARE(Sentence().english(), QString());
        QVERIFY(Sentence().isEmpty());
        QCOMPARE(Sentence::tr("partition %1 holds the offsets %2 to %3").arg(3, 17LL).arg(std::size_t(40)).english(),
                 QStringLiteral("partition 3 holds the offsets 17 to 40"));
        QCOMPARE(Sentence::tr("%2 before %1").arg(QStringLiteral("a"), QStringLiteral("b")).english(),
                 QStringLiteral("b before a"));
    }

    void takesNoArgumentForAPlace()
    {
        const QString odd = QStringLiteral("100%1 of %2");
        QCOMPARE(Sentence::tr("\"%1\" and %2").arg(odd, 5).english(), QStringLiteral("\"100%1 of %2\" and 5"));
        QCOMPARE(Sentence::quoted(odd).english(), odd);
        // A place without an argument stays, as a percent sign does.
        QCOMPARE(Sentence::tr("%1, 50% of %3").arg(1).english(), QStringLiteral("1, 50% of %3"));
    }

    void isSaidInAnotherLanguagePartByPart()
    {
        const auto upper = [](const char* source) { return QString::fromUtf8(source).toUpper(); };
        const Sentence whole = Sentence::tr("cannot read %1")
                                   .arg(QStringLiteral("orders.json"))
                                   .because(Sentence::tr("it is a folder"))
                                   .because(Sentence::quoted(QStringLiteral("somebody's own words")));
        QCOMPARE(whole.english(), QStringLiteral("cannot read orders.json: it is a folder: somebody's own words"));
        QCOMPARE(whole.inWindow(upper),
                 QStringLiteral("CANNOT READ orders.json: IT IS A FOLDER: somebody's own words"));
    }

    void advisesOtherwiseInTheWindow()
    {
        const auto same = [](const char* source) { return QString::fromUtf8(source); };
        const Sentence advice = Sentence::advice("set --kafka-brokers", Sentence::tr("set Brokers in Preferences"));
        QCOMPARE(advice.english(), QStringLiteral("set --kafka-brokers"));
        QCOMPARE(advice.inWindow(same), QStringLiteral("set Brokers in Preferences"));
    }

    void isEqualByWhatItSays()
    {
        const Sentence one = Sentence::tr("cannot read %1").arg(QStringLiteral("a"));
        QCOMPARE(one == Sentence::tr("cannot read %1").arg(QStringLiteral("a")), true);
        QCOMPARE(one == Sentence::tr("cannot read %1").arg(QStringLiteral("b")), false);
        QCOMPARE(one.because(one) == one.because(one), true);
        QCOMPARE(one.because(one) == one, false);
        QCOMPARE(Sentence() == Sentence::tr("x"), false);
        QCOMPARE(Sentence() == Sentence(), true);
    }

    void explainsAFailureInOneLine()
    {
        const Error error{ErrorCode::Unavailable, Sentence::tr("away"), Sentence::tr("wait")};
        QCOMPARE(explained(error), QStringLiteral("away: wait"));
        QCOMPARE(explained(failure(ErrorCode::NotFound, Sentence::tr("gone")).value()), QStringLiteral("gone"));
    }
};

ORDERDESK_TEST(TestSentence)
#include "TestSentence.moc"
