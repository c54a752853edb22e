#include "support/TestRegistration.h"

#include <cstdio>
#include <map>
#include <string_view>

namespace {

constexpr int unknownTest = 2;

std::map<std::string_view, orderdesk::test::RunTest>& knownTests()
{
    static std::map<std::string_view, orderdesk::test::RunTest> tests;
    return tests;
}

} // namespace

orderdesk::test::TestRegistration::TestRegistration(const char* name, RunTest run)
{
    knownTests().emplace(name, run);
}

int main(int argc, char** argv)
{
    const auto& tests = knownTests();
    const auto test = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (test == tests.end()) {
        std::fprintf(stderr, "Usage: %s TEST [ARGUMENTS OF QT TEST], where TEST is one of\n", argv[0]);
        for (const auto& [name, run] : tests)
            std::fprintf(stderr, "    %s\n", name.data());
        return unknownTest;
    }
    // The name of the class takes the place of the program's: QCoreApplication::applicationName() is that of the test.
    return test->second(argc - 1, argv + 1);
}
