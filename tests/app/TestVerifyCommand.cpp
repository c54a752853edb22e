#include "app/RunCommand.h"
#include "app/commands/VerifyCommand.h"
#include "support/TestRegistration.h"

#include <QTest>

using namespace orderdesk;
using namespace orderdesk::test;

class TestVerifyCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatDiffers();
    void repairs();
    void saysWhenTheDatabaseIsAway();
    void refusesArguments();

private:
    Outcome run(const char* arguments);

    Result<VerificationReport> m_report;
    bool m_repair = false;
};

Outcome TestVerifyCommand::run(const char* arguments)
{
    VerifyCommand command([this](const DatabaseSettings&, bool repair, const auto& onDifference) {
        m_repair = repair;
        if (m_report && m_report->different > 0)
            onDifference("order-1", QStringLiteral("items\n"));
        return m_report;
    });
    return runCommand(command, words(arguments));
}

void TestVerifyCommand::saysWhatDiffers()
{
    m_report = VerificationReport{10, 1, 0};
    const Outcome different = run("");
    QVERIFY(different.code == ExitCode::Failed);
    QCOMPARE(different.out, QByteArray("order-1: items\\n\n"));
    QCOMPARE(different.err, QByteArray("checked 10, different 1, repaired 0\n"));
    QCOMPARE(m_repair, false);
    m_report = VerificationReport{10, 0, 0};
    QVERIFY(run("").code == ExitCode::Done);
}

void TestVerifyCommand::repairs()
{
    m_report = VerificationReport{10, 1, 1};
    QVERIFY(run("--repair").code == ExitCode::Done);
    QCOMPARE(m_repair, true);
}

void TestVerifyCommand::saysWhenTheDatabaseIsAway()
{
    m_report = failure(ErrorCode::Unavailable, Sentence::tr("the database is away"));
    const Outcome outcome = run("");
    QVERIFY(outcome.code == ExitCode::Unavailable);
    QCOMPARE(outcome.err, QByteArray("orderdesk: the database is away\n"));
}

void TestVerifyCommand::refusesArguments()
{
    QVERIFY(run("order-1").code == ExitCode::Usage);
    QVERIFY(run("--repair=perhaps").code == ExitCode::Usage);
}

ORDERDESK_TEST(TestVerifyCommand)
#include "TestVerifyCommand.moc"
