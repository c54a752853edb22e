#include "ingest/Redriver.h"

#include "ingest/DeadLetterMessage.h"

#include <QPointer>

#include <array>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds publishTimeout{5}; // a program that stops waits for it

} // namespace

Result<MessagePosition> redrive(std::int64_t deadLetterId, const QString& topic, MessagePublisher& publisher,
                                OrderReader& reader)
{
    auto read = reader.deadLetter(deadLetterId);
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    if (!*read) {
        return failure(ErrorCode::NotFound, QStringLiteral("there is no dead letter with this number"));
    }
    const std::array outgoing{redriveMessage(**read, topic)};
    auto published = publisher.publish(outgoing, publishTimeout);
    if (!published.front()) {
        return published.front();
    }
    // Should noting it fail, the message is on the topic all the same: a second redrive only repeats it.
    if (auto marked = reader.markRedriven(deadLetterId); !marked) {
        return failure(marked.error().code,
                       u"published, but it could not be marked as redriven: " + marked.error().message);
    }
    return published.front();
}

struct Redriver::Tools
{
    std::unique_ptr<MessagePublisher> publisher;
    std::unique_ptr<OrderReader> reader;
};

Redriver::Redriver(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_worker(new QObject)
{
    m_thread.setObjectName(QStringLiteral("redriver"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(
        m_worker, &QObject::destroyed, m_worker, [this] { m_tools.reset(); }, Qt::DirectConnection);
    m_thread.start();
}

Redriver::~Redriver()
{
    m_thread.quit();
    m_thread.wait();
}

void Redriver::redrive(std::int64_t deadLetterId, QObject* context, std::function<void(Result<void>)> done)
{
    const auto guard = std::make_shared<QPointer<QObject>>(context);
    QMetaObject::invokeMethod(m_worker, [this, deadLetterId, guard, done = std::move(done)]() mutable {
        if (!m_tools) {
            m_tools = std::make_unique<Tools>(Tools{m_parts.makePublisher(), m_parts.makeReader()});
        }
        const auto sent = orderdesk::redrive(deadLetterId, m_parts.topic, *m_tools->publisher, *m_tools->reader);
        const Result<void> answer = sent ? Result<void>() : Result<void>(tl::unexpected<Error>(sent.error()));
        QMetaObject::invokeMethod(
            this,
            [guard, answer, done = std::move(done)] {
                if (!guard->isNull()) {
                    done(answer);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace orderdesk
