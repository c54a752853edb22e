# orderdesk_test(TestName SOURCES … LIBRARIES … LABELS … TIMEOUT seconds ENVIRONMENT …): one Qt Test executable and its ctest entry.
# Without SOURCES it is TestName.cpp; without LABELS it is a unit test. Tests link the folders' libraries, never their sources.
function(orderdesk_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} orderdesk_config Qt6::Test)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE
        ORDERDESK_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ORDERDESK_BINARY="$<TARGET_FILE_DIR:orderdesk>/orderdesk")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        SKIP_REGULAR_EXPRESSION "SKIP   : .*initTestCase"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;${arg_ENVIRONMENT}")
    if("integration" IN_LIST arg_LABELS OR "faults" IN_LIST arg_LABELS OR "e2e" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK stack)
    endif()
endfunction()
