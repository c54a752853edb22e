# shellcheck shell=bash
# PostgreSQL and Kafka together, each in one of three ways that are remembered in .dev/run: docker (the two services of
# docker-compose.yml), native (postgres.sh, kafka.sh), and for Kafka where nothing else can be had: embedded in orderdesk.

STARTED=() # the services this invocation started
COMPOSE_PROJECT=orderdesk-dev${ORDERDESK_DEV_OWN_STACK:+-$ORDERDESK_DEV_OWN_STACK}
SERVICES=(postgres kafka)
DEFAULT_KAFKA_PORT=9092
# Below the range that outgoing connections take their ports from (32768 and up): a client that keeps trying a stopped server's
# port in that range can end up connected to itself.
DEFAULT_PG_PORT=25432

compose() {
    local tool=(docker compose)
    docker compose version >/dev/null 2>&1 || tool=(docker-compose)
    (cd "$ORDERDESK_ROOT" && "${tool[@]}" -p "$COMPOSE_PROJECT" -f docker-compose.yml "$@" 9>&-)
}

docker_answers() {
    have docker && timeout 10 docker info >/dev/null 2>&1 && { docker compose version >/dev/null 2>&1 || have docker-compose; }
}

# How the stack is to be run: ORDERDESK_DEV_STACK, else Docker where an engine answers, else native.
stack_mode() {
    case ${ORDERDESK_DEV_STACK:-auto} in
        docker | native | embedded) printf '%s' "$ORDERDESK_DEV_STACK" ;;
        auto) if docker_answers; then printf docker; else printf native; fi ;;
        *) die "ORDERDESK_DEV_STACK: '$ORDERDESK_DEV_STACK' is none of auto, docker, native, embedded" ;;
    esac
}

service_mode() { read_state "$1.mode"; }

service_runs() {
    case $(service_mode "$1") in
        docker) [[ -n $(compose ps -q "$1" 2>/dev/null) && $(docker inspect -f '{{.State.Running}}' "$(compose ps -q "$1")" 2>/dev/null) == true ]] ;;
        native) running_pid "$1" >/dev/null ;;
        *) false ;;
    esac
}

check_service() {
    [[ " ${SERVICES[*]} " == *" $1 "* ]] || {
        printf 'dev.sh: no such service: %s (there are: %s)\n' "$1" "${SERVICES[*]}" >&2
        exit 2
    }
}

# --- starting --------------------------------------------------------------------------------------------------------

