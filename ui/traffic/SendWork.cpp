#include "ui/traffic/SendWork.h"

namespace orderdesk {

SendWork::SendWork(OrderSender& sender, QObject* parent)
    : QObject(parent)
    , m_sender(sender)
{
}

void SendWork::setSources(std::vector<SendSource> sources)
{
    if (m_stage == Stage::Sending)
        return;
    m_sources = std::move(sources);
    begin(m_sources.empty() ? Stage::Empty : Stage::Checking);
}

void SendWork::send()
{
    if (maySend())
        begin(Stage::Sending);
}

void SendWork::begin(Stage stage)
{
    if (m_handle)
        m_handle->cancel();
    m_handle.reset();
    const quint64 run = ++m_run;
    m_stage = stage;
    m_progress = {};
    QStringList names;
    for (const SendSource& source : m_sources)
        names += source.name;
    m_records.clear(names);
    const auto report = [this, run](const SendProgress& progress) {
        if (run == m_run)
            take(progress);
    };
    if (stage == Stage::Checking)
        m_handle = m_sender.check(m_sources, this, report);
    else if (stage == Stage::Sending)
        m_handle = m_sender.send(m_sources, this, report);
    Q_EMIT changed();
}

void SendWork::take(SendProgress progress)
{
    m_records.append(progress.records);
    progress.records.clear();
    m_progress = std::move(progress);
    if (m_progress.isLast)
        m_stage = m_stage == Stage::Checking ? Stage::Checked : Stage::Done;
    Q_EMIT changed();
}

void SendWork::cancel()
{
    if (m_handle && (m_stage == Stage::Checking || m_stage == Stage::Sending))
        m_handle->cancel();
}

} // namespace orderdesk
