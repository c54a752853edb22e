#pragma once

// The tests of a folder are one program, tests_FOLDER; its first argument is the name of the test class to run, the
// others are Qt Test's. Each class is registered once, in its source, before it includes its .moc.

#if defined(QT_WIDGETS_LIB)
#include <QApplication>
#endif
#include <QCoreApplication>
#include <QTest>

namespace orderdesk::test {

/// Runs a test class in this process; argv[0] is the name of the class.
using RunTest = int (*)(int argc, char** argv);

/// Makes a test class known to main(). Only as a static object: the list is read once, when main() begins.
class TestRegistration final
{
public:
    TestRegistration(const char* name, RunTest run);
};

/// With the application object that QTEST_MAIN and its like would make.
template <class Test, class Application>
int runTest(int argc, char** argv)
{
    Application application(argc, argv);
    application.setAttribute(Qt::AA_Use96Dpi);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

/// Without one, for what must work without.
template <class Test>
int runTestAlone(int argc, char** argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace orderdesk::test

/// A test without a window.
#define ORDERDESK_TEST(Test)                                                                                           \
    static const orderdesk::test::TestRegistration registrationOf##Test(                                               \
        #Test, orderdesk::test::runTest<Test, QCoreApplication>);
/// A test with windows: only in a folder whose libraries bring Qt Widgets.
#define ORDERDESK_GUI_TEST(Test)                                                                                       \
    static const orderdesk::test::TestRegistration registrationOf##Test(#Test,                                         \
                                                                        orderdesk::test::runTest<Test, QApplication>);
/// A test that runs without any application object.
#define ORDERDESK_APPLESS_TEST(Test)                                                                                   \
    static const orderdesk::test::TestRegistration registrationOf##Test(#Test, orderdesk::test::runTestAlone<Test>);
