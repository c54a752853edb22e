# shellcheck shell=bash
# What every part of dev.sh uses: messages, the state folder, processes kept by pid file, ports.
# Sourced by dev.sh, which sets ORDERDESK_ROOT.

# What is fetched is there for all stacks of this checkout; each has its state apart: own_stack in stack.sh.
FETCHED=$ORDERDESK_ROOT/.dev
STATE=$FETCHED${ORDERDESK_DEV_OWN_STACK:+/stacks/$ORDERDESK_DEV_OWN_STACK}
RUN=$STATE/run

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
note() { printf '    %s\n' "$*" >&2; }
die() {
    printf '\033[1;31mdev.sh:\033[0m %s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

state_init() {
    mkdir -p "$RUN" 2>/dev/null || die "cannot write to $ORDERDESK_ROOT"
    [[ -w $STATE && -w $RUN ]] || die "$STATE belongs to another user ($(stat -c %U "$STATE")): run dev.sh as that user, or remove the folder"
}

# Runs a command while no other dev.sh of this checkout starts or stops anything. The lock is not passed on to servers:
# they are started with descriptor 9 closed. (No `||` here: it would switch `set -e` off inside the command.)
with_state_lock() {
    state_init
    exec 9>"$RUN/lock"
    flock -w 300 9 || die "another dev.sh has been busy with $STATE for 5 minutes"
    "$@"
    exec 9>&-
}

read_state() { # NAME [DEFAULT]: one remembered value
    if [[ -r $RUN/$1 ]]; then cat "$RUN/$1"; else printf '%s' "${2-}"; fi
}
write_state() { printf '%s\n' "$2" >"$RUN/$1"; }

# --- processes -------------------------------------------------------------------------------------------------------

# The start time of a process in clock ticks since boot (field 22 of its stat line; the name before it may hold anything),
# so that a pid that has been given to another process since is told apart. A zombie has ended.
process_start_time() {
    local line fields
    { line=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    read -ra fields <<<"${line##*) }"
    [[ ${fields[0]} != Z ]] && printf '%s' "${fields[19]}"
}

remember_process() { # NAME PID
    local started
    started=$(process_start_time "$2") || return 1
    printf '%s %s\n' "$2" "$started" >"$RUN/$1.pid"
}

# Prints the pid of a remembered process that still runs; fails when there is none.
running_pid() {
    local pid started
    [[ -r $RUN/$1.pid ]] && read -r pid started <"$RUN/$1.pid" || return 1
    [[ -n ${pid:-} && $(process_start_time "$pid") == "$started" ]] && printf '%s' "$pid"
}

forget_process() { rm -f "$RUN/$1.pid"; }

wait_until_gone() { # NAME SECONDS
    local deadline=$((SECONDS + $2))
    while running_pid "$1" >/dev/null; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

# A process and all its descendants, the process first.
process_tree() {
    local child
    printf '%s\n' "$1"
    for child in $(cat "/proc/$1/task/"*/children 2>/dev/null || true); do process_tree "$child"; done
}

signal_tree() { # SIGNAL NAME
    local pid pids
    pid=$(running_pid "$2") || return 1
    mapfile -t pids < <(process_tree "$pid")
    kill "-$1" "${pids[@]}" 2>/dev/null || true
}

# --- ports -----------------------------------------------------------------------------------------------------------

port_is_taken() { [[ -n $(ss -Hltn "sport = :$1" 2>/dev/null) ]]; }

port_holder() { # PORT: who listens there, as far as this user may know
    local users
    users=$(ss -Hltnp "sport = :$1" 2>/dev/null | grep -oE '"[^"]*",pid=[0-9]+' | sort -u | sed -E 's/"(.*)",pid=(.*)/\1 (pid \2)/' | paste -sd, -)
    printf '%s' "${users:-a process of another user}"
}

free_port_from() { # FIRST: the first free port at or above it
    local port=$1
    while port_is_taken "$port"; do port=$((port + 1)); done
    printf '%s' "$port"
}

# Prints the port for a server that is to be started: the variable's, else the one of the last start, else the default. A taken
# port is an error that names its holder; MOVE=yes takes the next free one instead, unless the variable asks for exactly this.
choose_port() { # NAME VARIABLE LAST DEFAULT MOVE
    local name=$1 variable=$2 port=${3:-$4} move=$5
    port=${!variable:-$port}
    if [[ ! $port =~ ^[1-9][0-9]{0,4}$ ]] || ((port > 65535)); then die "$variable: '$port' is not a port"; fi
    if port_is_taken "$port"; then
        if [[ $move == yes && -z ${!variable:-} ]]; then
            local free
            free=$(free_port_from "$((port + 1))")
            note "port $port is taken by $(port_holder "$port"); $name uses $free"
            port=$free
        else
            die "port $port, meant for $name, is taken by $(port_holder "$port"). Stop that, or choose another with $variable=PORT"
        fi
    fi
    printf '%s' "$port"
}
