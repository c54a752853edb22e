#include "app/ExitCode.h"

int main()
{
    return static_cast<int>(orderdesk::ExitCode::Usage);
}
