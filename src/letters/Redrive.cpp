#include "letters/Redrive.h"

#include "letters/DeadLetterMessage.h"
#include "json/DocumentDifference.h"

#include <algorithm>

namespace orderdesk {

namespace {

constexpr std::chrono::seconds publishTimeout{5}; // a program that stops waits for it
constexpr qsizetype mostBytesAtOnce = 8 * 1024 * 1024;
constexpr std::size_t mostChangesNamed = 20;

Error notThere()
{
    return {ErrorCode::NotFound, orderdesk::Sentence::tr("there is no dead letter with this number")};
}

Result<DeadLetter> readLetter(std::int64_t id, DeadLetterStore& store)
{
    Result<std::optional<DeadLetter>> read = store.deadLetter(id);
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    return *read ? Result<DeadLetter>(std::move(**read)) : tl::unexpected<Error>(notThere());
}

Violations reasonsAgainst(const std::optional<QByteArray>& value, MessageValidator& validator)
{
    DecodeResult decoded = validator.validate(value, currentTimestamp());
    return decoded.order ? Violations() : std::move(decoded.violations);
}

/// Whether the order that is stored comes from a newer message than the dead letter, whose place an order of this
/// number would take.
void lookForNewer(const DeadLetter& letter, const std::string& orderUid, DeadLetterStore& store, LetterOutcome& outcome)
{
    if (orderUid.empty()) {
        return;
    }
    const Result<std::optional<StoredPlace>> stored = store.storedPlace(orderUid);
    if (!stored) {
        outcome.error = stored.error();
    } else if (*stored && !isNewer(letter.message.position, (*stored)->place, currentTimestamp())) {
        outcome.newerStoredAt = (*stored)->storedAt;
    }
}

/// Notes in `outcome` what keeps the letter from being sent: false then.
bool mayBeSent(const DeadLetter& letter, const std::string& orderUid, const LetterTools& tools, LetterOutcome& outcome)
{
    if (tools.replacesNewer) {
        return true;
    }
    lookForNewer(letter, orderUid, tools.store, outcome);
    if (outcome.newerStoredAt) {
        outcome.error = Error{ErrorCode::Conflict, outcome.newer()};
    }
    return !outcome.error;
}

bool isAway(const LetterOutcome& outcome)
{
    return outcome.error && outcome.error->code == ErrorCode::Unavailable;
}

std::string wentTo(const MessagePosition& position)
{
    return "to " + describe(position).toStdString();
}

/// Marks those of `outcomes` that were published.
void markPublished(std::span<LetterOutcome> outcomes, const LetterTools& tools)
{
    std::vector<LetterNote> notes;
    for (const LetterOutcome& outcome : outcomes) {
        if (outcome.position) {
            notes.push_back({outcome.id, wentTo(*outcome.position)});
        }
    }
    if (notes.empty()) {
        return;
    }
    const auto marked = tools.store.changeDeadLetters(LetterAction::Redriven, notes, tools.by);
    for (LetterOutcome& outcome : outcomes) {
        if (!outcome.position) {
            continue;
        }
        if (!marked) {
            outcome.error = marked.error();
        } else if (!std::binary_search(marked->begin(), marked->end(), outcome.id)) {
            outcome.error = notThere();
        }
    }
}

/// Publishes what was read; `outcomes` are those of `letters`.
void publishAll(const std::vector<DeadLetter>& letters, std::span<LetterOutcome*> outcomes, const LetterTools& tools)
{
    std::vector<OutgoingMessage> outgoing;
    outgoing.reserve(letters.size());
    for (const DeadLetter& letter : letters) {
        outgoing.push_back(redriveMessage(letter, tools.topic));
    }
    const std::vector<Result<MessagePosition>> published = tools.publisher.publish(outgoing, publishTimeout);
    for (std::size_t i = 0; i < published.size(); ++i) {
        if (published[i]) {
            outcomes[i]->position = *published[i];
        } else {
            outcomes[i]->error = published[i].error();
            outcomes[i]->isKafkas = true;
        }
    }
}

/// Names of members may be anything; the audit keeps those that look like a name.
std::string auditedPointer(const std::string& pointer)
{
    const bool isPlain =
        pointer.size() <= 200 && std::all_of(pointer.begin(), pointer.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '/';
        });
    return isPlain ? pointer : "(a member with an unusual name)";
}

std::string changedMembers(const DeadLetter& letter, const QByteArray& value)
{
    const auto view = [](const QByteArray& bytes) {
        return std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    };
    const auto changes = compareDocuments(view(letter.message.value.value_or(QByteArray())), view(value));
    if (!changes) {
        return "the whole text: it was no JSON";
    }
    if (changes->empty()) {
        return "no member";
    }
    std::string text;
    std::size_t named = 0;
    for (const DocumentChange& change : *changes) {
        if (named++ == mostChangesNamed) {
            return text + ", …";
        }
        text += (text.empty() ? "" : ", ") +
                (change.pointer.empty() ? "the whole document" : auditedPointer(change.pointer));
    }
    return text;
}

} // namespace

Sentence LetterOutcome::unmarked() const
{
    return Sentence::tr("published to %1, but it could not be marked as redriven, so do not redrive it again: %2")
        .arg(describe(*position), error->message);
}

