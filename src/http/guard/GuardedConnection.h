#pragma once

#include "http/guard/AnswerHead.h"
#include "http/guard/GuardContext.h"
#include "http/guard/RequestHead.h"

#include <QObject>
#include <QTcpSocket>

#include <chrono>
#include <optional>

namespace orderdesk {

class GuardedServer;
struct HttpReply;

/// One client: reads and checks its requests one at a time, has each answered, sends the answer, and watches the
/// clock. Lives on the thread of its GuardedServer, which owns it. Requests sent ahead wait in the kernel's buffer and
/// are answered in order.
class GuardedConnection final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    /// Takes `descriptor`; isOpen() is false when that failed.
    GuardedConnection(GuardedServer& server, qintptr descriptor);
    ~GuardedConnection() override;

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    const QHostAddress& peer() const { return m_peer; } ///< also after the end

    void start();         ///< begins to serve
    void refuseTooMany(); ///< answers 503 instead; what is unsent of it when this is destroyed is left to the kernel
    void tick(Clock::time_point now);
    void drain(Clock::time_point until); ///< sends what is unsent, blocking at most until then

Q_SIGNALS:
    void ended(orderdesk::GuardedConnection* connection);

private:
    enum class Phase {
        Idle,      ///< between requests
        Head,      ///< part of a head is here
        Body,      ///< the head is good, the body is not all here
        Waiting,   ///< its route answers later
        Sending,   ///< the answer is not all gone
        Lingering, ///< the last answer is gone; reads on so that a reset does not overtake it
    };

    void takeBytes();
    void advance();
    bool takeHead();
    void withholdBody();
    bool takeBody();
    void answerRequest();
    void await(DeferredAnswer answer, const AnswerForm& form);
    void answerLate(const HttpReply& reply, const AnswerForm& form);
    void send(const QByteArray& answer, bool close);
    void sent();
    void refuse(const HeadError& error);
    QByteArray errorAnswer(const HeadError& error) const;
    void enter(Phase phase, std::chrono::milliseconds limit);
    void linger();
    std::chrono::milliseconds timeFor(qint64 bytes) const; ///< at the least rate
    const HttpLimits& limits() const;

    GuardedServer& m_server;
    QTcpSocket m_socket;
    QHostAddress m_peer;
    QByteArray m_peerText;
    Phase m_phase = Phase::Idle;
    Clock::time_point m_deadline;
    Clock::time_point m_sendingEnds; ///< whatever progress there is
    QByteArray m_received;
    qsizetype m_scanned = 0; ///< bytes of m_received that scanHead() knows
    std::optional<RequestHead> m_head;
    std::optional<DeferredAnswer> m_deferred; ///< Waiting
    bool m_isAdvancing = false;
    bool m_closeWhenSent = false;
};

} // namespace orderdesk
