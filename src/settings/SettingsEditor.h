#pragma once

#include "broker/KafkaProbe.h"
#include "database/DatabaseProbe.h"
#include "words/Result.h"

#include <QMap>
#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>

namespace orderdesk {

/// One setting of the program as Preferences shows it: as it is at the next start.
struct EditableSetting
{
    enum class Source { Default, File, Variable, Option };

    QString name;     ///< the key in the settings file
    QString value;    ///< of a secret: masked where a part of it is none, else empty
    QString fallback; ///< what holds when it is not set
    QString help;
    Source source = Source::Default;
    QString place; ///< the variable, option, or FILE:LINE; empty for a default
    bool secret = false;
    bool isSet = false;
    QString secretFile; ///< where the secret is read from; empty: it stands in `place` itself

    /// What the environment or the command line says stays as it is, whatever the file says.
    bool isEditable() const { return source == Source::Default || source == Source::File; }
};

/// The settings of the program for the window, which does not know where they come from. Main thread; nothing blocks:
/// probes answer later, unless `context` is gone by then, and never hold a secret.
class SettingsEditor
{
public:
    /// What was typed, by name; what is missing stays. Empty: not set. A masked value means the one it hides; the name
    /// of a secret with "-file" behind it takes the file to read it from.
    using Values = QMap<QString, QString>;
    template <typename Answer>
    using Done = std::function<void(Result<Answer>)>;

    virtual ~SettingsEditor() = default;

    virtual QString file() const = 0;
    /// Read anew. Fails when the file cannot be read.
    virtual Result<QList<EditableSetting>> settings() const = 0;
    /// What is wrong with a value, as a predicate ("is not …"); empty: nothing.
    virtual Sentence problem(const QString& name, const QString& value) const = 0;
    /// Checks all together as a start would, then writes the file, readable by its owner only.
    virtual Result<void> save(const Values& values) = 0;
    /// The settings that differ from those the program runs with.
    virtual QStringList waitingForRestart() const = 0;
    /// Stops in order and starts again. False: this is not possible here.
    virtual bool restart() = 0;

    /// Nobody has set anything: no file, nothing about Kafka and the database in the environment or command line.
    virtual bool isFirstRun() const = 0;

    /// Calls `begin` once nobody is to be asked any more where orders come from: at once, or on a first run when
    /// confirm() says so. Who never hears of it never begins. One at a time.
    void whenConfirmed(std::function<void()> begin)
    {
        m_begin = std::move(begin);
        if (!isFirstRun())
            confirm();
    }
    /// The questions of a first run are answered, or there are none.
    void confirm()
    {
        if (const auto begin = std::exchange(m_begin, {}))
            begin();
    }

    bool isWaiting() const { return static_cast<bool>(m_begin); } ///< confirm() would begin something

    virtual void testKafka(const Values& values, QObject* context, Done<KafkaFinding> done) = 0;
    virtual void createTopic(const Values& values, QObject* context, Done<KafkaFinding> done) = 0;
    virtual void testDatabase(const Values& values, QObject* context, Done<DatabaseFinding> done) = 0;

private:
    std::function<void()> m_begin;
};

} // namespace orderdesk
