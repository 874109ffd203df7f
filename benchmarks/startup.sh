#!/usr/bin/env bash
# How long a command line takes to start: ./baton --help with its class cache, without it, and the launcher's share.
# Usage: benchmarks/startup.sh [RUNS]; on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20}

median() { # COMMAND...
  for _ in $(seq "$runs"); do
    local from=$EPOCHREALTIME
    "$@" >/dev/null
    local to=$EPOCHREALTIME
    echo $((${to/./} - ${from/./}))
  done | sort -n | awk '{ t[NR] = $1 } END { printf "%.0f ms (best %.0f, worst %.0f)\n", t[int((NR + 1) / 2)] / 1000, t[1] / 1000, t[NR] / 1000 }'
}

./baton --version >/dev/null
app=target/baton/$(cat target/baton/current)
until compgen -G "$app/server-*.aot" >/dev/null; do
  echo "waiting for the caches that the first command has ordered" >&2
  sleep 1
done
. build/find-jdk.sh
jdk_search

launcher=$(mktemp ./baton-XXXXXX)
trap 'rm -f "$launcher"' EXIT
sed 's/^exec .*/exec true/' baton >"$launcher"
chmod +x "$launcher"

echo "runs          $runs, median"
echo "jdk           $jdk_build"
echo "launcher      $(median "$launcher")"
echo "--help        $(median ./baton --help)"
echo "without cache $(median "$jdk/bin/java" -XX:+UseSerialGC -jar "$app/baton.jar" --help)"
