cmake_minimum_required(VERSION 3.25)
# Copies the sources, plants offending includes one at a time and expects Layers.cmake to refuse each.
set(plants
    "src/domain/Order.h|#include \"storage/OrderStore.h\""
    "src/cache/OrderCache.h|#include \"broker/MessageSource.h\""
    "src/http/HttpServer.h|#include \"ui/window/MainWindow.h\""
    "src/json/JsonTree.h|#include \"domain/Order.h\""
    "src/database/PgStatement.h|#include \"storage/OrderStore.h\""
    "ui/order/OrderDetail.h|#include \"ui/window/MainWindow.h\""
    "src/ingest/Batch.h|#include <librdkafka/rdkafka.h>"
    "src/lookup/OrderLookup.h|#include <QSqlQuery>"
    "src/ingest/Batch.h|#include <QWidget>")
foreach(plant IN LISTS plants)
    string(REPLACE "|" ";" plant "${plant}")
    list(GET plant 0 file)
    list(GET plant 1 line)
    file(REMOVE_RECURSE ${SCRATCH})
    file(COPY ${ROOT}/src ${ROOT}/ui DESTINATION ${SCRATCH})
    file(APPEND ${SCRATCH}/${file} "${line}\n")
    execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${CMAKE_CURRENT_LIST_DIR}/Layers.cmake
        RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE said)
    string(REGEX REPLACE "[ \n]+" " " said "${said}") # CMake wraps long messages
    string(FIND "${said}" "${line}" place)
    if(result EQUAL 0 OR place EQUAL -1)
        message(FATAL_ERROR "${line} in ${file} was not caught")
    endif()
endforeach()
file(REMOVE_RECURSE ${SCRATCH})
