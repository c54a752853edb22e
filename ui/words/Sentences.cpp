#include "ui/words/Sentences.h"

#include "domain/OrderRules.h"

#include <QCoreApplication>

namespace orderdesk::text {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("orderdesk::Sentence", source);
}

} // namespace

QString sentence(const Sentence& sentence)
{
    return sentence.inWindow(translated);
}

QString failure(const Error& error)
{
    return sentence(error.hint.isEmpty() ? error.message : error.message.because(error.hint));
}

QString violation(const Violation& violation)
{
    if (violation.code == "out_of_range") {
        if (const auto range = integerRange(violation.pointer))
            return sentence(rangeRule(range->min, range->max));
    }
    if (violation.code == "message_too_large")
        return sentence(Sentence::tr("the message is larger than the setting max-message-size allows"));
    if (violation.code == "timestamp_out_of_range")
        return sentence(Sentence::tr("the message counts as without a time: its own is after the year 9999"));
    if (violation.code == "database_rejected")
        return sentence(
            Sentence::tr("the database refuses the order: %1").arg(QString::fromStdString(violation.message)));
    return translated(violation.message.c_str());
}

} // namespace orderdesk::text
