#include "http/routes/OrderUid.h"

#include <algorithm>

namespace orderdesk {

bool isOrderUid(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '~' || c == '-';
    });
}

} // namespace orderdesk
