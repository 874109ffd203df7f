#!/bin/sh
# build-service.sh SERVICE MAIN-CLASS: compiles a service, runs its tests, packs target/SERVICE.jar. Each service's build.sh calls it.
# It needs a JDK, 17 or newer, on the PATH; there is nothing to download. When a test fails there is no jar.
set -eu

service=$1
main=$2
cd "$(dirname "$0")/$service"

for tool in javac java jar; do
  command -v "$tool" >/dev/null || { echo "No $tool on the PATH: a JDK, 17 or newer, is needed" >&2; exit 1; }
done

# Each of these JVMs lives for a second: it need not optimise itself
quick="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

# compile OUTPUT SOURCES...: compiles the folders SOURCES into the folder OUTPUT.
compile() {
  output=$1
  shift
  mkdir -p "$output"
  find "$@" -name '*.java' >"$output.files"
  javac $(printf -- '-J%s ' $quick) --release 17 -encoding UTF-8 -Xlint:all,-serial,-options -proc:none \
    -cp target/classes -d "$output" @"$output.files"
}

rm -rf target
compile target/classes ../shared/src/main/java src/main/java
compile target/test-classes ../testing/src/main/java ../shared/src/test/java src/test/java
java $quick -cp target/classes:target/test-classes com.example.erp.testing.TestRunner target/test-classes target/reports
jar --create --file "target/$service.jar" --main-class "$main" -C target/classes .
echo "Built $service/target/$service.jar"