Sentence LetterOutcome::newer() const
{
    return Sentence::tr("a newer message of this order was stored at %1: sending this one again replaces it")
        .arg(QString::fromLatin1(formatRfc3339(*newerStoredAt)));
}

std::vector<LetterOutcome> checkLetters(std::span<const std::int64_t> ids, MessageValidator& validator,
                                        DeadLetterStore& store)
{
    std::vector<LetterOutcome> outcomes;
    for (const std::int64_t id : ids) {
        LetterOutcome& outcome = outcomes.emplace_back();
        outcome.id = id;
        const Result<DeadLetter> letter = readLetter(id, store);
        if (!letter) {
            outcome.error = letter.error();
        } else {
            outcome.reasons = reasonsAgainst(letter->message.value, validator);
            if (outcome.reasons.empty()) {
                lookForNewer(*letter, letter->orderUid, store, outcome);
            }
        }
        if (isAway(outcome)) {
            break;
        }
    }
    return outcomes;
}

LetterOutcome checkCorrected(std::int64_t id, const QByteArray& value, MessageValidator& validator,
                             DeadLetterStore& store)
{
    LetterOutcome outcome;
    outcome.id = id;
    if (const Result<DeadLetter> letter = readLetter(id, store); !letter) {
        outcome.error = letter.error();
    } else {
        DecodeResult decoded = validator.validate(value, currentTimestamp());
        if (decoded.order) {
            lookForNewer(*letter, decoded.order->orderUid, store, outcome);
        } else {
            outcome.reasons = std::move(decoded.violations);
        }
    }
    return outcome;
}

std::vector<LetterOutcome> redriveLetters(std::span<const std::int64_t> ids, const LetterTools& tools)
{
    std::vector<LetterOutcome> outcomes;
    outcomes.reserve(ids.size());
    bool away = false;
    while (outcomes.size() < ids.size() && !away) {
        const std::size_t first = outcomes.size();
        std::vector<DeadLetter> letters;
        std::vector<LetterOutcome*> read;
        qsizetype bytes = 0;
        while (outcomes.size() < ids.size() && bytes < mostBytesAtOnce && !away) {
            LetterOutcome& outcome = outcomes.emplace_back();
            outcome.id = ids[outcomes.size() - 1];
            Result<DeadLetter> letter = readLetter(outcome.id, tools.store);
            if (!letter) {
                outcome.error = letter.error();
                away = isAway(outcome);
                continue;
            }
            if (!mayBeSent(*letter, letter->orderUid, tools, outcome)) {
                away = isAway(outcome);
                continue;
            }
            bytes += letter->message.value ? letter->message.value->size() : 0;
            letters.push_back(std::move(*letter));
            read.push_back(&outcome);
        }
        if (!letters.empty()) {
            publishAll(letters, read, tools);
        }
        const std::span<LetterOutcome> these = std::span(outcomes).subspan(first);
        markPublished(these, tools);
        away = away || std::any_of(these.begin(), these.end(), isAway);
    }
    return outcomes;
}

LetterOutcome correctLetter(std::int64_t id, const QByteArray& value, MessageValidator& validator,
                            const LetterTools& tools)
{
    LetterOutcome outcome;
    outcome.id = id;
    DecodeResult decoded = validator.validate(value, currentTimestamp());
    if (!decoded.order) {
        outcome.reasons = std::move(decoded.violations);
        return outcome;
    }
    const Result<DeadLetter> letter = readLetter(id, tools.store);
    if (!letter) {
        outcome.error = letter.error();
        return outcome;
    }
    if (!mayBeSent(*letter, decoded.order->orderUid, tools, outcome)) {
        return outcome;
    }
    const std::vector outgoing{correctedMessage(*letter, tools.topic, value, decoded.order->orderUid)};
    const auto published = tools.publisher.publish(outgoing, publishTimeout);
    if (!published.front()) {
        outcome.error = published.front().error();
        outcome.isKafkas = true;
        return outcome;
    }
    outcome.position = *published.front();
    const std::string detail = wentTo(*outcome.position) + "; changed: " + changedMembers(*letter, value);
    const auto marked = tools.store.changeDeadLetters(LetterAction::Corrected, {{id, detail}}, tools.by);
    if (!marked || marked->empty()) {
        outcome.error = marked ? notThere() : marked.error();
    }
    return outcome;
}

std::vector<LetterOutcome> discardLetters(std::span<const std::int64_t> ids, DeadLetterStore& store,
                                          const std::string& by)
{
    std::vector<LetterNote> notes;
    notes.reserve(ids.size());
    for (const std::int64_t id : ids) {
        notes.push_back({id, {}});
    }
    const auto gone = store.changeDeadLetters(LetterAction::Discarded, notes, by);
    std::vector<LetterOutcome> outcomes;
    outcomes.reserve(ids.size());
    for (const std::int64_t id : ids) {
        LetterOutcome& outcome = outcomes.emplace_back();
        outcome.id = id;
        if (!gone) {
            outcome.error = gone.error();
        } else if (!std::binary_search(gone->begin(), gone->end(), id)) {
            outcome.error = notThere();
        }
    }
    return outcomes;
}

} // namespace orderdesk
