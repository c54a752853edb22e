#include "app/Restart.h"

#include <QFileInfo>
#include <QString>

#include <algorithm>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace orderdesk {

namespace {

QByteArray programFile()
{
    return QFileInfo(QStringLiteral("/proc/self/exe")).symLinkTarget().toLocal8Bit();
}

/// What a library left open must not be inherited: a listening socket would keep its port.
void closeOnExec()
{
    const long most = sysconf(_SC_OPEN_MAX);
    for (int descriptor = 3; descriptor < std::min(most, 4096L); ++descriptor) {
        const int flags = fcntl(descriptor, F_GETFD);
        if (flags >= 0)
            fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
    }
}

} // namespace

void startAgain(const QList<QByteArray>& arguments)
{
    closeOnExec();
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_UNBLOCK, &all, nullptr);
    const QByteArray program = programFile();
    std::vector<char*> list;
    for (const QByteArray& argument : arguments)
        list.push_back(const_cast<char*>(argument.constData()));
    list.push_back(nullptr);
    execv(program.constData(), list.data());
}

bool canStartAgain()
{
    return access(programFile().constData(), X_OK) == 0;
}

} // namespace orderdesk
