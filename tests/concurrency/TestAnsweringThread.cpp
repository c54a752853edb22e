#include "concurrency/StepwiseWork.h"
#include "support/TestRegistration.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>
#include <optional>

using namespace orderdesk;

namespace {

struct Tool
{
    static inline std::atomic<int> alive = 0;
    static inline std::atomic<QThread*> destroyedOn = nullptr;

    Tool() { ++alive; }
    ~Tool()
    {
        --alive;
        destroyedOn = QThread::currentThread();
    }
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    int questions = 0;
};

struct Progress
{
    int done = 0;
    bool isLast = false;
    bool isCancelled = false;
};

std::unique_ptr<Tool> makeTool()
{
    return std::make_unique<Tool>();
}

} // namespace

class TestAnsweringThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrderInTheAskingThread()
    {
        AnsweringThread<Tool> thread(QStringLiteral("test"), makeTool);
        QObject context;
        QList<int> answers;
        QThread* answeredOn = nullptr;
        for (int i = 0; i < 3; ++i) {
            thread.ask([](Tool& tool) { return ++tool.questions; }, &context,
                       [&](int answer) {
                           answers += answer;
                           answeredOn = QThread::currentThread();
                       });
        }
        QTRY_COMPARE(answers, QList<int>({1, 2, 3}));
        QCOMPARE(answeredOn, QThread::currentThread());
    }

    void theToolLivesAndDiesOnTheThread()
    {
        QThread* usedOn = nullptr;
        {
            AnsweringThread<Tool> thread(QStringLiteral("test"), makeTool);
            QCOMPARE(Tool::alive.load(), 0); // not before it is needed
            QObject context;
            bool answered = false;
            thread.ask([](Tool&) { return QThread::currentThread(); }, &context,
                       [&](QThread* on) {
                           usedOn = on;
                           answered = true;
                       });
            QTRY_VERIFY(answered);
            QCOMPARE(Tool::alive.load(), 1);
        }
        QCOMPARE(Tool::alive.load(), 0);
        QVERIFY(usedOn != QThread::currentThread());
        QCOMPARE(Tool::destroyedOn.load(), usedOn);
    }

    void neverAnswersAContextThatIsGone()
    {
        AnsweringThread<Tool> thread(QStringLiteral("test"), makeTool);
        QSemaphore begun;
        QSemaphore goOn;
        bool answered = false;
        auto context = std::make_unique<QObject>();
        thread.ask(
            [&](Tool&) {
                begun.release();
                goOn.acquire();
                return 0;
            },
            context.get(), [&](int) { answered = true; });
        begun.acquire();
        context.reset();
        goOn.release();
        bool later = false;
        QObject receiver;
        thread.ask([](Tool&) { return 0; }, &receiver, [&](int) { later = true; });
        QTRY_VERIFY(later);
        QVERIFY(!answered);
    }

    void anEndDropsWhatWasNotBegun()
    {
        QSemaphore begun;
        QSemaphore goOn;
        std::atomic<int> run = 0;
        QObject context;
        {
            AnsweringThread<Tool> thread(QStringLiteral("test"), makeTool);
            const auto question = [&](Tool&) {
                ++run;
                begun.release();
                goOn.acquire();
                return 0;
            };
            thread.ask(question, &context, [](int) {});
            thread.ask(question, &context, [](int) {});
            begun.acquire();
            goOn.release(2);
        }
        QVERIFY(run <= 2);
        QCOMPARE(Tool::alive.load(), 0);
    }

    void anAnswerMayBeTheEndOfTheThread()
    {
        auto thread = std::make_unique<AnsweringThread<Tool>>(QStringLiteral("test"), makeTool);
        QObject context;
        int answers = 0;
        for (int i = 0; i < 2; ++i) {
            thread->ask([](Tool&) { return 0; }, &context,
                        [&](int) {
                            ++answers;
                            thread.reset();
                        });
        }
        QTRY_VERIFY(!thread);
        QCoreApplication::processEvents();
        QCOMPARE(answers, 1);
        QCOMPARE(Tool::alive.load(), 0);
    }

    void stepsEndWithTheLast()
    {
        AnsweringThread<Tool> thread(QStringLiteral("test"), makeTool);
        QObject context;
        QList<int> reports;
        workInSteps(
            thread,
            [](Tool& tool) {
                return Progress{++tool.questions, tool.questions == 3};
            },
            &context, [&](const Progress& progress) { reports += progress.done; });
        QTRY_COMPARE(reports, QList<int>({1, 2, 3}));
    }

    /// Who is told of a step may be gone when it has heard: then nobody asks for the next.
    void stepsEndWithTheContextThatAReportDeletes()
    {
        AnsweringThread<Tool> thread(QStringLiteral("test"), makeTool);
        auto context = std::make_unique<QObject>();
        std::atomic<int> steps = 0;
        workInSteps(
            thread,
            [&steps](Tool&) {
                ++steps;
                return Progress{};
            },
            context.get(), [&context](const Progress&) { context.reset(); });
        QTRY_VERIFY(!context);
        bool later = false;
        QObject receiver;
        thread.ask([](Tool&) { return 0; }, &receiver, [&](int) { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(steps.load(), 1);
    }
};

ORDERDESK_TEST(TestAnsweringThread)
#include "TestAnsweringThread.moc"
