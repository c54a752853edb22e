#include "support/TestRegistration.h"
#include "ui/backend/WindowState.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Language.h"

#include <QTest>

using namespace orderdesk;
using namespace std::chrono_literals;

namespace {

// 2025-10-09 08:53:20.137 UTC
constexpr Timestamp moment{std::chrono::milliseconds(1'760'000'000'137)};

QString plain(QString text)
{
    // CLDR's releases differ in which of the spaces that do not break they take.
    return text.replace(QChar(QChar::Nbsp), QLatin1Char(' ')).replace(QChar(0x202f), QLatin1Char(' '));
}

} // namespace

/// In Istanbul (three hours before UTC all year), in both languages.
class TestDisplayText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void countsInBothLanguages_data();
    void countsInBothLanguages();
    void saysHowLong_data();
    void saysHowLong();
    void writesNumbersAndMoney();
    void neverScalesMoney();
    void obeysNoBidiOverride();
    void writesTimesInTheZone();
    void writesTimesInUtc();
    void writesDatesThatCannotBeMisread();
    void saysTheTimeThreeWaysInAToolTip();
    void masks();

private:
    WindowState m_state{QString()};
    std::unique_ptr<Language> m_language;
};

void TestDisplayText::initTestCase()
{
    qputenv("TZ", "Europe/Istanbul");
    m_language = std::make_unique<Language>(m_state);
}

void TestDisplayText::init()
{
    text::setUtc(false);
    m_language->choose(Language::Choice::English);
}

void TestDisplayText::countsInBothLanguages_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("russian");
    const auto row = [](int seconds, const char* english, const char* russian) {
        QTest::addRow("%d s", seconds) << seconds << QString::fromUtf8(english) << QString::fromUtf8(russian);
    };
    row(0, "0 seconds ago", "0 секунд назад");
    row(1, "1 second ago", "1 секунду назад");
    row(2, "2 seconds ago", "2 секунды назад");
    row(5, "5 seconds ago", "5 секунд назад");
    row(11, "11 seconds ago", "11 секунд назад");
    row(21, "21 seconds ago", "21 секунду назад");
    row(111, "111 seconds ago", "111 секунд назад");
    row(2 * 60, "2 minutes ago", "2 минуты назад");
    row(5 * 60, "5 minutes ago", "5 минут назад");
    row(11 * 60, "11 minutes ago", "11 минут назад");
    row(21 * 60 + 59, "21 minutes ago", "21 минуту назад");
    row(2 * 3600, "2 hours ago", "2 часа назад");
    row(5 * 3600, "5 hours ago", "5 часов назад");
    row(21 * 3600, "21 hours ago", "21 час назад");
    row(2 * 86400, "2 days ago", "2 дня назад");
    row(11 * 86400, "11 days ago", "11 дней назад");
    row(21 * 86400, "21 days ago", "21 день назад");
    row(60 * 86400, "60 days ago", "60 дней назад");
    row(62 * 86400, "2 months ago", "2 месяца назад");
    row(640 * 86400, "21 months ago", "21 месяц назад");
    row(731 * 86400, "2 years ago", "2 года назад");
    row(1827 * 86400, "5 years ago", "5 лет назад");
}

void TestDisplayText::countsInBothLanguages()
{
    QFETCH(const int, seconds);
    const Timestamp now = moment + std::chrono::seconds(seconds);
    QTEST(text::relative(moment, now), "english");
    m_language->choose(Language::Choice::Russian);
    QTEST(text::relative(moment, now), "russian");
}

void TestDisplayText::saysHowLong_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("russian");
    QTest::newRow("1 s") << 1 << "in 1 second" << QStringLiteral("через 1 секунду");
    QTest::newRow("3 min") << 180 << "in 3 minutes" << QStringLiteral("через 3 минуты");
    QTest::newRow("21 h") << 21 * 3600 << "in 21 hours" << QStringLiteral("через 21 час");
    QTest::newRow("11 d") << 11 * 86400 << "in 11 days" << QStringLiteral("через 11 дней");
}

void TestDisplayText::saysHowLong()
{
    QFETCH(const int, seconds);
    const Timestamp then = moment + std::chrono::seconds(seconds);
    QTEST(text::relative(then, moment), "english");
    m_language->choose(Language::Choice::Russian);
    QTEST(text::relative(then, moment), "russian");
}