# Starts what does not run of the named services (all by default) and notes in STARTED which it was.
# STACK_MOVE_PORTS=yes: taken ports are replaced by free ones, for tests, which need no particular port.
stack_start() {
    local mode service wanted=()
    for service in "${@:-${SERVICES[@]}}"; do
        check_service "$service"
        if service_runs "$service"; then
            if [[ $(service_mode "$service") == native ]]; then signal_tree CONT "$service"; fi
        else
            wanted+=("$service")
        fi
    done
    ((${#wanted[@]})) || return 0
    mode=$(stack_mode)
    if [[ $mode == docker ]]; then stack_start_docker "${wanted[@]}"; else stack_start_native "$mode" "${wanted[@]}"; fi
}

choose_ports() { # POSTGRES KAFKA: yes for each that is to be started
    local postgres kafka move=${STACK_MOVE_PORTS:-no}
    if [[ $1 == yes ]]; then
        postgres=$(choose_port PostgreSQL ORDERDESK_DEV_PG_PORT "$(read_state postgres.port)" "$DEFAULT_PG_PORT" "$move")
    fi
    if [[ $2 == yes ]]; then
        kafka=$(choose_port Kafka ORDERDESK_DEV_KAFKA_PORT "$(read_state kafka.port)" "$DEFAULT_KAFKA_PORT" "$move")
    fi
    if [[ $1 == yes ]]; then write_state postgres.port "$postgres"; fi
    if [[ $2 == yes ]]; then write_state kafka.port "$kafka"; fi
}

undo_failed_start() {
    local rc=$?
    set +e
    with_state_lock stop_started
    exit "$rc"
}

stack_start_native() { # MODE SERVICE…
    local mode=$1 kafka=no postgres=no
    shift
    ensure_packages stack
    [[ " $* " != *" postgres "* ]] || postgres=yes
    if [[ " $* " == *" kafka "* ]]; then
        if [[ $mode != embedded ]] && kafka_fetch && java_command >/dev/null; then
            kafka=yes
            write_state kafka.mode native
        else
            write_state kafka.mode embedded
            note "No real Kafka: orderdesk's embedded broker takes its place. It keeps nothing and only orderdesk itself runs it;"
            note "tests of the real Kafka are skipped."
        fi
    fi
    # Both ports are known to be free before anything is started; then the two start side by side.
    choose_ports "$postgres" "$kafka"
    if [[ $kafka == yes ]]; then
        STARTED+=(kafka)
        kafka_launch
    fi
    if [[ $postgres == yes ]]; then
        write_state postgres.mode native
        STARTED+=(postgres)
        postgres_start
    fi
    if [[ $kafka == yes ]]; then kafka_wait; fi
}

stack_start_docker() { # SERVICE…
    local service postgres=no kafka=no
    export ORDERDESK_DEV_PG_PORT ORDERDESK_DEV_KAFKA_PORT
    for service; do printf -v "$service" yes; done
    choose_ports "$postgres" "$kafka"
    # Compose reads the whole file each time: the ports of services that run already must stay as they are.
    ORDERDESK_DEV_PG_PORT=$(read_state postgres.port "$DEFAULT_PG_PORT")
    ORDERDESK_DEV_KAFKA_PORT=$(read_state kafka.port "$DEFAULT_KAFKA_PORT")
    STARTED+=("$@")
    say "Starting $* from docker-compose.yml"
    compose up -d "$@" >"$STATE/docker.log" 2>&1 || {
        tail -n 20 "$STATE/docker.log" >&2
        die "docker compose could not start $*"
    }
    for service; do
        write_state "$service.mode" docker
        docker_wait_healthy "$service"
    done
    note "PostgreSQL on 127.0.0.1:$(read_state postgres.port), Kafka on localhost:$(read_state kafka.port), both in containers"
}

docker_wait_healthy() {
    local container deadline=$((SECONDS + 120))
    container=$(compose ps -q "$1")
    until [[ $(docker inspect -f '{{.State.Health.Status}}' "$container" 2>/dev/null) == healthy ]]; do
        ((SECONDS < deadline)) || die "$1 is not healthy after 120 s: docker logs $container"
        sleep 0.3
    done
}

# --- stopping --------------------------------------------------------------------------------------------------------

# Without a name the whole stack, whose ports are then free to be chosen anew.
stack_stop() {
    local service
    for service in "${@:-${SERVICES[@]}}"; do
        check_service "$service"
        case $(service_mode "$service") in
            docker) compose stop "$service" >/dev/null 2>&1 ;;
            native) "${service}_stop" ;;
        esac
    done
    if (($# == 0)); then forget_choices; fi
}

forget_choices() { rm -f "$RUN"/{postgres,kafka}.{port,mode}; }

# Stops what this invocation started; ports are chosen anew when nothing is left running.
stop_started() {
    if ((${#STARTED[@]})); then stack_stop "${STARTED[@]}"; fi
    service_runs postgres || service_runs kafka || forget_choices
}

stack_kill() {
    local service
    for service in "${@:-${SERVICES[@]}}"; do
        check_service "$service"
        case $(service_mode "$service") in
            docker) compose kill "$service" >/dev/null 2>&1 ;;
            native) "${service}_kill" ;;
        esac
    done
}

# SIGSTOP and SIGCONT: a server that hangs with its sockets open.
stack_freeze() { # pause|unpause SERVICE…
    local action=$1 signal=STOP service
    shift
    [[ $action == pause ]] || signal=CONT
    for service in "${@:-${SERVICES[@]}}"; do
        check_service "$service"
        case $(service_mode "$service") in
            docker) compose "$action" "$service" >/dev/null 2>&1 ;;
            native) signal_tree "$signal" "$service" || die "$service does not run" ;;
            *) die "$service does not run as a process of its own" ;;
        esac
    done
}

# --- one more, for one command ---------------------------------------------------------------------------------------

# Runs a command with new servers around it that are its own, beside the stack this is called from: for tests that stop, kill and
# freeze them. NUMBER (1 to 9) tells the stacks of this checkout apart and moves their ports by as many hundreds, so that none takes a
# port whose server is down at the moment. What they wrote is kept when the command fails, until the number is used again.
# Without a stack of ours, or without a real Kafka, the command runs as it is and says itself what it misses.
own_stack() { # NUMBER COMMAND…
    local number=$1
    shift
    [[ $number =~ ^[1-9]$ && $# -gt 0 ]] || usage_error "stack own: a number from 1 to 9 and a command"
    [[ -n ${ORDERDESK_DEV_SCRIPT:-} && -n ${ORDERDESK_KAFKA_BROKERS:-} ]] || exec "$@"
    if [[ ${ORDERDESK_DEV_OWN_STACK:-} != "$number" ]]; then
        # Where the state is was settled when the parts were read.
        ORDERDESK_DEV_OWN_STACK=$number exec "$ORDERDESK_ROOT/dev.sh" stack own "$number" "$@"
    fi
    unset ORDERDESK_DEV_PG_PORT ORDERDESK_DEV_KAFKA_PORT
    if running_pid owner >/dev/null; then die "stack $number of this checkout is in use (pid $(running_pid owner))"; fi
    with_state_lock throw_stack_away # of a run that was killed
    state_init
    remember_process owner "$$"
    write_state postgres.port "$((DEFAULT_PG_PORT + 100 * number))"
    write_state kafka.port "$((DEFAULT_KAFKA_PORT + 100 * number))"
    with_stack "$@"
}

# Where ctest is ended by a signal it may kill those who would have stopped theirs.
kill_own_stacks() {
    local own
    for own in "$FETCHED"/stacks/*; do
        if [[ -d $own ]] && ! (RUN=$own/run && running_pid owner >/dev/null); then ORDERDESK_DEV_OWN_STACK=${own##*/} "$ORDERDESK_ROOT/dev.sh" stack kill; fi
    done
}

throw_stack_away() {
    local home
    home=$(read_state postgres.home)
    stack_kill "${SERVICES[@]}"
    if [[ $(service_mode postgres) == docker ]]; then compose down --volumes >/dev/null 2>&1; fi
    rm -rf "${home:-$STATE}" "$STATE"
}

# --- telling ---------------------------------------------------------------------------------------------------------

# Fails unless all of it runs.
stack_status() {
    local service where all=0
    for service in "${SERVICES[@]}"; do
        if service_runs "$service"; then
            where="$(service_mode "$service")"
            if [[ $where == native ]]; then where+=", pid $(running_pid "$service")"; fi
            printf '%-9s running (%s, port %s)\n' "$service" "$where" "$(read_state "$service.port")"
        elif [[ $(service_mode "$service") == embedded ]]; then
            printf '%-9s embedded in orderdesk\n' "$service"
        else
            printf '%-9s stopped\n' "$service"
            all=1
        fi
    done
    return "$all"
}

stack_password() {
    case $(service_mode postgres) in
        docker) compose exec -T postgres cat /run/orderdesk/database_password ;;
        *) postgres_password ;;
    esac
}

