#!/usr/bin/env bash
# ThreadSanitizer (the runtime of LLVM 18 in PyPI's ziglang 0.13.0) and ignore_noninstrumented_modules=1 on Linux. The option is described
# as leaving out what libraries that were built without ThreadSanitizer call: their memcpy and free are not judged, those of the program
# are. On Linux no module is ever known as built with it, not even the program: a race between two calls of memcpy in code compiled with
# -fsanitize=thread is not reported any more, and the program ends with 0. Loads and stores of the program's own are reported as before.
# So the option silences libraries whose locks are not seen, at the price of every race inside a function of the C library.
#
# Seen: two threads that copy into one array are reported without the option and not with it; two that count in one number, both times.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
export ZIG_GLOBAL_CACHE_DIR=$scratch/cache ZIG_LOCAL_CACHE_DIR=$scratch/cache

python3 -m venv venv
venv/bin/pip install --quiet --no-deps ziglang==0.13.0

cat >copies.cpp <<'CPP'
#include <cstring>
#include <thread>
static char target[64], source[64];
__attribute__((noinline)) static void work(std::size_t bytes) { std::memcpy(target, source, bytes); }
int main(int argc, char**)
{
    const std::size_t bytes = 32 + argc;
    std::thread other([bytes] { work(bytes); });
    work(bytes);
    other.join();
}
CPP
cat >counts.cpp <<'CPP'
#include <thread>
static int number;
__attribute__((noinline)) static void work() { ++number; }
int main()
{
    std::thread other(work);
    work();
    other.join();
}
CPP
for program in copies counts; do
    venv/bin/python -m ziglang c++ -g -O1 -fno-builtin -fsanitize=thread "$program.cpp" -o "$program" -pthread
done

failed=0
expect() { # reported|silent PROGRAM OPTION
    local seen=silent
    TSAN_OPTIONS=ignore_noninstrumented_modules=$3 "./$2" >"$2.$3" 2>&1 || seen=reported
    if [[ $seen == reported ]]; then grep -q 'data race' "$2.$3" || seen=broken; fi
    printf '%-7s ignore_noninstrumented_modules=%s %s\n' "$2" "$3" "$seen"
    [[ $seen == "$1" ]] || failed=1
}
expect reported copies 0
expect silent copies 1
expect reported counts 0
expect reported counts 1
if ((failed)); then echo 'the behaviour has changed'; else echo 'as described'; fi
exit "$failed"
