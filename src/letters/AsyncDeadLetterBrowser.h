#pragma once

#include "concurrency/AnsweringThread.h"
#include "letters/DeadLetterBrowser.h"

namespace orderdesk {

/// DeadLetterBrowser for a thread that must never wait: ask([…](DeadLetterBrowser& browser) { return browser.page(…);
/// }, context, done). Apart from AsyncLookup, so that no look-up waits behind a count.
using AsyncDeadLetterBrowser = AnsweringThread<DeadLetterBrowser>;

} // namespace orderdesk
