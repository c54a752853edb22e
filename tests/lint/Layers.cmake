cmake_minimum_required(VERSION 3.25)
# Proves that folders know each other one way only, and that each third-party header stays in its folder.
# Usage: cmake -DROOT=<source dir> -P Layers.cmake. Fails with every offending line.

set(folders concurrency domain generator broker storage cache ingest lookup http app ui)
set(allowed_concurrency concurrency)
set(allowed_domain domain)
set(allowed_generator generator domain)
set(allowed_broker broker domain)
set(allowed_storage storage domain)
set(allowed_cache cache domain)
set(allowed_ingest ingest cache storage broker domain concurrency)
set(allowed_lookup lookup cache storage domain concurrency)
set(allowed_http http lookup ingest cache storage domain concurrency)
set(allowed_ui ui lookup ingest cache storage domain concurrency)
set(allowed_app app ui http lookup ingest cache storage broker generator domain concurrency)

# header pattern, then the folders that may include it
set(third_party
    "rdkafka|librdkafka" "broker"
    "QSql|libpq|postgres" "storage"
    "QHttpServer|QAbstractHttpServer|QtHttpServer" "http"
    "simdjson" "domain"
    "kainjow|prometheus" "http"
    "QWidget|QMainWindow|QDialog|QTable|QTree|QLabel|QtWidgets|QStyle|QLineEdit|QPushButton|QComboBox|QMenu|QApplication" "ui,app"
    "systemd" "app")

set(failures "")
foreach(folder IN LISTS folders)
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
        file(STRINGS ${source} includes REGEX "^[ \t]*#[ \t]*include")
        foreach(line IN LISTS includes)
            if(line MATCHES "\"([a-z]+)/" AND CMAKE_MATCH_1 IN_LIST folders AND NOT CMAKE_MATCH_1 IN_LIST allowed_${folder})
                list(APPEND failures "${source}: ${line}: ${folder} must not know ${CMAKE_MATCH_1}")
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
