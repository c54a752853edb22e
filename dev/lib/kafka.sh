# shellcheck shell=bash
# The real Apache Kafka, one KRaft node, from the jars of Maven's repository: fetched once to .dev/kafka/VERSION/libs.

KAFKA_POM=$ORDERDESK_ROOT/dev/kafka/pom.xml
KAFKA_VERSION=$(sed -n 's:.*<kafka.version>\(.*\)</kafka.version>.*:\1:p' "$KAFKA_POM")
KAFKA_HOME=$FETCHED/kafka/$KAFKA_VERSION
KAFKA_DATA=$STATE/kafka/data
KAFKA_LOG=$STATE/kafka/kafka.log

java_command() { # Kafka 4 needs Java 17
    local java version
    for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java /usr/lib/jvm/default-java/bin/java /usr/lib/jvm/*/bin/java; do
        have "$java" || continue
        version=$("$java" -version 2>&1 | sed -nE '1s/.*"([0-9]+).*/\1/p')
        if ((${version:-0} >= 17)); then
            printf '%s' "$java"
            return 0
        fi
    done
    return 1
}

# Fetches the jars if they are not there yet. Maven keeps what it downloads in .dev too; a settings.xml of the user's is honoured.
kafka_fetch() {
    local checksum
    checksum=$(cksum <"$KAFKA_POM")
    [[ -e $KAFKA_HOME/complete && $(<"$KAFKA_HOME/complete") == "$checksum" ]] && return 0
    have mvn || return 1
    say "Fetching Apache Kafka $KAFKA_VERSION with Maven (45 MB, once)"
    rm -rf "$KAFKA_HOME"
    mkdir -p "$KAFKA_HOME"
    if ! timeout 900 mvn -B -q -f "$KAFKA_POM" -Dmaven.repo.local="$FETCHED/m2" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$KAFKA_HOME/libs" </dev/null >"$STATE/kafka/maven.log" 2>&1 9>&-; then
        note "$(grep -m1 -E 'ERROR' "$STATE/kafka/maven.log" | cut -c1-200)"
        note "whole log: $STATE/kafka/maven.log"
        rm -rf "$KAFKA_HOME"
        return 1
    fi
    printf '%s' "$checksum" >"$KAFKA_HOME/complete"
}

kafka_is_there() { [[ -e $KAFKA_HOME/complete ]] && java_command >/dev/null; }

