#pragma once

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

namespace orderdesk {

/// Writes lines on a thread of its own, one after another: who logs never waits for who reads the log. While the reader
/// is stuck the lines wait, at most mostLines and mostBytes; those beyond are lost, and how many is said in their
/// place.
class LogWriter final
{
public:
    using Write = std::function<void(const QByteArray& line)>;
    using LostLine = std::function<QByteArray(std::uint64_t lines)>; ///< the line that says so

    static constexpr std::size_t mostLines = 10'000;
    static constexpr qsizetype mostBytes = 8 << 20;
    static constexpr std::chrono::milliseconds endGrace{1000};

    /// Both are called on the thread only.
    LogWriter(Write write, LostLine lostLine);
    /// Writes what waits; of a reader that is stuck for longer than endGrace nothing is waited for.
    ~LogWriter();
    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;

    void add(const QByteArray& line);              ///< any thread; never waits
    bool flush(std::chrono::milliseconds longest); ///< true: all that was added is written. Any thread but its own

private:
    struct State;

    static void run(State& state);

    const std::shared_ptr<State> m_state; ///< the thread's too, which may be left behind in a write
    std::thread m_thread;
};

} // namespace orderdesk
