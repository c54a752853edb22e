#include <thread>

namespace {

int counter = 0;

void increment()
{
    for (int i = 0; i < 1000; ++i) {
        ++counter;
    }
}

} // namespace

/// Two threads change one number without a lock: what ThreadSanitizer has to report.
int main()
{
    std::thread other(increment);
    increment();
    other.join();
    return 0;
}
