#pragma once

#include "concurrency/AnsweringThread.h"
#include "lookup/OrderLookup.h"
#include "storage/OrderBrowser.h"

#include <functional>
#include <memory>

namespace orderdesk {

/// What a person's search found, and where it looked.
struct SearchAnswer
{
    QString text;                        ///< as it was understood, see lookupText()
    std::optional<FoundOrder> order;     ///< an exact order number
    std::vector<OrderSummary> orders;    ///< by any other field, newest first; includes `order` when both matched
    std::vector<DeadLetter> deadLetters; ///< of that order number or key
    bool databaseAsked = false;          ///< false: it is away, `orders` are those of the cache
    std::optional<Error> error;          ///< why the database was not asked, or failed
};

/// OrderLookup for a thread that must never wait (the window's): questions run one after another on a thread of its
/// own, the answers come back as calls in the thread of `context`, and never after `context` is gone.
class AsyncLookup final
{
public:
    using LookupFactory = std::function<std::unique_ptr<OrderLookup>()>;

    /// `factory` is called on the lookup thread.
    explicit AsyncLookup(LookupFactory factory);

    void search(const QString& text, QObject* context, std::function<void(SearchAnswer)> done);
    void trace(const std::string& orderUid, QObject* context, std::function<void(Result<OrderTrace>)> done);
    void revisions(const std::string& orderUid, QObject* context,
                   std::function<void(Result<std::vector<StoredOrder>>)> done);
    void orders(const QString& text, const std::optional<OrderCursor>& after, int limit, QObject* context,
                std::function<void(Result<OrderPage>)> done);
    void deadLetters(std::optional<std::int64_t> before, int limit, QObject* context,
                     std::function<void(Result<DeadLetterPage>)> done);
    void deadLetter(std::int64_t id, QObject* context, std::function<void(Result<DeadLetter>)> done);

private:
    AnsweringThread<OrderLookup> m_thread;
};

/// For a thread that must never wait: ask([…](OrderBrowser& browser) { return browser.page(…); }, context, done). Apart
/// from AsyncLookup, so that no look-up waits behind a long list.
using AsyncBrowser = AnsweringThread<OrderBrowser>;

} // namespace orderdesk
