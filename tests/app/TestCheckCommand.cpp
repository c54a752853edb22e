#include "app/RunCommand.h"
#include "app/commands/CheckCommand.h"
#include "support/Paths.h"
#include "support/TestRegistration.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

QString dataPath(const QString& name)
{
    return test::sourcePath(QStringLiteral("data/")) + name;
}

/// The example order on one line.
QByteArray exampleLine()
{
    QFile file(dataPath(QStringLiteral("model.json")));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("data/model.json cannot be read");
    return file.readAll().replace('\n', ' ').trimmed();
}

Outcome check(const QStringList& arguments, const QByteArray& input = {})
{
    CheckCommand command;
    return runCommand(command, arguments, input);
}

} // namespace

class TestCheckCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsTheExample();
    void namesFileLineAndRule();
    void namesTheLineInsideADocument();
    void strictRefusesWarnings();
    void refusesWhatIsTooLarge();
    void goesOnAfterAMissingFile();
    void refusesAnEmptyFile();
    void refusesEachSampleWithItsCode_data();
    void refusesEachSampleWithItsCode();
};

void TestCheckCommand::acceptsTheExample()
{
    const Outcome outcome = check({dataPath(QStringLiteral("model.json"))});
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err, QByteArray("checked 1 order: 1 valid (0 with warnings), 0 invalid\n"));
    QVERIFY(outcome.code == ExitCode::Done);
    QVERIFY(check({}, {}).code == ExitCode::Done);
}

void TestCheckCommand::namesFileLineAndRule()
{
    const QByteArray good = exampleLine();
    const QByteArray bad = QByteArray(good).replace(R"("currency": "USD")", R"("currency": "usd")");
    QVERIFY(bad != good);
    const Outcome outcome = check({QStringLiteral("-")}, good + "\n\n" + bad + "\nnonsense\n" + good);
    const QList<QByteArray> lines = outcome.out.split('\n');
    QVERIFY2(lines.size() == 3, outcome.out.constData());
    QVERIFY2(lines[0].startsWith("-:3: error: /payment/currency: invalid_currency: "), lines[0].constData());
    QVERIFY2(lines[1].startsWith("-:4: error: : invalid_json: "), lines[1].constData());
    QCOMPARE(outcome.err, QByteArray("checked 4 orders: 2 valid (0 with warnings), 2 invalid\n"));
    QVERIFY(outcome.code == ExitCode::InvalidData);
}

void TestCheckCommand::namesTheLineInsideADocument()
{
    QFile file(dataPath(QStringLiteral("model.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray document = file.readAll();
    const qsizetype place = document.indexOf("\"sale\": 30");
    QVERIFY(place > 0);
    const auto line = document.left(place).count('\n') + 1;
    const Outcome outcome = check({}, QByteArray(document).replace("\"sale\": 30", "\"sale\": 101"));
    QVERIFY2(
        outcome.out.startsWith(QByteArray("-:" + QByteArray::number(line) + ": error: /items/0/sale: out_of_range: ")),
        outcome.out.constData());
    QVERIFY(outcome.code == ExitCode::InvalidData);
}

void TestCheckCommand::strictRefusesWarnings()
{
    const QByteArray odd = exampleLine().replace("\"amount\": 1817", "\"amount\": 1818");
    const Outcome normal = check({}, odd);
    QVERIFY2(normal.out.startsWith("-:1: warning: /payment/amount: "), normal.out.constData());
    QCOMPARE(normal.err, QByteArray("checked 1 order: 1 valid (1 with warnings), 0 invalid\n"));
    QVERIFY(normal.code == ExitCode::Done);
    const Outcome strict = check({QStringLiteral("--strict")}, odd);
    QVERIFY2(strict.out.startsWith("-:1: error: /payment/amount: "), strict.out.constData());
    QVERIFY(strict.code == ExitCode::InvalidData);
}

void TestCheckCommand::refusesWhatIsTooLarge()
{
    const Outcome outcome = check(words("--max-message-size 1KiB"), '"' + QByteArray(1023, 'x') + '"');
    QVERIFY2(outcome.out.startsWith("-:1: error: : message_too_large: "), outcome.out.constData());
    QVERIFY(outcome.code == ExitCode::InvalidData);
}

void TestCheckCommand::goesOnAfterAMissingFile()
{
    const Outcome outcome =
        check({QStringLiteral("/does/not/exist"), QStringLiteral("/"), dataPath(QStringLiteral("model.json"))});
    QVERIFY2(outcome.err.contains("/does/not/exist: cannot be read: No such file"), outcome.err.constData());
    QVERIFY2(outcome.err.contains("orderdesk: /: cannot be read"), outcome.err.constData());
    QVERIFY2(outcome.err.contains("checked 1 order: 1 valid"), outcome.err.constData());
    QVERIFY(outcome.code == ExitCode::Failed);
}

void TestCheckCommand::refusesAnEmptyFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("empty.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const Outcome outcome = check({file.fileName()});
    QVERIFY2(outcome.out.contains(":1: error: : invalid_json: "), outcome.out.constData());
    QVERIFY(outcome.code == ExitCode::InvalidData);
}

void TestCheckCommand::refusesEachSampleWithItsCode_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("code");
    const QDir folder(dataPath(QStringLiteral("samples/invalid")));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(names.size() > 50);
    for (const QString& name : names) {
        // One message that holds two documents; in a file these are two messages.
        if (name != QLatin1String("invalid_json.two_documents.json"))
            QTest::newRow(qPrintable(name)) << folder.filePath(name) << name.section(QLatin1Char('.'), 0, 0);
    }
}

void TestCheckCommand::refusesEachSampleWithItsCode()
{
    QFETCH(QString, path);
    QFETCH(QString, code);
    const Outcome outcome = check({path, QStringLiteral("--max-message-size=8MiB")});
    static const QRegularExpression form(QStringLiteral(":[0-9]+: error: (?:/[^:]*)?: ([a-z0-9_]+): "));
    QStringList codes;
    for (const QRegularExpressionMatch& match : form.globalMatch(QString::fromUtf8(outcome.out)))
        codes.append(match.captured(1));
    codes.removeDuplicates();
    QCOMPARE(codes, QStringList{code});
    // Of a document and a line of rubbish after it, which are two messages, only the rubbish is invalid.
    QVERIFY2(outcome.err.endsWith(", 1 invalid\n"), outcome.err.constData());
    QVERIFY(outcome.code == ExitCode::InvalidData);
}

ORDERDESK_TEST(TestCheckCommand)
#include "TestCheckCommand.moc"
