#include "ui/window/ViewerNotices.h"

#include "ui/window/NoticeBar.h"
#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <QBoxLayout>

#include <algorithm>
#include <limits>

namespace orderdesk {

namespace {

bool isDown(const ComponentState& state)
{
    return state.level == ComponentState::Level::Down;
}

QString outageWords(const ComponentState& database, const std::optional<ComponentState>& kafka)
{
    const auto why = [](const ComponentState& state) {
        return state.cause.isEmpty() ? ViewerNotices::tr("no answer") : text::sentence(state.cause);
    };
    if (isDown(database)) {
        const QString what = ViewerNotices::tr("The database is away since %1: %2.")
                                 .arg(text::shortDateTime(database.since), why(database));
        return what + u' ' +
               (kafka ? ViewerNotices::tr("Nothing is lost: messages wait in Kafka. All goes on by itself when it "
                                          "answers.")
                      : ViewerNotices::tr("What is shown is from before. All goes on by itself when it answers."));
    }
    if (kafka && isDown(*kafka))
        return ViewerNotices::tr("Kafka is away since %1: %2. No orders come in; those stored can be looked up. All "
                                 "goes on by itself when it answers.")
            .arg(text::shortDateTime(kafka->since), why(*kafka));
    return {};
}

} // namespace

ViewerNotices::ViewerNotices(QBoxLayout* layout, int index, QWidget* parent)
    : QObject(parent)
    , m_outage(new NoticeBar(QStringLiteral("warning"), false, parent))
    , m_readOnly(new NoticeBar(QStringLiteral("lock"), false, parent))
    , m_skipped(new NoticeBar(QStringLiteral("warning"), true, parent))
{
    m_readOnly->setObjectName(QStringLiteral("readOnlyBar"));
    m_skipped->setObjectName(QStringLiteral("skippedBar"));
    m_outage->setObjectName(QStringLiteral("outageBar"));
    layout->insertWidget(index, m_outage);
    layout->insertWidget(index + 1, m_readOnly);
    layout->insertWidget(index + 2, m_skipped);
    connect(m_skipped, &NoticeBar::putAway, this, [this] { m_skippedCount = 0; });
}

void ViewerNotices::setRights(const std::optional<DatabaseRights>& rights)
{
    if (!rights || rights == m_rights)
        return;
    m_rights = rights;
    retranslate();
    Q_EMIT rightsChanged(*m_rights);
}

void ViewerNotices::setOutage(const ComponentState& database, const std::optional<ComponentState>& kafka)
{
    m_database = database;
    m_kafka = kafka;
    m_outage->say(outageWords(m_database, m_kafka));
}

void ViewerNotices::addSkipped(qint64 count)
{
    m_skippedCount += count;
    retranslate();
}

void ViewerNotices::retranslate()
{
    m_outage->say(outageWords(m_database, m_kafka));
    m_readOnly->say(m_rights ? text::readOnlyReason(*m_rights) : QString());
    const auto plural = static_cast<int>(std::min<qint64>(m_skippedCount, std::numeric_limits<int>::max()));
    m_skipped->say(m_skippedCount == 0
                       ? QString()
                       : tr("%1 more came in while this window could not follow; they are stored, but not in the live "
                            "list",
                            nullptr, plural)
                             .arg(text::number(m_skippedCount)));
}

} // namespace orderdesk
