# What every target of this project is built with: one INTERFACE target and one function for a folder's library.
add_library(orderdesk_config INTERFACE)
target_compile_features(orderdesk_config INTERFACE cxx_std_20)
target_include_directories(orderdesk_config INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
target_compile_options(orderdesk_config INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor -Wcast-qual -Wswitch
    "$<$<CXX_COMPILER_ID:Clang>:-Wthread-safety;-Werror=thread-safety>" # concurrency/Mutex.h
    $<$<BOOL:${ORDERDESK_WERROR}>:-Werror>
    # A library newer than those this was built with may call something old: that is to be mended, but stops nobody.
    $<$<BOOL:${ORDERDESK_WERROR}>:-Wno-error=deprecated-declarations>)
target_compile_definitions(orderdesk_config INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(ORDERDESK_SANITIZE)
    # gcc 12 sees values that may not be set inside tl::expected when a sanitizer keeps it from looking closely.
    target_compile_options(orderdesk_config INTERFACE -fsanitize=${ORDERDESK_SANITIZE} -fno-omit-frame-pointer
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(orderdesk_config INTERFACE -fsanitize=${ORDERDESK_SANITIZE})
endif()
# mold, where it is installed and the compiler knows it, links in a fraction of the time.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=mold ORDERDESK_MOLD)
if(ORDERDESK_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# orderdesk_library(NAME SOURCES … PUBLIC … PRIVATE …): the static library of one folder, named orderdesk_NAME.
function(orderdesk_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(orderdesk_${name} STATIC ${arg_SOURCES})
    target_link_libraries(orderdesk_${name} PUBLIC orderdesk_config ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    set_target_properties(orderdesk_${name} PROPERTIES AUTOMOC ON)
    orderdesk_precompiled(orderdesk_${name} ${arg_PUBLIC})
endfunction()
