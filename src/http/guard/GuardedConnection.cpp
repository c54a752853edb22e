#include "http/guard/GuardedConnection.h"

#include "http/DeferredReply.h"
#include "http/Negotiation.h"
#include "http/Problem.h"
#include "http/guard/GuardedServer.h"

#include <QLoggingCategory>

#include <sys/socket.h>

#include <algorithm>

namespace orderdesk {

namespace {

Q_LOGGING_CATEGORY(logHttp, "orderdesk.http")

constexpr std::chrono::milliseconds lingerTime{2000};
constexpr int pipelineBurst = 16; ///< requests answered in one turn, so that one client cannot keep the others waiting

} // namespace

GuardedConnection::GuardedConnection(GuardedServer& server, qintptr descriptor)
    : m_server(server)
{
    m_socket.setReadBufferSize(limits().headBytes);
    if (!m_socket.setSocketDescriptor(descriptor))
        return;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_peer = m_socket.peerAddress();
    m_peerText = m_peer.toString().toLatin1();
}

GuardedConnection::~GuardedConnection()
{
    m_socket.disconnect(this);
    if (m_deferred)
        m_deferred->reply->forget();
}

const HttpLimits& GuardedConnection::limits() const
{
    return m_server.context().limits;
}

void GuardedConnection::start()
{
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { Q_EMIT ended(this); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &GuardedConnection::advance);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_phase != Phase::Sending)
            return;
        // Progress gives more time, but not for ever: else a byte now and then would hold the connection.
        m_deadline = std::min(Clock::now() + limits().stalledReaderTimeout, m_sendingEnds);
        if (m_socket.bytesToWrite() == 0) {
            sent();
            advance();
        }
    });
    enter(Phase::Idle, limits().idleTimeout);
}

void GuardedConnection::refuseTooMany()
{
    start();
    refuse({static_cast<int>(HttpStatus::Unavailable), "there are too many connections"});
}

void GuardedConnection::enter(Phase phase, std::chrono::milliseconds limit)
{
    m_phase = phase;
    m_deadline = Clock::now() + limit;
}

std::chrono::milliseconds GuardedConnection::timeFor(qint64 bytes) const
{
    return std::chrono::milliseconds(bytes * 1000 / std::max<qint64>(1, limits().leastBytesPerSecond));
}

void GuardedConnection::tick(Clock::time_point now)
{
    if (now < m_deadline)
        return;
    switch (m_phase) {
    case Phase::Idle:
        m_socket.disconnectFromHost();
        break;
    case Phase::Head:
        refuse({static_cast<int>(HttpStatus::RequestTimeout), "the head was not complete in time"});
        break;
    case Phase::Body:
        refuse({static_cast<int>(HttpStatus::RequestTimeout), "the body was not complete in time"});
        break;
    case Phase::Waiting:
        qCWarning(logHttp, "a request got no answer in time; answered 500");
        m_deferred->reply->forget();
        m_deferred->count(static_cast<int>(HttpStatus::InternalError));
        m_deferred.reset();
        send(
            errorAnswer({static_cast<int>(HttpStatus::InternalError), "it took too long; it may be done all the same"}),
            true);
        break;
    case Phase::Sending:
    case Phase::Lingering:
        m_socket.abort();
        break;
    }
}

void GuardedConnection::drain(Clock::time_point until)
{
    m_socket.disconnect(this);
    while (isOpen() && m_socket.bytesToWrite() > 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0 || !m_socket.waitForBytesWritten(static_cast<int>(left.count())))
            break;
    }
}

void GuardedConnection::advance()
{
    if (m_phase == Phase::Lingering) {
        m_socket.skip(m_socket.bytesAvailable());
        return;
    }
    if (m_isAdvancing)
        return;
    m_isAdvancing = true;
    int left = pipelineBurst;
    while (isOpen() && m_phase != Phase::Waiting && m_phase != Phase::Sending && m_phase != Phase::Lingering) {
        if (left-- == 0) {
            QMetaObject::invokeMethod(this, &GuardedConnection::advance, Qt::QueuedConnection);
            break;
        }
        if ((!m_head && !takeHead()) || !takeBody())
            break;
        answerRequest();
    }
    m_isAdvancing = false;
}

/// Never holds more than one head and the body of one request; the rest waits in the kernel.
void GuardedConnection::takeBytes()
{
    const qint64 room = limits().headBytes + 4 + (m_head ? m_head->contentLength : 0) - m_received.size();
    if (room > 0 && m_socket.bytesAvailable() > 0)
        m_received += m_socket.read(room);
}

