#pragma once

#include "concurrency/AnsweringThread.h"
#include "storage/OrderBrowser.h"

namespace orderdesk {

/// OrderBrowser for a thread that must never wait: ask([…](OrderBrowser& browser) { return browser.page(…); }, context,
/// done). Apart from AsyncLookup, so that no look-up waits behind a long list.
using AsyncBrowser = AnsweringThread<OrderBrowser>;

} // namespace orderdesk
