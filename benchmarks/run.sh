#!/bin/sh
# Runs a benchmark against the built product and prints its figures: benchmarks/run.sh NAME [ARGUMENT...]
# Names: the files beside this script, without "Benchmark.java", in lower case.
set -eu
home=$(cd "${0%/*}/.." && pwd -P)
name=${1:?which benchmark? $(cd "$home/benchmarks" && ls ./*Benchmark.java | sed 's|./||; s|Benchmark.java||' | tr 'A-Z\n' 'a-z ')}
shift
file=$(cd "$home/benchmarks" && ls | grep -i "^${name}Benchmark.java$") || { echo "there is no benchmark $name" >&2; exit 2; }
. "$home/build/find-jdk.sh"
jdk_search || { jdk_missing >&2; exit 2; }
"$home/baton" --version >/dev/null
app=$home/target/baton/$(cat "$home/target/baton/current")
echo "# $name $*: $(nproc) cores, $("$jdk/bin/java" -version 2>&1 | sed -n 2p)"
exec "$jdk/bin/java" -Xmx512m --enable-native-access=ALL-UNNAMED -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -Dbaton.home="$home" -cp "$app/baton.jar:$app/lib/*" "$home/benchmarks/$file" "$@"
