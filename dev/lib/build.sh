# shellcheck shell=bash
# Building, running, testing and checking.

JOBS=$(nproc)

build() { # PRESET [TARGET…]
    local preset=$1 dir=$ORDERDESK_ROOT/build/$1
    shift
    # Objects are kept across builds and presets; the folder is the checkout's own unless the caller has one.
    export CCACHE_DIR=${CCACHE_DIR:-$STATE/ccache}
    cd "$ORDERDESK_ROOT" || exit
    if [[ ! -e $dir/build.ninja || CMakePresets.json -nt $dir/build.ninja ]]; then
        say "Configuring preset $preset"
        local out
        out=$(cmake --preset "$preset" 2>&1) || {
            printf '%s\n' "$out" >&2
            die "cmake could not configure preset $preset"
        }
    fi
    say "Building preset $preset"
    # A build that has nothing to do is silent.
    cmake --build --preset "$preset" -j "$JOBS" ${1:+--target "$@"} >&2 || die "the build failed"
}

# --- ./dev.sh --------------------------------------------------------------------------------------------------------

http_listen() { # of orderdesk's arguments, else the environment, else the default
    local listen=${ORDERDESK_HTTP_LISTEN:-127.0.0.1:8081}
    while (($#)); do
        case $1 in
            --http-listen) listen=${2:-} ;;
            --http-listen=*) listen=${1#*=} ;;
        esac
        shift
    done
    printf '%s' "$listen"
}

# Undoes what this invocation started, and nothing else.
stop_what_was_started() {
    local rc=$? pid
    trap - EXIT
    trap '' INT TERM HUP
    set +e
    if pid=$(running_pid orderdesk); then
        kill -TERM "$pid" 2>/dev/null
        wait_until_gone orderdesk 15 || {
            note "orderdesk (pid $pid) does not stop by itself: killed"
            kill -KILL "$pid" 2>/dev/null
        }
    fi
    [[ -z ${OWNS_ORDERDESK:-} ]] || forget_process orderdesk
    [[ $STATE != "$FETCHED" ]] || kill_own_stacks
    if ((${#STARTED[@]})); then
        [[ -n ${QUIET_STOP:-} ]] || say "Stopping ${STARTED[*]}"
        if [[ $STATE != "$FETCHED" ]] && ((rc == 0)); then
            with_state_lock throw_stack_away
        else
            with_state_lock stop_started
        fi
    fi
    exit "$rc"
}

run_orderdesk() {
    local listen port binary=$ORDERDESK_ROOT/build/release/orderdesk arguments=("$@") window=window
    ensure_packages build
    state_init
    build release orderdesk
    if running_pid orderdesk >/dev/null; then die "orderdesk of this checkout runs already (pid $(running_pid orderdesk))"; fi
    listen=$(http_listen "$@")
    port=${listen##*:}
    if [[ $listen != off ]] && port_is_taken "$port"; then
        die "port $port, meant for orderdesk's HTTP, is taken by $(port_holder "$port"). Stop that, or choose another with ORDERDESK_HTTP_LISTEN=127.0.0.1:PORT"
    fi

    trap stop_what_was_started EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    with_state_lock stack_start
    take_stack_env
    if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} && " $* " != *" --no-gui "* ]]; then
        arguments+=(--no-gui)
        window="no window, because there is no display"
    fi
    say "Starting orderdesk ($window)"
    OWNS_ORDERDESK=yes
    # In a session of its own a Ctrl-C reaches dev.sh alone, which ends it in good order; it also ends when dev.sh is killed.
    setsid setpriv --pdeathsig TERM -- "$binary" "${arguments[@]}" </dev/null &
    local pid=$! rc=0
    remember_process orderdesk "$pid" || true
    if wait_until_listening "$listen"; then tell_how_to_send "$listen"; fi
    wait "$pid" || rc=$?
    exit "$rc"
}

wait_until_listening() { # false when orderdesk ended before
    local deadline=$((SECONDS + 30))
    [[ $1 != off ]] || return 0
    until port_is_taken "${1##*:}"; do
        running_pid orderdesk >/dev/null || return 1
        ((SECONDS < deadline)) || return 0
        sleep 0.1
    done
}

tell_how_to_send() {
    local host=${1%:*}
    case $host in 0.0.0.0 | '[::]' | '') host=localhost ;; esac
    printf '\n' >&2
    if [[ $1 != off ]]; then printf '  Orderdesk is at   http://%s:%s\n' "$host" "${1##*:}" >&2; fi
    if [[ $ORDERDESK_KAFKA_BROKERS == embedded ]]; then
        printf '  Its broker is embedded: the address to send to is in the log line above.\n' >&2
    else
        printf '  Send an order     tr -d "\\n" < data/model.json | ./dev.sh kafka-console-producer --topic orders\n' >&2
        printf '  or                build/release/orderdesk send --kafka-brokers %s data/model.json\n' "$ORDERDESK_KAFKA_BROKERS" >&2
    fi
    printf '  Stop              Ctrl-C\n\n' >&2
}

# --- ./dev.sh test, bench --------------------------------------------------------------------------------------------

# The whole stack around a command, on any free ports; only what is started here is stopped.
with_stack() {
    QUIET_STOP=yes
    trap stop_what_was_started EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    STACK_MOVE_PORTS=yes with_state_lock stack_start
    take_stack_env
    # Tests of the real Kafka skip themselves when no address is given.
    if [[ $ORDERDESK_KAFKA_BROKERS == embedded ]]; then unset ORDERDESK_KAFKA_BROKERS; fi
    "$@"
}

run_tests() {
    local preset=${ORDERDESK_DEV_PRESET:-release}
    ensure_packages build test
    state_init
    build "$preset"
    cd "$ORDERDESK_ROOT" || exit
    # Half as many again as there are processors: tests on real servers wait for them most of the time.
    with_stack ctest --preset "$preset" --parallel "$(((3 * JOBS + 1) / 2))" "$@"
}

benchmarks() { sed -nE 's/^ *orderdesk_bench\((\w+) .*/\1/p' "$ORDERDESK_ROOT/tests/bench/CMakeLists.txt" | sort; }

run_bench() {
    local name
    (($#)) || {
        say "Benchmarks: ./dev.sh bench NAME [ARGUMENTS…]"
        benchmarks | sed 's/^/    /'
        return
    }
    name=$1
    shift
    benchmarks | grep -qxF -- "$name" || die "no such benchmark: $name (./dev.sh bench lists them)"
    ensure_packages build
    state_init
    build release "$name"
    with_stack "$ORDERDESK_ROOT/build/release/tests/bench/$name" "$@"
}

# --- ./dev.sh translations -------------------------------------------------------------------------------------------

qt_tool() { if [[ -x /usr/lib/qt6/bin/$1 ]]; then printf '%s' "/usr/lib/qt6/bin/$1"; else printf '%s' "$1"; fi; }

# Reads the texts of the window again. English needs only its plurals; the rest of its words are in the sources. A text that is gone
# from the sources is gone from the files too.
update_translations() {
    local update folder=resources/translations common=(-silent -no-obsolete -locations none -extensions 'cpp,h,ui' -I . -I src ui src)
    ensure_packages build
    update=$(qt_tool lupdate)
    cd "$ORDERDESK_ROOT" || exit
    "$update" "${common[@]}" -source-language en_US -target-language ru_RU -ts "$folder/orderdesk_ru.ts"
    "$update" "${common[@]}" -source-language en_US -target-language en_US -pluralonly -ts "$folder/orderdesk_en.ts"
    if grep -nE -B 6 'type="unfinished"' "$folder"/*.ts; then
        note "the messages above have no translation yet: write them into $folder and remove type=\"unfinished\""
    fi
}

# --- ./dev.sh pictures -----------------------------------------------------------------------------------------------

take_pictures() {
    ensure_packages build test
    state_init
    build release pictures
    with_stack "$ORDERDESK_ROOT/tests/ui/under-xvfb" "$ORDERDESK_ROOT/build/release/tests/e2e/pictures" "$ORDERDESK_ROOT/docs/pictures"
}

# --- ./dev.sh format, lint -------------------------------------------------------------------------------------------

# The code is formatted by clang-format 14 (Debian 12); others lay out some lines differently.
clang_tool() { if have "$1-14"; then printf '%s' "$1-14"; else printf '%s' "$1"; fi; }

cpp_files() { git -C "$ORDERDESK_ROOT" ls-files -- '*.cpp' '*.h'; }

format_code() {
    ensure_packages lint
    cd "$ORDERDESK_ROOT" || exit
    cpp_files | xargs -r -d '\n' "$(clang_tool clang-format)" -i
}

check_format() {
    local tool version
    tool=$(clang_tool clang-format)
    version=$("$tool" --version | sed -E 's/.*version ([0-9]+).*/\1/')
    cd "$ORDERDESK_ROOT" || exit
    if [[ $version != 14 ]]; then
        note "the format is not checked: that is clang-format 14's business, and here is version $version"
        return 0
    fi
    cpp_files | xargs -r -d '\n' -n 20 -P "$JOBS" "$tool" --dry-run -Werror
}

check_scripts() {
    cd "$ORDERDESK_ROOT" || exit
    shellcheck -x dev.sh dev/lib/*.sh .ci/run
}

# The sources clang-tidy looks at: with --all each one of src and ui, else those given, else those changed since `main` or not
# committed; a header stands for the source of its name.
files_to_tidy() {
    local file base
    cd "$ORDERDESK_ROOT" || exit
    if [[ ${1-} == --all ]]; then
        git ls-files -- 'src/*.cpp' 'ui/*.cpp'
        return
    fi
    if (($# == 0)); then
        base=$(git merge-base HEAD main 2>/dev/null || git rev-parse HEAD)
        mapfile -t changed < <({ git diff --name-only --diff-filter=d "$base" && git ls-files -o --exclude-standard; } | grep -E '\.(cpp|h)$' || true)
        set -- "${changed[@]}"
    fi
    for file; do
        file=${file%.h}
        file=${file%.cpp}.cpp
        if [[ -e $file ]]; then printf '%s\n' "$file"; fi
    done | sort -u
}

run_lint() {
    local files
    ensure_packages build lint
    state_init
    say "Format"
    check_format || die "some files are not formatted: ./dev.sh format"
    say "Shell scripts"
    check_scripts
    mapfile -t files < <(files_to_tidy "$@")
    if ((${#files[@]} == 0)); then return 0; fi
    # clang-tidy reads what moc and uic make, and the commands of the compiler.
    build release
    # gcc's precompiled headers are nothing to clang.
    mkdir -p build/release/tidy
    sed -E 's# -Winvalid-pch -include [^ ]+/cmake_pch\.hxx##; s# -fpch-preprocess##' build/release/compile_commands.json >build/release/tidy/compile_commands.json
    say "clang-tidy, ${#files[@]} files"
    printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$JOBS" "$(clang_tool clang-tidy)" -p build/release/tidy --quiet \
        --extra-arg=-Wno-unknown-warning-option ${ORDERDESK_TIDY_CHECKS:+"--checks=$ORDERDESK_TIDY_CHECKS"} 2> >(grep -vE '^[0-9]+ warnings? (generated|treated as error)' >&2) ||
        die "clang-tidy has something to say"
}
