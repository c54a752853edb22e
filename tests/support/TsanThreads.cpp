// ThreadSanitizer of gcc 12 does not know C11 threads, on which Debian's librdkafka is built: a thread it did not see
// begin crashes it. These definitions take the place of glibc's in test executables built with ThreadSanitizer and go
// through pthreads, which it does know (glibc's own types are the same underneath).
#if defined(__SANITIZE_THREAD__)

#include <pthread.h>
#include <threads.h>

#include <cerrno>
#include <cstdint>
#include <memory>

namespace {

struct Start
{
    thrd_start_t function;
    void* argument;
};

void* run(void* start)
{
    const std::unique_ptr<Start> owned(static_cast<Start*>(start));
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(owned->function(owned->argument)));
}

pthread_mutex_t* native(mtx_t* mutex)
{
    return reinterpret_cast<pthread_mutex_t*>(mutex);
}
pthread_cond_t* native(cnd_t* condition)
{
    return reinterpret_cast<pthread_cond_t*>(condition);
}

int answer(int error)
{
    switch (error) {
    case 0:
        return thrd_success;
    case EBUSY:
        return thrd_busy;
    case ETIMEDOUT:
        return thrd_timedout;
    default:
        return thrd_error;
    }
}

} // namespace

extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t function, void* argument)
{
    auto start = std::make_unique<Start>(Start{function, argument});
    const int error = pthread_create(thread, nullptr, run, start.get());
    if (error == 0)
        static_cast<void>(start.release()); // the new thread's now
    return answer(error);
}

int thrd_join(thrd_t thread, int* result)
{
    void* value = nullptr;
    const int error = pthread_join(thread, &value);
    if (result)
        *result = static_cast<int>(reinterpret_cast<std::intptr_t>(value));
    return answer(error);
}

int mtx_init(mtx_t* mutex, int type)
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    if ((type & mtx_recursive) != 0)
        pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    const int error = pthread_mutex_init(native(mutex), &attributes);
    pthread_mutexattr_destroy(&attributes);
    return answer(error);
}

void mtx_destroy(mtx_t* mutex)
{
    pthread_mutex_destroy(native(mutex));
}
int mtx_lock(mtx_t* mutex)
{
    return answer(pthread_mutex_lock(native(mutex)));
}
int mtx_trylock(mtx_t* mutex)
{
    return answer(pthread_mutex_trylock(native(mutex)));
}
int mtx_unlock(mtx_t* mutex)
{
    return answer(pthread_mutex_unlock(native(mutex)));
}

int cnd_init(cnd_t* condition)
{
    return answer(pthread_cond_init(native(condition), nullptr));
}
void cnd_destroy(cnd_t* condition)
{
    pthread_cond_destroy(native(condition));
}
int cnd_signal(cnd_t* condition)
{
    return answer(pthread_cond_signal(native(condition)));
}
int cnd_broadcast(cnd_t* condition)
{
    return answer(pthread_cond_broadcast(native(condition)));
}
int cnd_wait(cnd_t* condition, mtx_t* mutex)
{
    return answer(pthread_cond_wait(native(condition), native(mutex)));
}
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until)
{
    return answer(pthread_cond_timedwait(native(condition), native(mutex), until));
}

} // extern "C"

#endif
