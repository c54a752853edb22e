#include "ingest/PauseFile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace orderdesk {

namespace {

constexpr QLatin1String sinceKey("paused_since");
constexpr QLatin1String byKey("paused_by");

// Names of groups and topics may hold what a file name must not, and together be too long for one.
QString fileName(const QString& group, const QString& topic)
{
    const QByteArray key = group.toUtf8() + '\0' + topic.toUtf8();
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex();
    return QStringLiteral("ingest-%1.json").arg(QString::fromLatin1(hash.left(16)));
}

Sentence nameAFolder()
{
    return Sentence::tr("let XDG_STATE_HOME name a folder that can be written");
}

Error cannot(const Sentence& action, const QString& why)
{
    return {ErrorCode::Unavailable, action.because(Sentence::quoted(why)), nameAFolder()};
}

} // namespace

PauseFile::PauseFile(const QString& directory, QString group, QString topic)
    : m_group(std::move(group))
    , m_topic(std::move(topic))
    , m_path(directory.isEmpty() ? QString() : QString(directory + u'/' + fileName(m_group, m_topic)))
{
}

QString PauseFile::userDirectory()
{
    // QStandardPaths knows no state folder before Qt 6.7. The specification has relative paths ignored.
    const QString stateHome = qEnvironmentVariable("XDG_STATE_HOME");
    if (QDir::isAbsolutePath(stateHome)) {
        return stateHome + QStringLiteral("/orderdesk");
    }
    const QString home = qEnvironmentVariable("HOME");
    return QDir::isAbsolutePath(home) ? QString(home + QStringLiteral("/.local/state/orderdesk")) : QString();
}

Result<std::optional<IngestPause>> PauseFile::read() const
{
    if (m_path.isEmpty() || !QFileInfo::exists(m_path)) {
        return std::optional<IngestPause>{};
    }
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected<Error>(cannot(Sentence::tr("cannot read %1").arg(m_path), file.errorString()));
    }
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const auto since = parseRfc3339(object.value(sinceKey).toString().toStdString());
    if (!since) {
        return failure(ErrorCode::InvalidInput,
                       Sentence::tr("%1 does not say since when ingest is paused").arg(m_path));
    }
    return std::optional(IngestPause{*since, object.value(byKey).toString()});
}

Result<void> PauseFile::write(const std::optional<IngestPause>& pause) const
{
    if (!pause) {
        return remove();
    }
    if (m_path.isEmpty()) {
        return tl::unexpected<Error>(
            Error{ErrorCode::Unavailable, Sentence::tr("there is no home to keep a pause in"), nameAFolder()});
    }
    const QString folder = QFileInfo(m_path).path();
    if (!QDir().mkpath(folder)) {
        return tl::unexpected<Error>(cannot(Sentence::tr("cannot make the folder"), folder));
    }
    QSaveFile file(m_path);
    const QJsonObject object{{QStringLiteral("group"), m_group},
                             {QStringLiteral("topic"), m_topic},
                             {sinceKey, QString::fromLatin1(formatRfc3339(pause->since))},
                             {byKey, pause->by}};
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit()) {
        return tl::unexpected<Error>(cannot(Sentence::tr("cannot write %1").arg(m_path), file.errorString()));
    }
    return {};
}

Result<void> PauseFile::remove() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists() || file.remove()) {
        return {};
    }
    return tl::unexpected<Error>(cannot(Sentence::tr("cannot remove %1").arg(m_path), file.errorString()));
}

} // namespace orderdesk