# The settings by which programs and tests reach the stack; `eval "$(./dev.sh stack env)"` takes them into a shell.
stack_env() {
    local port password brokers
    port=$(read_state postgres.port)
    [[ -n $port ]] || die "the stack does not run: ./dev.sh stack start"
    password=$(stack_password)
    brokers=localhost:$(read_state kafka.port "$DEFAULT_KAFKA_PORT")
    if [[ $(service_mode kafka) == embedded ]]; then brokers=embedded; fi
    print_export ORDERDESK_KAFKA_BROKERS "$brokers"
    print_export ORDERDESK_DATABASE_URL "postgresql://orderdesk:$password@127.0.0.1:$port/orderdesk"
    # Tests make roles and provoke errors, which takes more rights than Orderdesk has or needs.
    if [[ $(service_mode postgres) == native ]]; then
        print_export ORDERDESK_TEST_DATABASE_URL "postgresql://postgres:$password@127.0.0.1:$port/postgres"
    fi
    print_export PGHOST 127.0.0.1
    print_export PGPORT "$port"
    print_export PGUSER orderdesk
    print_export PGPASSWORD "$password"
    print_export PGDATABASE orderdesk
    print_export ORDERDESK_DEV_SCRIPT "$ORDERDESK_ROOT/dev.sh"
    print_export ORDERDESK_DEV_STATE "$STATE"
    print_export ORDERDESK_DEV_PG_PID "$(running_pid postgres || true)"
    print_export ORDERDESK_DEV_KAFKA_PID "$(running_pid kafka || true)"
}
print_export() { printf 'export %s=%q\n' "$1" "$2"; }

# stack_env for this script and its children. Variables that would move a port are left out: the stack runs already.
take_stack_env() {
    local lines
    lines=$(stack_env)
    eval "$lines"
}

# Of PostgreSQL, for tests: a standby that follows, one that follows no more, and one that takes over.
stack_standby() {
    [[ $(service_mode postgres) == native ]] || die "a standby needs a PostgreSQL that runs as a process of ours"
    case $1 in
        standby) postgres_standby_start ;;
        detach) postgres_standby_detach ;;
        failover) postgres_failover ;;
    esac
}

stack_command() {
    local action=${1:-}
    (($# == 0)) || shift
    case $action in
        start)
            trap undo_failed_start EXIT
            with_state_lock stack_start "$@"
            trap - EXIT
            ;;
        stop) with_state_lock stack_stop "$@" ;;
        kill) with_state_lock stack_kill "$@" ;;
        pause | unpause) with_state_lock stack_freeze "$action" "$@" ;;
        status) stack_status ;;
        standby | detach | failover) with_state_lock stack_standby "$action" ;;
        own) own_stack "$@" ;;
        env) stack_env ;;
        *) usage_error "stack: start, stop, kill, pause, unpause (each with nothing, postgres or kafka), status, env, own, standby, detach or failover" ;;
    esac
}
