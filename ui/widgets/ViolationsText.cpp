#include "ui/widgets/ViolationsText.h"

#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"

#include <QCoreApplication>

namespace orderdesk {

QList<Fact> violationFacts(const Violations& violations)
{
    QList<Fact> facts;
    for (const Violation& violation : violations) {
        const bool error = violation.severity == Severity::Error;
        const QString pointer = text::fromUtf8(violation.pointer);
        facts +=
            Fact{QStringLiteral("violation%1").arg(facts.size()),
                 pointer.isEmpty() ? QCoreApplication::translate("ViolationsText", "whole message") : pointer,
                 text::violation(violation) + QStringLiteral("  (") + text::fromUtf8(violation.code) + QLatin1Char(')'),
                 error ? QStringLiteral("cross") : QStringLiteral("warning"), error ? Tone::Bad : Tone::Warning};
    }
    return facts;
}

QString violationHeadline(const Violations& violations)
{
    const auto place = [](const Violation& violation) {
        const QString pointer = text::fromUtf8(violation.pointer);
        return pointer.isEmpty() ? text::violation(violation)
                                 : pointer + QStringLiteral(": ") + text::violation(violation);
    };
    for (const Violation& violation : violations) {
        if (violation.severity == Severity::Error)
            return place(violation);
    }
    return violations.empty() ? QCoreApplication::translate("ViolationsText", "no reason was kept")
                              : place(violations.front());
}

} // namespace orderdesk
