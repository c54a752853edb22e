# A test's own code is compiled more often than it runs: without optimisation that takes half the time (TestExport.cpp with
# gcc 12: 6.1 s against 3.6 s).
set(orderdesk_test_options -O0)

# orderdesk_test(TestName SOURCES … LIBRARIES … LABELS … TIMEOUT seconds ENVIRONMENT … [OWN_PROGRAM]): a class of tests and its ctest
# entry. All classes of a folder are one program, tests_FOLDER, which links what any of them needs and runs the class that it is told
# (support/TestRegistration.h), so each still has a process to itself; OWN_PROGRAM is for a test that brings its own main().
# Without SOURCES it is TestName.cpp; without LABELS it is a unit test. Tests link the folders' libraries, never their sources.
# Each test also carries its folder's name as a label; the target tests_FOLDER builds all of a folder.
function(orderdesk_test name)
    cmake_parse_arguments(arg "OWN_PROGRAM" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
    orderdesk_test_program(tests_${folder})
    if(arg_OWN_PROGRAM)
        set(program ${name})
        set(command ${name})
        orderdesk_test_program(${name})
        add_dependencies(tests_${folder} ${name})
    else()
        set(program tests_${folder})
        set(command tests_${folder} ${name})
        target_link_libraries(${program} PRIVATE orderdesk_test_main)
    endif()
    target_sources(${program} PRIVATE ${arg_SOURCES})
    target_link_libraries(${program} PRIVATE ${arg_LIBRARIES})
    add_test(NAME ${name} COMMAND ${command})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS};${folder}" TIMEOUT ${arg_TIMEOUT}
        SKIP_REGULAR_EXPRESSION "SKIP   : .*initTestCase"
        # QT_NO_GLIB as in the program itself.
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;QT_NO_GLIB=1;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp;${arg_ENVIRONMENT}")
    if("integration" IN_LIST arg_LABELS OR "faults" IN_LIST arg_LABELS OR "e2e" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK stack)
    endif()
endfunction()

# The program, unless there is one.
function(orderdesk_test_program program)
    if(TARGET ${program})
        return()
    endif()
    add_executable(${program})
    set_target_properties(${program} PROPERTIES AUTOMOC ON)
    target_link_libraries(${program} PRIVATE orderdesk_config Qt6::Test)
    target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_options(${program} PRIVATE ${orderdesk_test_options})
    target_compile_definitions(${program} PRIVATE
        ORDERDESK_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ORDERDESK_BINARY="$<TARGET_FILE_DIR:orderdesk>/orderdesk")
    # Next to nothing, since a test includes its own .moc: reading the precompiled header would take longer than compiling.
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${program}_autogen/mocs_compilation.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    # Which precompiled header fits is known when the last test of the folder has said what it links.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL orderdesk_precompiled_test_program ${program})")
endfunction()

function(orderdesk_precompiled_test_program program)
    get_target_property(libraries ${program} LINK_LIBRARIES)
    orderdesk_precompiled(${program} ${libraries} TESTS)
endfunction()
