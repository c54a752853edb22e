#include "lookup/SingleFlight.h"
#include "support/TestRegistration.h"

#include "support/SampleOrders.h"

#include <QTest>

#include <latch>
#include <thread>

using namespace orderdesk;
using namespace std::chrono_literals;

class TestSingleFlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoComesMeanwhileSharesTheAnswer()
    {
        SingleFlight flight;
        std::latch reading(1);
        std::latch mayLand(1);
        const auto order = test::storedOrder("a");
        std::thread leader([&] {
            static_cast<void>(flight.read("a", 5s, [&]() -> SingleFlight::Answer {
                reading.count_down();
                mayLand.wait();
                return FoundOrder{order, AnswerSource::Database};
            }));
        });
        reading.wait();
        bool readAgain = false;
        CachedOrder shared;
        std::thread follower([&] {
            const auto answer = flight.read("a", 5s, [&]() -> SingleFlight::Answer {
                readAgain = true;
                return failure(ErrorCode::NotFound, {});
            });
            shared = answer ? answer->order : CachedOrder();
        });
        // Lands once the follower waits: an impatient read of another thread proves that the flight is still up.
        const auto impatient =
            flight.read("a", 50ms, [] { return SingleFlight::Answer(failure(ErrorCode::NotFound, {})); });
        QCOMPARE(impatient.error().code, ErrorCode::Unavailable);
        mayLand.count_down();
        leader.join();
        follower.join();
        QVERIFY(shared == order || readAgain);
    }

    void patienceEndsAndOthersAreNotHeldUp()
    {
        SingleFlight flight;
        std::latch reading(1);
        std::latch mayLand(1);
        std::thread leader([&] {
            static_cast<void>(flight.read("a", 5s, [&]() -> SingleFlight::Answer {
                reading.count_down();
                mayLand.wait();
                return failure(ErrorCode::NotFound, {});
            }));
        });
        reading.wait();
        bool read = false;
        const auto answer = flight.read("a", 20ms, [&]() -> SingleFlight::Answer {
            read = true;
            return failure(ErrorCode::NotFound, {});
        });
        QVERIFY(!read);
        QCOMPARE(answer.error().code, ErrorCode::Unavailable);
        QVERIFY(flight.read("b", 20ms, []() -> SingleFlight::Answer {
            return FoundOrder{test::storedOrder("b"), AnswerSource::Database};
        }));
        mayLand.count_down();
        leader.join();
        QVERIFY(flight.read("a", 20ms, []() -> SingleFlight::Answer {
            return FoundOrder{test::storedOrder("a"), AnswerSource::Database};
        }));
    }
};

ORDERDESK_TEST(TestSingleFlight)
#include "TestSingleFlight.moc"
