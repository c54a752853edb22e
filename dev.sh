#!/usr/bin/env bash
# Builds, runs and tests Orderdesk on Debian 12 and 13, as root or with sudo. Its state is in .dev/; apart from the Debian packages
# it installs, nothing outside this checkout is changed. The parts are in dev/lib/.
set -euo pipefail

ORDERDESK_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
for part in common packages postgres kafka stack build; do
    # shellcheck source=/dev/null
    source "$ORDERDESK_ROOT/dev/lib/$part.sh"
done

usage() {
    cat <<'USAGE'
./dev.sh [-- ARGUMENTS]        install what is missing, build, start PostgreSQL, Kafka and Orderdesk; Ctrl-C stops them
./dev.sh test [ARGUMENTS]      build and run all tests with PostgreSQL and Kafka around them; arguments go to ctest
./dev.sh stack ACTION [NAME]   PostgreSQL and Kafka alone: start, stop, kill, pause, unpause (NAME: postgres or kafka, else both),
                               status, env (prints export lines: eval "$(./dev.sh stack env)"), own NUMBER COMMAND… (around one command)
                               PostgreSQL: standby (makes one that follows), detach (it follows no more), failover (it takes over)
./dev.sh kafka-console-producer [ARGUMENTS]
                               Kafka's own tools, on the running stack: also kafka-console-consumer, kafka-topics,
                               kafka-consumer-groups, kafka-configs, kafka-get-offsets
./dev.sh bench [NAME [ARG]…]   list or run benchmarks
./dev.sh translations          bring resources/translations/*.ts up to the texts of the window, and say what is missing
./dev.sh pictures              take the pictures of the documents (docs/pictures) anew: the real program, generated orders
./dev.sh format                format all C++ files
./dev.sh lint [--all | FILE…]  check format, shell scripts and, for changed, given or all files, clang-tidy
./dev.sh packages [GROUP…]     install the Debian packages of build, stack, test, lint (all by default)
./dev.sh help                  this

Variables: ORDERDESK_DEV_PG_PORT (25432), ORDERDESK_DEV_KAFKA_PORT (9092), ORDERDESK_HTTP_LISTEN (127.0.0.1:8081): other addresses
           ORDERDESK_DEV_STACK (auto): docker, native or embedded (no Kafka but the broker inside orderdesk)
           ORDERDESK_DEV_PRESET (release): the CMake preset of `test`
USAGE
}

usage_error() {
    printf 'dev.sh: %s\n\n' "$1" >&2
    usage >&2
    exit 2
}

main() {
    local command=${1:-run}
    case $command in
        run) run_orderdesk ;;
        --)
            shift
            run_orderdesk "$@"
            ;;
        test) run_tests "${@:2}" ;;
        stack) stack_command "${@:2}" ;;
        kafka-*)
            kafka_tool_class "$command" >/dev/null || usage_error "no such tool: $command"
            kafka_tool "$@"
            ;;
        bench) run_bench "${@:2}" ;;
        translations) update_translations ;;
        pictures) take_pictures ;;
        format) format_code ;;
        lint) run_lint "${@:2}" ;;
        packages)
            shift
            (($#)) || set -- build stack test lint
            ensure_packages "$@"
            ;;
        help | --help | -h) usage ;;
        *) usage_error "no such command: $command" ;;
    esac
}

# The whole file is read before anything runs, so that a checkout may change under a running dev.sh.
main "$@"
exit
