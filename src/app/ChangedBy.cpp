#include "app/ChangedBy.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace orderdesk {

std::string changedBy(std::string_view front)
{
    const uid_t user = geteuid();
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    const bool isKnown =
        getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr && *found->pw_name != 0;
    const std::string name = isKnown ? std::string(found->pw_name) : "uid " + std::to_string(user);
    return std::string(front) + " (" + name + ')';
}

} // namespace orderdesk
