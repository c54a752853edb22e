#include "app/RunCommand.h"
#include "app/commands/CheckCommand.h"
#include "app/commands/GenerateCommand.h"
#include "support/TestRegistration.h"

#include <QTest>

#include <cerrno>
#include <sstream>
#include <streambuf>

using namespace orderdesk;
using namespace orderdesk::test;

namespace {

Outcome generate(const char* arguments)
{
    GenerateCommand command;
    return runCommand(command, words(arguments));
}

/// Fails every write with the given error, as a pipe nobody reads or a full disk does.
class FailingBuffer final : public std::streambuf
{
public:
    explicit FailingBuffer(int error)
        : m_error(error)
    {
    }

private:
    std::streamsize xsputn(const char*, std::streamsize) override
    {
        errno = m_error;
        return 0;
    }
    int m_error;
};

Outcome generateInto(int error)
{
    std::istringstream in;
    FailingBuffer buffer(error);
    std::ostream out(&buffer);
    std::ostringstream err;
    CommandIo io{in, out, err};
    GenerateCommand command;
    const auto line = parseCommandLine(words("generate --count 100000"), {command.info()}, {});
    const ExitCode code = command.run(*line, io);
    return {code, {}, QByteArray::fromStdString(err.str())};
}

} // namespace

class TestGenerateCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOneOrderALine();
    void sameSeedSameBytes();
    void checkFindsThePromisedShareInvalid();
    void refuses_data();
    void refuses();
    void aClosedPipeIsNoFailure();
    void aFullDiskIsAFailure();
};

void TestGenerateCommand::writesOneOrderALine()
{
    const Outcome outcome = generate("--count 3");
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(outcome.out.count('\n'), 3);
    QVERIFY(outcome.out.endsWith("}\n"));
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(generate("--count 0").out, QByteArray());
}

void TestGenerateCommand::sameSeedSameBytes()
{
    const char* arguments = "--count 500 --seed 7 --invalid 10 --updates 20";
    const QByteArray first = generate(arguments).out;
    QVERIFY(first == generate(arguments).out);
    QVERIFY(first != generate("--count 500 --seed 8 --invalid 10 --updates 20").out);
    QVERIFY(generate("--count 2000").out.startsWith(generate("--count 200 --seed 1").out));
}

void TestGenerateCommand::checkFindsThePromisedShareInvalid()
{
    const QByteArray orders = generate("--count 5000 --invalid 10 --updates 20").out;
    CheckCommand check;
    const Outcome outcome = runCommand(check, {}, orders);
    QVERIFY(outcome.code == ExitCode::InvalidData);
    QVERIFY2(outcome.err.startsWith("checked 5000 orders: "), outcome.err.constData());
    const QByteArray invalid = outcome.err.mid(outcome.err.lastIndexOf(", ") + 2);
    const int count = invalid.left(invalid.indexOf(' ')).toInt();
    QVERIFY2(count > 400 && count < 600, outcome.err.constData()); // 500, four standard deviations are 85

    const Outcome allValid = runCommand(check, {}, generate("--count 5000 --updates 20").out);
    QCOMPARE(allValid.out, QByteArray());
    QVERIFY(allValid.code == ExitCode::Done);
}

void TestGenerateCommand::refuses_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* arguments, const char* message) {
        QTest::newRow(arguments) << QByteArray(arguments) << QByteArray(message);
    };
    row("", "generate takes --count N");
    row("--count 3 file", "generate takes --count N");
    row("--count -3", "--count: \"-3\" is not a whole number from 0");
    row("--count 1e3", "--count: \"1e3\" is not a whole number from 0");
    row("--count= --seed 1", "--count: \"\" is not a whole number");
    row("--count 3 --seed x", "--seed: \"x\" is not a whole number from 0");
    row("--count 3 --invalid 101", "--invalid: \"101\" is not a percentage from 0 to 100");
    row("--count 3 --invalid nan", "--invalid: \"nan\" is not a percentage from 0 to 100");
    row("--count 3 --updates -1", "--updates: \"-1\" is not a percentage from 0 to 100");
}

void TestGenerateCommand::refuses()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, message);
    const Outcome outcome = generate(arguments.constData());
    QVERIFY(outcome.code == ExitCode::Usage);
    QVERIFY2(outcome.err.startsWith(QByteArray("orderdesk: " + message)), outcome.err.constData());
    QCOMPARE(outcome.err.count('\n'), 1);
    QCOMPARE(outcome.out, QByteArray());
}

void TestGenerateCommand::aClosedPipeIsNoFailure()
{
    const Outcome outcome = generateInto(EPIPE);
    QVERIFY(outcome.code == ExitCode::Done);
    QCOMPARE(outcome.err, QByteArray());
}

void TestGenerateCommand::aFullDiskIsAFailure()
{
    const Outcome outcome = generateInto(ENOSPC);
    QVERIFY(outcome.code == ExitCode::Failed);
    QVERIFY2(outcome.err.contains("No space left"), outcome.err.constData());
}

ORDERDESK_TEST(TestGenerateCommand)
#include "TestGenerateCommand.moc"