bool GuardedConnection::takeHead()
{
    takeBytes();
    if (m_received.isEmpty())
        return false;
    if (m_phase == Phase::Idle)
        enter(Phase::Head, limits().headTimeout);
    const HeadScan scan = scanHead(m_received, m_scanned, limits());
    m_scanned = m_received.size();
    if (scan.outcome == HeadScan::Outcome::Incomplete)
        return false;
    if (scan.outcome == HeadScan::Outcome::Refused) {
        refuse(scan.error);
        return false;
    }
    auto head = parseHead(QByteArrayView(m_received).first(scan.length), limits());
    if (!head) {
        refuse(head.error());
        return false;
    }
    m_received.remove(0, scan.length);
    m_scanned = 0;
    m_head = std::move(*head);
    if (!m_server.context().hosts.allows(m_head->authority, m_socket.localAddress())) {
        m_server.reportRefusedHost(m_head->authority);
        refuse({static_cast<int>(HttpStatus::MisdirectedRequest), "the host is not one of this server's"});
        return false;
    }
    if (m_head->contentLength > 0) {
        const std::optional<qint64> limit = m_server.context().bodyLimit(*m_head);
        if (m_head->contentLength > limit.value_or(m_head->contentLength)) {
            refuse({static_cast<int>(HttpStatus::ContentTooLarge), "the body is larger than this resource takes"});
            return false;
        }
        if (!limit || !m_server.context().admitsBody(*m_head, m_peer))
            withholdBody();
    }
    if (m_head->contentLength > 0) {
        enter(Phase::Body, limits().bodyTimeout + timeFor(m_head->contentLength)); // bytes that come do not renew it
        if (m_head->expectsContinue && m_received.isEmpty()) {
            m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
            m_socket.flush();
        }
    }
    return true;
}

// Nobody's memory is a stranger's to fill, nor does an address read what it does not take.
void GuardedConnection::withholdBody()
{
    m_head->isBodyWithheld = true;
    m_head->contentLength = 0;
    m_head->keepAlive = false;
    m_received.clear();
}

bool GuardedConnection::takeBody()
{
    takeBytes();
    return m_received.size() >= m_head->contentLength;
}

void GuardedConnection::answerRequest()
{
    const RequestHead head = std::move(*m_head);
    m_head.reset();
    const QByteArray body = m_received.left(head.contentLength);
    m_received.remove(0, head.contentLength);

    AnswerForm form;
    form.withoutBody = head.method == "HEAD";
    form.close = !head.keepAlive;
    form.http10KeepAlive = head.minorVersion == 0 && head.keepAlive;
    if (head.path == "*") {
        send(guardAnswer(static_cast<int>(HttpStatus::NoContent), {}, {}, "Allow: GET, HEAD, OPTIONS\r\n", form),
             form.close);
        return;
    }
    const QByteArrayView given = m_server.exchange(normalisedRequest(head, m_peerText, body));
    if (auto deferred = m_server.context().takeDeferred()) {
        await(std::move(*deferred), form);
        return;
    }
    auto answer = finishAnswer(given, form);
    if (!answer || answer->size() > limits().unsentBytes) {
        qCWarning(logHttp, "a request got %s; answered 500", answer ? "an answer that is too large" : "no answer");
        m_head = head;
        refuse({static_cast<int>(HttpStatus::InternalError), ""});
        return;
    }
    send(*answer, form.close);
}

void GuardedConnection::await(DeferredAnswer answer, const AnswerForm& form)
{
    m_deferred = std::move(answer);
    enter(Phase::Waiting, limits().answerTimeout);
    m_deferred->reply->awaitIn(&m_server, [this, form](const HttpReply& reply) { answerLate(reply, form); });
}

void GuardedConnection::answerLate(const HttpReply& reply, const AnswerForm& form)
{
    if (!m_deferred || !isOpen())
        return; // the time was over, or the client has left
    m_deferred->count(static_cast<int>(reply.status));
    m_deferred.reset();
    QByteArray fields;
    for (const auto& [name, value] : reply.headers)
        fields += name + ": " + value + "\r\n";
    send(guardAnswer(static_cast<int>(reply.status), reply.contentType, reply.body, fields, form), form.close);
    advance(); // what was sent ahead
}

void GuardedConnection::send(const QByteArray& answer, bool close)
{
    m_closeWhenSent = close;
    enter(Phase::Sending, limits().stalledReaderTimeout);
    m_sendingEnds = m_deadline + timeFor(answer.size());
    m_socket.write(answer);
    m_socket.flush();
    // bytesWritten has come already if all is gone; unless the socket still defers it, then it comes later.
    if (m_phase == Phase::Sending && isOpen() && m_socket.bytesToWrite() == 0)
        sent();
}

void GuardedConnection::sent()
{
    if (m_closeWhenSent)
        linger();
    else
        enter(Phase::Idle, limits().idleTimeout);
}

void GuardedConnection::refuse(const HeadError& error)
{
    m_server.context().statistics.countRefusal(error.status);
    const QByteArray answer = errorAnswer(error);
    m_head.reset();
    m_received.clear();
    send(answer, true);
}

QByteArray GuardedConnection::errorAnswer(const HeadError& error) const
{
    AnswerForm form;
    form.close = true;
    form.withoutBody = m_head && m_head->method == "HEAD";
    QByteArray fields = "Cache-Control: no-store\r\n";
    if (error.status == static_cast<int>(HttpStatus::Unavailable))
        fields += "Retry-After: 1\r\n";
    if (m_head && prefersHtml(m_head->accept))
        return guardAnswer(error.status, QByteArrayLiteral("text/html; charset=utf-8"),
                           m_server.context().errorPage(error.status, *m_head), fields, form);
    return guardAnswer(error.status, QByteArrayLiteral("application/problem+json"),
                       problemJson(guardProblem(error.status).problem, error.detail), fields, form);
}

void GuardedConnection::linger()
{
    enter(Phase::Lingering, lingerTime);
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
    m_socket.skip(m_socket.bytesAvailable());
}

} // namespace orderdesk
