# shellcheck shell=bash
# A private PostgreSQL cluster from Debian's packages: data, socket, log and password in one folder, normally .dev/postgres.
# PostgreSQL does not run as root: when dev.sh does, the cluster belongs to the system user `postgres`.

postgres_bindir() { # the newest server there is
    local dir best=
    for dir in /usr/lib/postgresql/*/bin; do
        [[ -x $dir/postgres && -x $dir/initdb ]] || continue
        if [[ -z $best ]] || (($(postgres_major "$dir") > $(postgres_major "$best"))); then best=$dir; fi
    done
    [[ -n $best ]] && printf '%s' "$best"
}
postgres_major() { local path=${1%/bin} && printf '%s' "${path##*/}"; }

postgres_user() { if ((EUID == 0)); then printf postgres; else id -un; fi; }

as_postgres() {
    if ((EUID == 0)); then
        local user
        user=$(postgres_user)
        (cd / && setpriv --reuid="$user" --regid="$(id -gn "$user")" --init-groups -- "$@")
    else
        "$@"
    fi
}

# The folder of the cluster. The system user must be able to walk to it, and this script changes no permission outside the
# checkout: where it cannot, the folder is made in the temporary folder and remembered.
postgres_home() {
    local home
    home=$(read_state postgres.home)
    if [[ -z $home || ! -d $home ]]; then
        home=$STATE/postgres
        mkdir -p "$home"
        if ((EUID == 0)); then chown "$(postgres_user):" "$home"; fi
        chmod 700 "$home"
        if ! as_postgres test -w "$home" 2>/dev/null; then
            rmdir "$home"
            home=$(mktemp -d "${TMPDIR:-/var/tmp}/orderdesk-postgres.XXXXXX")
            chown "$(postgres_user):" "$home"
            note "user $(postgres_user) cannot reach $STATE: PostgreSQL's data lives in $home"
        fi
        write_state postgres.home "$home"
    fi
    printf '%s' "$home"
}

postgres_password() { cat "$(postgres_home)/password"; }

