cmake_minimum_required(VERSION 3.25)
# Writes a class with locks, with one offence at a time, and expects Locks.cmake to refuse each, and the class without to pass.
set(plants
    "int look() const { const MutexLock lock(m_mutex)@ return m_count@ }"
    "void wait() { MutexLock lock(m_mutex)@ while (m_count == 0) { m_changed.wait(lock)@ } }"
    "int share() const { const SharedLock lock(m_shared)@ return m_read@ }"
    "BAD int unlocked() const { return m_count@ }"
    "BAD int tooLate() { MutexLock lock(m_mutex)@ lock.unlock()@ return m_count@ }"
    "BAD void unasked() { add()@ }"
    "BAD void written() { const SharedLock lock(m_shared)@ ++m_read@ }"
    "BAD int inPassing() { const MutexLock lock(m_mutex)@ return [this] { return m_count@ }()@ }"
    "BAD void twice() { const MutexLock lock(m_mutex)@ const MutexLock again(m_mutex)@ }"
    "BAD std::mutex m_unchecked@")
foreach(plant IN LISTS plants)
    string(REPLACE "@" ";" line "${plant}")
    string(REGEX REPLACE "^BAD " "" line "${line}")
    file(REMOVE_RECURSE ${SCRATCH})
    file(COPY ${ROOT}/src/concurrency/Mutex.h DESTINATION ${SCRATCH}/src/concurrency)
    file(WRITE ${SCRATCH}/src/planted/Planted.cpp "#include \"concurrency/Mutex.h\"
namespace orderdesk {
class Planted
{
    void add() ORDERDESK_REQUIRES(m_mutex) { ++m_count; }
    ${line}
    mutable Mutex m_mutex;
    ConditionVariable m_changed;
    int m_count ORDERDESK_GUARDED_BY(m_mutex) = 0;
    mutable SharedMutex m_shared;
    int m_read ORDERDESK_GUARDED_BY(m_shared) = 0;
};
}
")
    file(WRITE ${SCRATCH}/compile_commands.json
        "[{\n  \"command\": \"${COMPILER} -std=c++20 -I${SCRATCH}/src -o Planted.o -c ${SCRATCH}/src/planted/Planted.cpp\",\n}]\n")
    execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -DBUILD=${SCRATCH} -DCLANG=${CLANG} -DCOMPILER=${COMPILER}
        -P ${CMAKE_CURRENT_LIST_DIR}/Locks.cmake RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE said)
    string(REGEX REPLACE "[ \n]+" " " said "${said}") # CMake wraps long messages
    if(plant MATCHES "^BAD")
        if(result EQUAL 0 OR NOT said MATCHES "Planted\\.cpp:(6:| std::mutex)")
            message(FATAL_ERROR "${line} was not caught: ${said}")
        endif()
    elseif(NOT result EQUAL 0)
        message(FATAL_ERROR "${line} was refused: ${said}")
    endif()
endforeach()
file(REMOVE_RECURSE ${SCRATCH})
