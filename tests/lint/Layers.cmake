cmake_minimum_required(VERSION 3.25)
# Proves that folders know each other one way only, and that each third-party header stays in its folder.
# Usage: cmake -DROOT=<source dir> -P Layers.cmake. Fails with every offending line.

# The rooms of src, each with those it may know. Every folder there is has a line here.
set(allowed_words "")
set(allowed_concurrency "")
set(allowed_json words)
set(allowed_domain words json)
set(allowed_generator json domain)
set(allowed_broker words concurrency domain)
set(allowed_database words concurrency domain)
set(allowed_letters words concurrency json domain broker database)
set(allowed_storage words concurrency domain database letters)
set(allowed_cache words concurrency domain database storage)
set(allowed_lookup words concurrency domain database storage letters cache)
set(allowed_ingest words concurrency domain broker storage letters cache)
set(allowed_outgoing words concurrency json domain broker)
set(allowed_http words concurrency json domain database storage letters cache lookup ingest)
set(allowed_settings words concurrency domain broker database http)
set(allowed_ui words concurrency json domain database storage letters cache lookup ingest outgoing settings)
set(allowed_app words concurrency json domain generator broker database storage letters cache lookup ingest outgoing http settings ui)

# The rooms of ui, each before those that may know it: arrows only go down this list.
set(ui_rooms backend words widgets json filter status traffic letters order browse live preferences window)

# header pattern, then the folders that may include it
set(third_party
    "rdkafka|librdkafka" "broker"
    "QSql|libpq|postgres" "database,storage,letters"
    "QHttpServer|QAbstractHttpServer|QtHttpServer" "http"
    "simdjson" "json,domain"
    "kainjow|prometheus" "http"
    "QWidget|QMainWindow|QDialog|QTable|QTree|QLabel|QtWidgets|QStyle|QLineEdit|QPushButton|QComboBox|QMenu|QApplication" "ui,app"
    "systemd" "app")

set(failures "")

# The room of `folder` in ui that `path`, relative to the root, is in: its place in ui_rooms; -1: none.
function(ui_room path place)
    set(found -1)
    if(path MATCHES "^ui/([a-z]+)/")
        list(FIND ui_rooms ${CMAKE_MATCH_1} found)
    endif()
    set(${place} ${found} PARENT_SCOPE)
endfunction()

file(GLOB directories RELATIVE ${ROOT}/src ${ROOT}/src/*)
set(folders ui)
foreach(directory IN LISTS directories)
    if(IS_DIRECTORY ${ROOT}/src/${directory})
        list(APPEND folders ${directory})
    endif()
endforeach()

foreach(folder IN LISTS folders)
    if(NOT DEFINED allowed_${folder})
        list(APPEND failures "src/${folder}: has no line in Layers.cmake")
    endif()
    if(folder STREQUAL "ui")
        set(directory ${ROOT}/ui)
    else()
        set(directory ${ROOT}/src/${folder})
    endif()
    file(GLOB_RECURSE sources ${directory}/*.h ${directory}/*.cpp)
    list(LENGTH sources count)
    if(count EQUAL 0)
        list(APPEND failures "${directory}: no sources found")
    endif()
    foreach(source IN LISTS sources)
        file(RELATIVE_PATH path ${ROOT} ${source})
        ui_room(${path} room)
        if(folder STREQUAL "ui" AND room EQUAL -1)
            list(APPEND failures "${source}: is in no room of ui")
        endif()
        file(STRINGS ${source} includes REGEX "^[ \t]*#[ \t]*include")
        foreach(line IN LISTS includes)
            if(line MATCHES "\"([a-z]+)/([^\"]+)\"")
                set(known ${CMAKE_MATCH_1})
                set(included ${CMAKE_MATCH_0})
                string(REPLACE "\"" "" included ${included})
                if(known IN_LIST folders AND NOT known STREQUAL folder AND NOT known IN_LIST allowed_${folder})
                    list(APPEND failures "${source}: ${line}: ${folder} must not know ${known}")
                endif()
                ui_room(${included} included_room)
                if(folder STREQUAL "ui" AND included_room GREATER room)
                    list(APPEND failures "${source}: ${line}: an arrow that goes up")
                endif()
            endif()
            set(rules ${third_party})
            while(rules)
                list(POP_FRONT rules pattern)
                list(POP_FRONT rules homes)
                string(REPLACE "," ";" homes "${homes}")
                if(line MATCHES "<[^>]*(${pattern})" AND NOT folder IN_LIST homes)
                    list(APPEND failures "${source}: ${line}: belongs into ${homes} only")
                endif()
            endwhile()
        endforeach()
    endforeach()
endforeach()

if(failures)
    list(JOIN failures "\n" text)
    message(FATAL_ERROR "${text}")
endif()
message(STATUS "layers are clean")
