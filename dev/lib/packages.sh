# shellcheck shell=bash
# The Debian packages Orderdesk is built, run, tested and checked with: Debian 12 and 13.

PACKAGES_BASE=(git iproute2 procps util-linux) # what dev.sh itself needs
PACKAGES_BUILD=(
    ccache cmake g++ mold ninja-build pkg-config
    qt6-base-dev qt6-httpserver-dev qt6-svg-dev qt6-websockets-dev qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools qt6-translations-l10n
    libqt6sql6-psql libqt6svg6
    libexpected-dev libkainjow-mustache-dev libpq-dev librdkafka-dev libsimdjson-dev libsystemd-dev libvalijson-dev nlohmann-json3-dev prometheus-cpp-dev
    fontconfig fonts-dejavu-core
)
PACKAGES_STACK=(default-jre-headless maven postgresql)
PACKAGES_TEST=(curl python3 xvfb)
PACKAGES_LINT=(clang clang-format clang-tidy shellcheck)

debian_release() {
    local VERSION_ID=12
    # shellcheck source=/dev/null
    if [[ -r /etc/os-release ]]; then VERSION_ID=$(. /etc/os-release && printf '%s' "${VERSION_ID:-99}"); fi
    printf '%s' "${VERSION_ID%%.*}"
}

package_is_there() {
    # Any PostgreSQL server will do, whichever package it came from.
    [[ $1 == postgresql ]] && postgres_bindir >/dev/null && return 0
    [[ ${INSTALLED_PACKAGES-} == *" $1 "* ]]
}

missing_packages() {
    local package
    # dpkg-query fails when it knows nothing of one of them: that is the answer, not an error.
    INSTALLED_PACKAGES=" $({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } | sed -n 's/^installed //p' | tr '\n' ' ')"
    for package; do package_is_there "$package" || printf '%s\n' "$package"; done
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Asks apt for exactly these packages.
apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -qq -y --no-install-recommends "$@" \
        </dev/null >"$STATE/apt.log" 2>&1 || {
        tail -n 20 "$STATE/apt.log" >&2
        die "apt-get could not install: $* (whole log: $STATE/apt.log)"
    }
}

# Debian's server package makes and starts a cluster of its own for the whole system when it is first installed. Nobody here
# asked for one: its switch is off during the installation, and the file is put back byte by byte afterwards.
apt_install_postgresql() {
    local conf=/etc/postgresql-common/createcluster.conf saved rc=0
    apt_install postgresql-common
    saved=$(mktemp)
    cp "$conf" "$saved"
    as_root sh -c "printf '\ncreate_main_cluster = false\n' >>'$conf'"
    (apt_install postgresql) || rc=$?
    as_root sh -c "cat '$saved' >'$conf'"
    rm -f "$saved"
    return "$rc"
}

# Installs what is missing of the named groups (build, stack, test, lint); costs some milliseconds when nothing is.
ensure_packages() {
    local group wanted=("${PACKAGES_BASE[@]}") missing debian
    debian=$(debian_release)
    for group; do
        case $group in
            build)
                wanted+=("${PACKAGES_BUILD[@]}")
                # Since Debian 13 the plugin that lets Qt read SVG icons is a package of its own.
                if ((debian >= 13)); then wanted+=(qt6-svg-plugins); fi
                ;;
            stack) wanted+=("${PACKAGES_STACK[@]}") ;;
            test) wanted+=("${PACKAGES_TEST[@]}") ;;
            lint)
                wanted+=("${PACKAGES_LINT[@]}")
                # What clang's sanitizers and libFuzzer link; the package carries clang's version in its name.
                if ((debian >= 13)); then wanted+=(libclang-rt-19-dev); else wanted+=(libclang-rt-14-dev); fi
                ;;
            *) usage_error "no such group of packages: $group" ;;
        esac
    done
    if ! have dpkg-query || ! have apt-get; then
        note "this is no Debian: the packages of dev/lib/packages.sh are taken to be installed"
        return 0
    fi
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    ((${#missing[@]})) || return 0

    if ((EUID != 0)) && ! have sudo; then
        die "not root and no sudo here. Have these packages installed: apt-get install --no-install-recommends ${missing[*]}"
    fi
    state_init
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq </dev/null >"$STATE/apt.log" 2>&1 || note "apt-get update failed; going on with the lists there are"
    if [[ " ${missing[*]} " == *" postgresql "* ]]; then
        apt_install_postgresql
        mapfile -t missing < <(missing_packages "${wanted[@]}")
        ((${#missing[@]})) || return 0
    fi
    apt_install "${missing[@]}"
}