# A Unix socket's path is limited to 107 bytes; in a deep checkout there is TCP only.
postgres_socket_dir() {
    local dir
    dir=$(postgres_home)
    if ((${#dir} + ${#1} + 11 <= 107)); then printf '%s' "$dir"; fi
}

postgres_create_cluster() { # HOME BINDIR
    local home=$1 bin=$2 password
    password=$(head -c 24 /dev/urandom | base64 | tr -d '/+=')
    (umask 077 && printf '%s\n' "$password" >"$home/password")
    if ((EUID == 0)); then chown "$(postgres_user):" "$home/password"; fi
    say "Creating a PostgreSQL $(postgres_major "$bin") cluster in $home"
    rm -rf "$home/data.new"
    as_postgres "$bin/initdb" -D "$home/data.new" -U postgres --pwfile="$home/password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$home/initdb.log" 2>&1 || {
        tail -n 20 "$home/initdb.log" >&2
        die "PostgreSQL's initdb failed"
    }
    as_postgres sh -c "cat >>'$home/data.new/postgresql.conf'" <<'CONF'
log_line_prefix = '%m [%p] %q%u@%d '
max_connections = 200
CONF
    mv "$home/data.new" "$home/data"
}

postgres_psql() { # SQL comes on standard input; the superuser's work
    PGPASSWORD=$(postgres_password) PGCONNECT_TIMEOUT=10 "$(postgres_bindir)/psql" -X -q -v ON_ERROR_STOP=1 \
        -h 127.0.0.1 -p "$(read_state postgres.port)" -U postgres -d postgres
}

# The role owns its database and may create more of them for tests; the password reaches psql by the environment only.
postgres_prepare() {
    [[ -e $RUN/postgres.prepared && $(<"$RUN/postgres.prepared") == "$(postgres_home)" ]] && return 0
    postgres_psql >/dev/null <<'SQL' || die "could not create PostgreSQL's role and database"
\set password `printf %s "$PGPASSWORD"`
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orderdesk') AS missing \gset
\if :missing
CREATE ROLE orderdesk LOGIN CREATEDB PASSWORD :'password';
\endif
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'orderdesk') AS missing \gset
\if :missing
CREATE DATABASE orderdesk OWNER orderdesk;
\endif
SQL
    write_state postgres.prepared "$(postgres_home)"
}

postgres_start() {
    local bin home port socket
    bin=$(postgres_bindir) || die "PostgreSQL's server is not installed"
    home=$(postgres_home)
    [[ -d $home/data ]] || postgres_create_cluster "$home" "$bin"
    if [[ $(<"$home/data/PG_VERSION") != "$(postgres_major "$bin")" ]]; then
        bin=/usr/lib/postgresql/$(<"$home/data/PG_VERSION")/bin
        [[ -x $bin/postgres ]] || die "$home/data was made by PostgreSQL $(<"$home/data/PG_VERSION"), which is not installed: remove $home to begin anew"
    fi
    port=$(read_state postgres.port)
    socket=$(postgres_socket_dir "$port")
    # After a SIGKILL the last backends take a moment to notice; until then the new server refuses the data folder.
    local try
    for try in 1 2 3 4 5; do
        if as_postgres "$bin/pg_ctl" start -w -t 60 -s -D "$home/data" -l "$home/log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$socket'" \
            </dev/null >"$RUN/pg_ctl.log" 2>&1 9>&-; then
            break
        fi
        ((try < 5)) || {
            tail -n 20 "$home/log" "$RUN/pg_ctl.log" >&2
            die "PostgreSQL did not start"
        }
        sleep 0.5
    done
    remember_process postgres "$(head -n 1 "$home/data/postmaster.pid")" || die "PostgreSQL ended at once, see $home/log"
    postgres_prepare
    note "PostgreSQL $(postgres_major "$bin") on 127.0.0.1:$port"
}

postgres_stop() { # fast: clients are cut off, transactions rolled back, data written
    local pid
    pid=$(running_pid postgres) || return 0
    signal_tree CONT postgres
    kill -INT "$pid" 2>/dev/null || true
    wait_until_gone postgres 30 || kill -QUIT "$pid" 2>/dev/null || true
    wait_until_gone postgres 10 || die "PostgreSQL (pid $pid) does not stop"
    forget_process postgres
    postgres_standby_stop
}

postgres_kill() { # as a crash: no shutdown checkpoint, recovery at the next start
    local pid
    pid=$(running_pid postgres) || return 0
    signal_tree CONT postgres
    kill -QUIT "$pid" 2>/dev/null || true
    wait_until_gone postgres 10 || die "PostgreSQL (pid $pid) does not die"
    forget_process postgres
    postgres_standby_stop
}

# --- a standby -------------------------------------------------------------------------------------------------------

postgres_standby_port() { printf '%s' $(($(read_state postgres.port) + 50)); }

# Made anew from the server that runs, which it follows asynchronously.
postgres_standby_start() {
    local bin home
    bin=$(postgres_bindir)
    home=$(postgres_home)
    postgres_standby_stop
    rm -rf "$home/standby"
    PGPASSWORD=$(postgres_password) as_postgres "$bin/pg_basebackup" -D "$home/standby" -h 127.0.0.1 -p "$(read_state postgres.port)" \
        -U postgres -X stream -R -c fast --no-sync >"$RUN/basebackup.log" 2>&1 || die "pg_basebackup failed, see $RUN/basebackup.log"
    as_postgres "$bin/pg_ctl" start -w -t 60 -s -D "$home/standby" -l "$home/standby.log" \
        -o "-p $(postgres_standby_port) -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" </dev/null >"$RUN/pg_ctl.log" 2>&1 9>&- ||
        die "the standby did not start, see $home/standby.log"
    remember_process standby "$(head -n 1 "$home/standby/postmaster.pid")"
}

postgres_standby_psql() {
    PGPASSWORD=$(postgres_password) "$(postgres_bindir)/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 \
        -p "$(postgres_standby_port)" -U postgres -d postgres -c "$1"
}

postgres_standby_detach() { # it receives nothing more
    local try
    postgres_standby_psql "alter system set primary_conninfo = ''"
    postgres_standby_psql "select pg_reload_conf()" >/dev/null
    for ((try = 0; try < 100; try++)); do
        if [[ $(postgres_standby_psql "select count(*) from pg_stat_wal_receiver where pid is not null") == 0 ]]; then return 0; fi
        sleep 0.1
    done
    die "the standby still follows"
}

# The server dies, and the standby becomes the server, at its address.
postgres_failover() {
    local bin home pid
    bin=$(postgres_bindir)
    home=$(postgres_home)
    pid=$(running_pid standby) || die "there is no standby"
    kill -INT "$pid"
    wait_until_gone standby 30 || die "the standby does not stop"
    forget_process standby
    postgres_kill
    rm -rf "$home/data"
    mv "$home/standby" "$home/data"
    postgres_start
    as_postgres "$bin/pg_ctl" promote -w -s -D "$home/data" >>"$RUN/pg_ctl.log" 2>&1 || die "the standby was not promoted"
}

postgres_standby_stop() {
    local pid
    pid=$(running_pid standby) || return 0
    kill -QUIT "$pid" 2>/dev/null || true
    wait_until_gone standby 10 || die "the standby (pid $pid) does not die"
    forget_process standby
}