# Fills KAFKA_JAVA with the command line up to the main class. A class data archive, made by the first server that stops in
# good order, halves the time every later server and tool takes to start.
kafka_java_command() { # LOGGING HEAP
    local java archive classpath
    java=$(java_command) || die "Kafka $KAFKA_VERSION needs Java 17 or newer"
    classpath=$(printf '%s:' "$KAFKA_HOME"/libs/*.jar)
    mkdir -p "$STATE/kafka/tmp"
    KAFKA_JAVA=("$java" "-Xmx$2" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr
        "-Djava.io.tmpdir=$STATE/kafka/tmp" "-Dlog4j2.configurationFile=$ORDERDESK_ROOT/dev/kafka/log4j2-$1.yaml" -cp "${classpath%:}")
    archive=$KAFKA_HOME/classes.jsa
    if [[ -e $archive ]]; then KAFKA_JAVA+=("-XX:SharedArchiveFile=$archive"); fi
}

# Starts the server; kafka_wait tells when it is ready, so that something else can start meanwhile.
kafka_launch() {
    local port controller KAFKA_JAVA
    port=$(read_state kafka.port)
    controller=$(free_port_from "$((port + 10000 < 65000 ? port + 10000 : port - 10000))")
    mkdir -p "$KAFKA_DATA"
    sed -e "s|@PORT@|$port|g" -e "s|@CONTROLLER_PORT@|$controller|g" -e "s|@DATA@|$KAFKA_DATA|g" \
        "$ORDERDESK_ROOT/dev/kafka/server.properties.in" >"$STATE/kafka/server.properties"
    kafka_java_command server 512m
    if [[ ! -e $KAFKA_DATA/meta.properties ]]; then
        # A number that begins with "-", one of 64, would be read as an option.
        "${KAFKA_JAVA[@]}" kafka.tools.StorageTool format -t "$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=' | sed 's/^-/A/')" \
            -c "$STATE/kafka/server.properties" >"$KAFKA_LOG" 2>&1 </dev/null 9>&- || {
            tail -n 20 "$KAFKA_LOG" >&2
            die "Kafka could not format $KAFKA_DATA"
        }
    fi
    [[ ! -e $KAFKA_LOG ]] || mv -f "$KAFKA_LOG" "$KAFKA_LOG.1"
    if [[ ! -e $KAFKA_HOME/classes.jsa && $STATE == "$FETCHED" ]]; then KAFKA_JAVA+=("-XX:ArchiveClassesAtExit=$KAFKA_HOME/classes.jsa.new"); fi
    setsid "${KAFKA_JAVA[@]}" kafka.Kafka "$STATE/kafka/server.properties" >"$KAFKA_LOG" 2>&1 </dev/null 9>&- &
    disown
    remember_process kafka "$!" || die "Kafka ended at once, see $KAFKA_LOG"
}

kafka_wait() {
    local deadline=$((SECONDS + 90))
    until grep -q 'Kafka Server started' "$KAFKA_LOG" 2>/dev/null; do
        if ! running_pid kafka >/dev/null; then
            grep -E 'ERROR|Exception' "$KAFKA_LOG" | head -n 5 >&2
            die "Kafka did not start, see $KAFKA_LOG"
        fi
        ((SECONDS < deadline)) || die "Kafka is not ready after 90 s, see $KAFKA_LOG"
        sleep 0.05
    done
    note "Kafka $KAFKA_VERSION on localhost:$(read_state kafka.port)"
    kafka_make_topic
}

# Once for each new cluster, so that a newcomer's first look at the lamps is not "the topic does not exist".
kafka_make_topic() {
    [[ $(read_state kafka.topic) != "$(read_state kafka.port):orders" ]] || return 0
    ORDERDESK_DEV_KAFKA_PORT=$(read_state kafka.port) kafka_tool kafka-topics --create --if-not-exists --topic orders \
        --partitions 4 >/dev/null 2>&1 || note "the topic orders could not be made yet: the first message makes it"
    write_state kafka.topic "$(read_state kafka.port):orders"
}

kafka_stop() {
    local pid
    pid=$(running_pid kafka) || return 0
    signal_tree CONT kafka
    kill -TERM "$pid" 2>/dev/null || true
    if wait_until_gone kafka 30; then
        if [[ -e $KAFKA_HOME/classes.jsa.new ]]; then mv -f "$KAFKA_HOME/classes.jsa.new" "$KAFKA_HOME/classes.jsa"; fi
    else
        kafka_kill
    fi
    forget_process kafka
}

kafka_kill() {
    local pid
    pid=$(running_pid kafka) || return 0
    kill -KILL "$pid" 2>/dev/null || true
    wait_until_gone kafka 10 || die "Kafka (pid $pid) does not die"
    rm -f "$KAFKA_HOME/classes.jsa.new"
    forget_process kafka
}

# Kafka's own command line tools by the names of its scripts. Without a server named, they talk to the running stack;
# the consoles read and write the topic `orders` unless told otherwise.
kafka_tool_class() {
    case $1 in
        kafka-console-producer) printf org.apache.kafka.tools.ConsoleProducer ;;
        kafka-console-consumer) printf org.apache.kafka.tools.consumer.ConsoleConsumer ;;
        kafka-topics) printf org.apache.kafka.tools.TopicCommand ;;
        kafka-consumer-groups) printf org.apache.kafka.tools.consumer.group.ConsumerGroupCommand ;;
        kafka-configs) printf kafka.admin.ConfigCommand ;;
        kafka-get-offsets) printf org.apache.kafka.tools.GetOffsetShell ;;
        *) return 1 ;;
    esac
}

kafka_tool() { # NAME ARGUMENTS…
    local name=$1 class KAFKA_JAVA extra=()
    shift
    class=$(kafka_tool_class "$name")
    if [[ $name == kafka-console-* && " $* " != *" --topic"[\ =]* && " $* " != *" --include"[\ =]* ]]; then extra+=(--topic orders); fi
    if [[ $(read_state kafka.mode) == docker ]]; then
        if [[ " $* " != *" --bootstrap-server"[\ =]* ]]; then extra+=(--bootstrap-server kafka:19092); fi
        compose exec -T kafka "/opt/kafka/bin/$name.sh" "${extra[@]}" "$@"
        return
    fi
    kafka_is_there || die "Kafka's tools are not here: './dev.sh stack start' fetches them. To send an order without them: build/release/orderdesk send FILE"
    if [[ " $* " != *" --bootstrap-server"[\ =]* ]]; then
        local port=${ORDERDESK_DEV_KAFKA_PORT:-$(read_state kafka.port "$DEFAULT_KAFKA_PORT")}
        # The tools themselves would try for a minute and then print a stack trace.
        port_is_taken "$port" || die "no Kafka on localhost:$port: ./dev.sh stack start"
        extra+=(--bootstrap-server "localhost:$port")
    fi
    kafka_java_command tools 256m
    # No exec: stack_start comes by here too, and goes on.
    "${KAFKA_JAVA[@]}" "$class" "${extra[@]}" "$@"
}
