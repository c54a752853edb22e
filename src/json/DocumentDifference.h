#pragma once

#include "words/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace orderdesk {

/// One difference between two JSON documents. Values are their JSON text, so every digit is there.
struct DocumentChange
{
    enum class Kind {
        Added,
        Removed,
        Changed,
        Moved, ///< an element of an array at another place among those that stayed; before and after are its indices
    };

    Kind kind = Kind::Changed;
    std::string pointer; ///< JSON Pointer in the later document; of what was removed: in the earlier
    std::string before;  ///< empty when added
    std::string after;   ///< empty when removed
    std::string element; ///< "name" (else "rid") of the innermost array element it is in, for people; may be empty

    friend bool operator==(const DocumentChange&, const DocumentChange&) = default;
};

/// What changed from `before` to `after`, member by member in the order of `after`, what was removed last within its
/// object. Elements of arrays are paired by what they are, not by their place: equal ones, then the same rid and
/// chrt_id, then the same rid, then the same chrt_id; so an item that was put in front does not change all behind it.
/// Members in another order, other blanks and other ways to write a text are no difference. Widget-free, any thread.
/// InvalidInput: one of them is not JSON.
Result<std::vector<DocumentChange>> compareDocuments(std::string_view before, std::string_view after);

} // namespace orderdesk