void TestDisplayText::writesNumbersAndMoney()
{
    QCOMPARE(text::number(1'234'567), QStringLiteral("1,234,567"));
    QCOMPARE(plain(text::amount(1817, "USD")), QStringLiteral("USD 1,817"));
    QCOMPARE(text::percent(42), QStringLiteral("42%"));
    QCOMPARE(plain(text::bytes(1)), QStringLiteral("1 byte"));
    QCOMPARE(plain(text::bytes(883)), QStringLiteral("883 bytes"));
    m_language->choose(Language::Choice::Russian);
    QCOMPARE(plain(text::number(1'234'567)), QStringLiteral("1 234 567"));
    QCOMPARE(plain(text::amount(1817, "USD")), QStringLiteral("1 817 USD"));
    QCOMPARE(plain(text::percent(42)), QStringLiteral("42 %"));
    QCOMPARE(plain(text::bytes(21)), QStringLiteral("21 байт"));
    QCOMPARE(plain(text::bytes(883)), QStringLiteral("883 байта"));
    QCOMPARE(plain(text::bytes(1000)), QStringLiteral("1000 байт"));
}

void TestDisplayText::neverScalesMoney()
{
    QVERIFY(plain(text::amount(INT64_MAX, "JPY")).endsWith(QStringLiteral("9,223,372,036,854,775,807")));
    QVERIFY(plain(text::amount(5, "KWD")).endsWith(QStringLiteral(" 5")));
}

/// "evil" that would be shown as "live", and isolates that would hide where a value ends.
void TestDisplayText::obeysNoBidiOverride()
{
    QCOMPARE(text::fromUtf8("\u202eevil\u202c"), QStringLiteral("⟨U+202E⟩evil⟨U+202C⟩"));
    QCOMPARE(text::fromUtf8("a\u2066b\u2069"), QStringLiteral("a⟨U+2066⟩b⟨U+2069⟩"));
    // Right to left by its letters is no override.
    const std::string hebrew = "\u05e7\u05e8\u05d9\u05ea, \u200fKazan";
    QCOMPARE(text::fromUtf8(hebrew), QString::fromStdString(hebrew));
}

void TestDisplayText::writesTimesInTheZone()
{
    QCOMPARE(text::timeOfDay(moment), QStringLiteral("11:53:20.137"));
    QCOMPARE(text::shortDateTime(moment), QStringLiteral("Oct 9, 2025 11:53:20"));
    QVERIFY2(text::dateTime(moment).startsWith(QStringLiteral("Oct 9, 2025 11:53:20.137")),
             qPrintable(text::dateTime(moment)));
    QVERIFY(plain(text::dateTime(moment)).size() > QStringLiteral("Oct 9, 2025 11:53:20.137 ").size());
    QCOMPARE(text::dateTime({}), QStringLiteral("unknown"));
    m_language->choose(Language::Choice::Russian);
    QCOMPARE(text::shortDateTime(moment), QStringLiteral("09.10.2025 11:53:20"));
    QCOMPARE(text::dateTime({}), QStringLiteral("неизвестно"));
    for (int month = 0; month < 12; ++month) {
        m_language->choose(month % 2 == 0 ? Language::Choice::English : Language::Choice::Russian);
        const Timestamp time = moment + std::chrono::hours(24 * 30 * month);
        QVERIFY2(text::shortDateTime(time).size() <= text::shortDateTimeWidth, qPrintable(text::shortDateTime(time)));
    }
}

void TestDisplayText::writesTimesInUtc()
{
    text::setUtc(true);
    QCOMPARE(text::timeOfDay(moment), QStringLiteral("08:53:20.137"));
    QCOMPARE(plain(text::dateTime(moment)), QStringLiteral("Oct 9, 2025 08:53:20.137 UTC"));
}

void TestDisplayText::writesDatesThatCannotBeMisread()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(text::shortDateTime(moment), QStringLiteral("9 Oct 2025 11:53:20"));
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(text::shortDateTime(moment), QStringLiteral("09.10.2025 11:53:20"));
    QLocale::setDefault(QLocale(QLocale::Swedish, QLocale::Sweden));
    QCOMPARE(text::shortDateTime(moment), QStringLiteral("2025-10-09 11:53:20"));
    QLocale::setDefault(QLocale::c());
    QCOMPARE(text::number(1234), QStringLiteral("1,234"));
    QLocale::setDefault(before);
}

void TestDisplayText::saysTheTimeThreeWaysInAToolTip()
{
    const QStringList lines = text::timeToolTip(currentTimestamp() - 5min).split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(1).endsWith(QStringLiteral("UTC")));
    QCOMPARE(lines.at(2), QStringLiteral("5 minutes ago"));
    QVERIFY(lines.at(0) != lines.at(1));
}

void TestDisplayText::masks()
{
    QCOMPARE(text::masked(QStringLiteral("test")), QStringLiteral("te•••"));
    QCOMPARE(text::masked(QStringLiteral("abc")), QStringLiteral("a•••"));
    QCOMPARE(text::masked(QString()), QString());
}

ORDERDESK_GUI_TEST(TestDisplayText)
#include "TestDisplayText.moc"
