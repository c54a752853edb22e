#pragma once

#include "domain/IngestEvent.h"
#include "ui/backend/WindowBackend.h"
#include "words/Result.h"

#include <QObject>

class QWidget;

namespace orderdesk {

class ReturnWatch;

/// What one can do with the dead letter that is on show: send it again, as it came or corrected, or discard it. Each
/// asks a person first and tells how it ended; what was sent is followed until it has come back. Main thread only.
class LetterActions final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this; `window` is what the questions stand before.
    LetterActions(const WindowBackend& backend, QWidget* window);

    void redrive(qint64 id);
    void redriveCorrected(qint64 id, const QByteArray& value);
    void discard(qint64 id);
    void noteEvents(const QList<IngestEvent>& events);

Q_SIGNALS:
    void said(const QString& message);
    /// Not marked: the dead letter itself does not say that it was sent.
    void sent(qint64 id, const orderdesk::MessagePosition& position, bool isMarked);
    void correctedSent(qint64 id, const QByteArray& value);
    void returned(qint64 id, const orderdesk::IngestEvent& event); ///< what became of what was sent
    void changed(qint64 id);                                       ///< it was sent, or that was tried
    void discarded(qint64 id);

private:
    void send(qint64 id, bool replacesNewer);
    void sendCorrected(qint64 id, const QByteArray& value, bool replacesNewer);
    bool isReplacing(const LetterOutcome& outcome, bool replacesNewer);
    bool isConfirmed(const QString& title, const QString& question, const QString& action);
    void begin(qint64 id);
    void follow(const LetterOutcome& outcome, const QString& sentWords);

    const WindowBackend& m_backend;
    QWidget* m_window;
    ReturnWatch* m_watch;
    qint64 m_sentId = 0;
};

} // namespace orderdesk
