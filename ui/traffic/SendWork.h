#pragma once

#include "ui/traffic/SendRecordsModel.h"

#include <QObject>

namespace orderdesk {

/// Checks what is to be sent as soon as it is named, sends it when told to, can be cancelled. Free of widgets. Main
/// thread only; its end is the end of the work.
class SendWork final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Empty,
        Checking,
        Checked, ///< waits for send()
        Sending,
        Done,
    };

    explicit SendWork(OrderSender& sender, QObject* parent = nullptr);

    /// Checks them; an earlier check is given up. Not while Sending.
    void setSources(std::vector<SendSource> sources);
    /// From Checked with something valid.
    void send();
    /// Stops after the step it is in: Checking is Checked with what was seen (and cannot be sent), Sending is Done.
    void cancel();

    Stage stage() const { return m_stage; }
    const SendProgress& progress() const { return m_progress; } ///< without its records
    bool maySend() const { return m_stage == Stage::Checked && !m_progress.isCancelled && m_progress.valid > 0; }
    SendRecordsModel& records() { return m_records; }
    const QString& topic() const { return m_sender.topic(); }

Q_SIGNALS:
    void changed();

private:
    void begin(Stage stage);
    void take(SendProgress progress);

    OrderSender& m_sender;
    Stage m_stage = Stage::Empty;
    std::vector<SendSource> m_sources;
    SendProgress m_progress;
    SendRecordsModel m_records;
    quint64 m_run = 0; ///< reports of an earlier one are void
    std::shared_ptr<WorkHandle> m_handle;
};

} // namespace orderdesk
