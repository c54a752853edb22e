#include "ui/json/JsonReview.h"

#include "ui/words/DisplayText.h"
#include "ui/words/Sentences.h"
#include "json/JsonLexer.h"
#include "json/JsonPlace.h"
#include "json/JsonTree.h"

#include <QCoreApplication>

#include <algorithm>

namespace orderdesk {

namespace {

using Kind = JsonTextFault::Kind;

QString faultText(Kind kind)
{
    switch (kind) {
    case Kind::ByteOrderMark:
        return QCoreApplication::translate("JsonReview", "the text must not begin with a byte order mark");
    case Kind::ValueExpected:
        return QCoreApplication::translate("JsonReview", "a value is expected here");
    case Kind::NameExpected:
        return QCoreApplication::translate("JsonReview", "a member's name in quotes is expected here");
    case Kind::ColonExpected:
        return QCoreApplication::translate("JsonReview", "a colon is expected here");
    case Kind::CommaOrEndExpected:
        return QCoreApplication::translate("JsonReview", "a comma or the closing bracket is expected here");
    case Kind::RawControl:
        return QCoreApplication::translate("JsonReview", "a control character in a string must be escaped");
    case Kind::BadEscape:
        return QCoreApplication::translate("JsonReview", "there is no such escape");
    case Kind::LoneSurrogate:
        return QCoreApplication::translate("JsonReview", "escapes of surrogates must come in pairs, high before low");
    case Kind::OpenString:
        return QCoreApplication::translate("JsonReview", "this string is not closed");
    case Kind::TooDeep:
        return QCoreApplication::translate("JsonReview", "objects and arrays are nested too deep");
    case Kind::EndExpected:
        break;
    }
    return QCoreApplication::translate("JsonReview", "the document has ended; nothing may follow");
}

/// How much to mark: a name to its end or that of its line, else a word, else one character.
int markedLength(const QByteArray& json)
{
    if (json.startsWith('"')) {
        const QByteArray name = json.left(JsonLexer(json).next().end);
        const qsizetype lineEnd = name.indexOf('\n');
        return static_cast<int>(QString::fromUtf8(lineEnd < 0 ? name : name.left(lineEnd + 1)).size());
    }
    const QString rest = QString::fromUtf8(json);
    qsizetype end = 0;
    while (end < rest.size() && (rest[end].isLetterOrNumber() || QStringView(u"+-._").contains(rest[end])))
        ++end;
    return static_cast<int>(std::max<qsizetype>(end, 1));
}

void setPlace(JsonFinding& finding, const QByteArray& json, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(json).first(std::min(offset, json.size()));
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    finding.line = static_cast<int>(before.count('\n')) + 1;
    finding.column = static_cast<int>(QString::fromUtf8(before.sliced(lineBegin)).size()) + 1;
    constexpr qsizetype longestMark = 400;
    finding.length = markedLength(json.mid(offset, longestMark));
}

} // namespace

JsonReview reviewJson(const QByteArray& json, MessageValidator& validator)
{
    DecodeResult decoded = validator.validate(json, currentTimestamp());
    JsonReview review;
    review.isValid = decoded.order.has_value();
    review.orderUid = std::move(decoded.orderUid);
    // A text that is no JSON has one violation without a place.
    const bool isWhole =
        !review.isValid && decoded.violations.size() == 1 && decoded.violations.front().pointer.empty();
    if (isWhole && !json.trimmed().isEmpty()) {
        if (const auto tree = JsonTree::parse(json); !tree) {
            JsonFinding& finding = review.findings.emplace_back();
            finding.message = faultText(tree.error().kind);
            setPlace(finding, json, tree.error().offset);
            return review;
        }
    }
    for (const Violation& violation : decoded.violations) {
        JsonFinding& finding = review.findings.emplace_back();
        finding.severity = violation.severity;
        finding.pointer = text::fromUtf8(violation.pointer);
        finding.message = text::violation(violation);
        setPlace(finding, json, offsetOfPointer(json, violation.pointer));
    }
    return review;
}

} // namespace orderdesk
