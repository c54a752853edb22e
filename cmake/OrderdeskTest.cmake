# A test's own code is compiled more often than it runs: without optimisation that takes half the time (TestExport.cpp with
# gcc 12: 6.1 s against 3.6 s).
set(orderdesk_test_options -O0)

# orderdesk_test(TestName SOURCES … LIBRARIES … LABELS … TIMEOUT seconds ENVIRONMENT …): one Qt Test executable and its ctest entry.
# Without SOURCES it is TestName.cpp; without LABELS it is a unit test. Tests link the folders' libraries, never their sources.
# Each test also carries its folder's name as a label, and the target tests_FOLDER builds all of a folder.
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
    target_compile_options(${name} PRIVATE ${orderdesk_test_options})
    orderdesk_precompiled(${name} ${arg_LIBRARIES} TESTS)
    # Next to nothing, since a test includes its own .moc: reading the precompiled header would take longer than compiling.
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    target_compile_definitions(${name} PRIVATE
        ORDERDESK_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ORDERDESK_BINARY="$<TARGET_FILE_DIR:orderdesk>/orderdesk")
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
    if(NOT TARGET tests_${folder})
        add_custom_target(tests_${folder})
    endif()
    add_dependencies(tests_${folder} ${name})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS};${folder}" TIMEOUT ${arg_TIMEOUT}
        SKIP_REGULAR_EXPRESSION "SKIP   : .*initTestCase"
        # QT_NO_GLIB as in the program itself.
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;QT_NO_GLIB=1;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp;${arg_ENVIRONMENT}")
    if("integration" IN_LIST arg_LABELS OR "faults" IN_LIST arg_LABELS OR "e2e" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK stack)
    endif()
endfunction()
