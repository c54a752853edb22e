# A test's own code is compiled more often than it runs: without optimisation that takes half the time (TestExport.cpp with
# gcc 12: 6.1 s against 3.6 s).
set(orderdesk_test_options -O0)

# orderdesk_test(TestName SOURCES … LIBRARIES … LABELS … TIMEOUT seconds ENVIRONMENT … [OWN_PROGRAM] [STOPS_SERVERS]): a class of tests and its ctest
# entry. All classes of a folder are one program, tests_FOLDER, which links what any of them needs and runs the class that it is told
# (support/TestRegistration.h), so each still has a process to itself; OWN_PROGRAM is for a test that brings its own main().
# Without SOURCES it is TestName.cpp; without LABELS it is a unit test. Tests link the folders' libraries, never their sources.
# Tests that talk to PostgreSQL and Kafka share those of `./dev.sh test` and bring a database and topics of their own; one that stops,
# kills or freezes them (STOPS_SERVERS) has servers of its own.
# The label races is for what ThreadSanitizer judges; a folder that sets orderdesk_race_tests gives it to each of its unit tests, and
# orderdesk_tsan_options further options of ThreadSanitizer.
# Each test also carries its folder's name as a label; the target tests_FOLDER builds all of a folder.
function(orderdesk_test name)
    cmake_parse_arguments(arg "OWN_PROGRAM;STOPS_SERVERS" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300) # of a machine that others use too; who hangs is ended all the same
    endif()
    if(orderdesk_race_tests AND "unit" IN_LIST arg_LABELS)
        list(APPEND arg_LABELS races)
    endif()
    if(ORDERDESK_SANITIZE STREQUAL "thread" AND arg_LABELS STREQUAL "unit")
        return() # a tree of ThreadSanitizer's has no use for it
    endif()
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
    orderdesk_test_program(tests_${folder})
    if(arg_OWN_PROGRAM)
        set(program ${name})
        set(command $<TARGET_FILE:${name}>)
        orderdesk_test_program(${name})
        add_dependencies(tests_${folder} ${name})
    else()
        set(program tests_${folder})
        set(command $<TARGET_FILE:tests_${folder}> ${name})
        target_link_libraries(${program} PRIVATE orderdesk_test_main)
    endif()
    # A source of each program, so that its definitions are taken even where nothing of ours refers to them: librdkafka does.
    if(ORDERDESK_SANITIZE STREQUAL "thread")
        target_sources(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/TsanThreads.cpp)
    endif()
    target_sources(${program} PRIVATE ${arg_SOURCES})
    target_link_libraries(${program} PRIVATE ${arg_LIBRARIES})
    if(arg_STOPS_SERVERS)
        set_property(GLOBAL APPEND PROPERTY orderdesk_own_stacks ${name})
        get_property(stacks GLOBAL PROPERTY orderdesk_own_stacks)
        list(LENGTH stacks number)
        list(PREPEND command ${PROJECT_SOURCE_DIR}/dev.sh stack own ${number})
    endif()
    if("faults" IN_LIST arg_LABELS OR "e2e" IN_LIST arg_LABELS)
        list(PREPEND command ${PROJECT_SOURCE_DIR}/tests/support/once-more ${name})
    endif()
    add_test(NAME ${name} COMMAND ${command})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS};${folder}" TIMEOUT ${arg_TIMEOUT}
        SKIP_REGULAR_EXPRESSION "SKIP   : .*initTestCase"
        # QT_NO_GLIB as in the program itself.
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;QT_NO_GLIB=1;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp${orderdesk_tsan_options};LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0;${arg_ENVIRONMENT}")
    # The long ones begin first, so that the short ones run beside them. Tests of the label e2e run one at a time: those with windows
    # share the folder of the window's state.
    if(arg_STOPS_SERVERS)
        set_tests_properties(${name} PROPERTIES COST 1000)
    elseif("faults" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES COST 700)
    elseif("e2e" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK e2e COST 500)
    endif()
    if("unit" IN_LIST arg_LABELS)
        add_dependencies(unit_tests ${program})
    endif()
    if("races" IN_LIST arg_LABELS)
        add_dependencies(race_tests ${program})
    endif()
endfunction()

# All programs with unit tests, and those with tests that ThreadSanitizer is to judge (label races).
add_custom_target(unit_tests)
add_custom_target(race_tests)

# orderdesk_bench(NAME SOURCES … LIBRARIES …): a program that is run by hand (`./dev.sh bench NAME`), build/PRESET/tests/bench/NAME.
function(orderdesk_bench name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} orderdesk_config)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests/bench)
endfunction()

# The program, unless there is one.
function(orderdesk_test_program program)
    if(TARGET ${program})
        return()
    endif()
    add_executable(${program})
    set_target_properties(${program} PROPERTIES AUTOMOC ON)
    target_link_libraries(${program} PRIVATE orderdesk_config orderdesk_test_paths Qt6::Test)
    target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_options(${program} PRIVATE ${orderdesk_test_options})
    # Next to nothing, since a test includes its own .moc: reading the precompiled header would take longer than compiling.
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${program}_autogen/mocs_compilation.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    # Which precompiled header fits is known when the last test of the folder has said what it links.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL orderdesk_precompiled_test_program ${program})")
endfunction()

function(orderdesk_precompiled_test_program program)
    get_target_property(libraries ${program} LINK_LIBRARIES)
    orderdesk_precompiled(${program} ${libraries} TESTS)
endfunction()
