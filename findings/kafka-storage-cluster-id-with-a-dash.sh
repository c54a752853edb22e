#!/usr/bin/env bash
# Kafka 4.3.1 (Maven: org.apache.kafka:kafka_2.13) and the number of a cluster. kafka-storage wants a UUID in base64url, that is any 16
# bytes. One of 64 such texts begins with "-", and with -t, as the documentation has it, the tool then takes the number for another
# option and refuses it: "expected one argument". Quotes do not help; --cluster-id=NUMBER in one word does, and the cluster that is made
# so has that number. Kafka's own random-uuid never prints one of these, so only who makes the 16 bytes elsewhere meets it, once in 64.
#
# Seen: -t with "A" at the front formats; -t with "-" fails with a usage message; --cluster-id= with "-" formats, and meta.properties
# has the number.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>4.3.1</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q -Dmaven.repo.local="$scratch/m2" dependency:copy-dependencies -DoutputDirectory="$scratch/libs" </dev/null

cat >server.properties <<CONF
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:29093
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
listeners=PLAINTEXT://127.0.0.1:29092,CONTROLLER://127.0.0.1:29093
CONF

failed=0
expect() { # formatted|refused FOLDER ARGUMENT…
    local wanted=$1 folder=$2 seen=refused
    shift 2
    sed "\$a log.dirs=$scratch/$folder" server.properties >"$folder.properties"
    if java -cp "$scratch/libs/*" kafka.tools.StorageTool format "$@" -c "$folder.properties" >"$folder.log" 2>&1; then seen=formatted; fi
    printf '%-38s %s\n' "$*" "$seen"
    [[ $seen == "$wanted" ]] || failed=1
}
expect formatted plain -t AAAAAAAAAAAAAAAAAAAAAA
expect refused dash -t -AAAAAAAAAAAAAAAAAAAAA
grep -q 'expected one argument' dash.log || failed=1
expect formatted word --cluster-id=-AAAAAAAAAAAAAAAAAAAAA
grep -q '^cluster.id=-AAAAAAAAAAAAAAAAAAAAA$' word/meta.properties || failed=1
if ((failed)); then echo 'the behaviour has changed'; else echo 'as described'; fi
exit "$failed"
