#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Translated
{
    QString context;
    QString source;
    QString type; ///< "", "unfinished", "vanished" or "obsolete"
    QStringList forms;
    bool numerus = false;
};

QList<Translated> readTranslations(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Translated> all;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message")) {
            all += Translated{};
            all.last().context = context;
            all.last().numerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
        } else if (xml.name() == QLatin1String("source"))
            all.last().source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            all.last().type = xml.attributes().value(QLatin1String("type")).toString();
            if (!all.last().numerus)
                all.last().forms = {xml.readElementText()};
        } else if (xml.name() == QLatin1String("numerusform"))
            all.last().forms += xml.readElementText();
    }
    return xml.hasError() ? QList<Translated>() : all;
}

QMap<QString, int> placesOf(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%L?(?:[0-9]|n)"));
    QMap<QString, int> places;
    for (auto matches = place.globalMatch(text); matches.hasNext();)
        ++places[matches.next().captured()];
    return places;
}

bool hasMnemonic(const QString& text)
{
    static const QRegularExpression mnemonic(QStringLiteral("(?<!&)&(?![&\\s])(?!\\w+;)"));
    return text.contains(mnemonic);
}

} // namespace

/// resources/translations/*.ts against the texts of the sources.
class TestTranslations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isUpToDate_data();
    void isUpToDate();
    void isComplete_data();
    void isComplete();
    void keepsPlacesAndMnemonics_data();
    void keepsPlacesAndMnemonics();
    void findsWhatIsWrong();

private:
    static void languages();
    static QString pathOf(const QString& language);
    static QStringList mistakesOf(const Translated& message, int forms);
};

QString TestTranslations::pathOf(const QString& language)
{
    return orderdesk::test::sourcePath(QStringLiteral("resources/translations/orderdesk_%1.ts")).arg(language);
}

void TestTranslations::languages()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("forms");
    QTest::newRow("en") << "en" << 2;
    QTest::newRow("ru") << "ru" << 3;
}

void TestTranslations::initTestCase()
{
    if (!QFile::exists(orderdesk::test::lupdatePath()))
        QSKIP("lupdate is missing (package qt6-l10n-tools): whether all texts are translated is NOT known");
}

void TestTranslations::isUpToDate_data()
{
    languages();
}

/// What `./dev.sh translations` would change.
void TestTranslations::isUpToDate()
{
    QFETCH(const QString, language);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.ts"));
    QVERIFY(QFile::copy(pathOf(language), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(orderdesk::test::sourcePath());
    QStringList arguments{
        QStringLiteral("-silent"),     QStringLiteral("-locations"), QStringLiteral("none"),
        QStringLiteral("-extensions"), QStringLiteral("cpp,h,ui"),   QStringLiteral("-I"),
        QStringLiteral("."),           QStringLiteral("-I"),         QStringLiteral("src"),
        QStringLiteral("ui"),          QStringLiteral("src"),        QStringLiteral("-source-language"),
        QStringLiteral("en_US"),       QStringLiteral("-ts"),        copy};
    if (language == QLatin1String("en"))
        arguments.prepend(QStringLiteral("-pluralonly"));
    lupdate.start(orderdesk::test::lupdatePath(), arguments);
    QVERIFY(lupdate.waitForFinished(60'000));
    QCOMPARE(lupdate.exitCode(), 0);
    const QList<Translated> messages = readTranslations(copy);
    QVERIFY(!messages.isEmpty());
    QStringList wrong;
    for (const Translated& message : messages) {
        if (!message.type.isEmpty())
            wrong += QStringLiteral("%1: %2: %3").arg(message.type, message.context, message.source);
        // After a name with "::" lupdate may forget that it is inside a namespace; write orderdesk::Sentence::tr there.
        if (message.context == QLatin1String("Sentence"))
            wrong += QStringLiteral("in the wrong context: %1").arg(message.source);
    }
    const QString help = QStringLiteral("\n%1 texts: run ./dev.sh translations and translate them").arg(wrong.size());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n')) + help));
}

void TestTranslations::isComplete_data()
{
    languages();
}

void TestTranslations::isComplete()
{
    QFETCH(const QString, language);
    QFETCH(const int, forms);
    const QList<Translated> messages = readTranslations(pathOf(language));
    QVERIFY(messages.size() > 10);
    for (const Translated& message : messages) {
        const QString name = message.context + QStringLiteral(": ") + message.source;
        QVERIFY2(message.type.isEmpty(), qPrintable(name));
        QVERIFY2(message.forms.size() == (message.numerus ? forms : 1), qPrintable(name));
        for (const QString& form : message.forms)
            QVERIFY2(!form.trimmed().isEmpty(), qPrintable(name));
    }
}

QStringList TestTranslations::mistakesOf(const Translated& message, int forms)
{
    QStringList mistakes;
    for (const QString& form : message.forms) {
        const QString name = message.source + QStringLiteral(" → ") + form;
        if (placesOf(form) != placesOf(message.source))
            mistakes += QStringLiteral("places: ") + name;
        if (hasMnemonic(form) != hasMnemonic(message.source))
            mistakes += QStringLiteral("mnemonic: ") + name;
        if (form.endsWith(QChar(0x2026)) != message.source.endsWith(QChar(0x2026)))
            mistakes += QStringLiteral("dots: ") + name;
        if (form.contains(QLatin1Char('\t')) != message.source.contains(QLatin1Char('\t')))
            mistakes += QStringLiteral("shortcut: ") + name;
    }
    if (message.numerus && message.forms.size() != forms)
        mistakes += QStringLiteral("forms: ") + message.source;
    return mistakes;
}

void TestTranslations::keepsPlacesAndMnemonics_data()
{
    languages();
}

void TestTranslations::keepsPlacesAndMnemonics()
{
    QFETCH(const QString, language);
    QFETCH(const int, forms);
    QStringList mistakes;
    const QList<Translated> messages = readTranslations(pathOf(language));
    for (const Translated& message : messages)
        mistakes += mistakesOf(message, forms);
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(QLatin1Char('\n'))));
}

void TestTranslations::findsWhatIsWrong()
{
    const auto mistakes = [](const char* source, const QStringList& forms, bool numerus = false) {
        return mistakesOf({{}, QString::fromUtf8(source), {}, forms, numerus}, 3).size();
    };
    QCOMPARE(mistakes("%1 of %2", {QStringLiteral("%2 из %1")}), 0);
    QCOMPARE(mistakes("%1 of %2", {QStringLiteral("%1 из")}), 1);
    QCOMPARE(mistakes("&File", {QStringLiteral("Файл")}), 1);
    QCOMPARE(mistakes("Save && close", {QStringLiteral("Сохранить && закрыть")}), 0);
    QCOMPARE(mistakes("Open…", {QStringLiteral("Открыть")}), 1);
    QCOMPARE(mistakes("&Copy\tCtrl+C", {QStringLiteral("&Копировать")}), 1);
    QCOMPARE(mistakes("%n order(s)", {QStringLiteral("%n заказ"), QStringLiteral("%n заказа")}, true), 1);
    QCOMPARE(mistakes("%n order(s)",
                      {QStringLiteral("заказ"), QStringLiteral("%n заказа"), QStringLiteral("%n заказов")}, true),
             1);
}

ORDERDESK_GUI_TEST(TestTranslations)
#include "TestTranslations.moc"
