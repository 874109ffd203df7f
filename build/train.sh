#!/bin/sh
# Makes the caches of loaded and linked classes from which the command line starts: train.sh HOME JAVA APP JDK FLAGS...
# All classes of a cache are brought in at once, so that --help, which needs few of them, has a small one of its own.
set -u
home=$1 java=$2 app=$3 jdk_build=$4
shift 4

place=$(mktemp -d) || exit 1
trap 'rm -rf "$place" "$app"/*.aot.new*' EXIT
cp -R "$home/examples/hello" "$place/hello" && cd "$place/hello" || exit 1

# train KIND FLAGS... -jar ...: the JVM writes the cache when it exits, whatever its exit code.
train() {
  kind=$1
  shift
  BATON_DATA=$place/data "$java" -XX:AOTCacheOutput="$app/$kind-$jdk_build.aot.new" -Dbaton.home="$home" \
    -Dorg.sqlite.lib.path="$app/native" "$@" &
  trained=$!
}
trained() {
  wait $trained
  [ -s "$app/$1-$jdk_build.aot.new" ] && mv "$app/$1-$jdk_build.aot.new" "$app/$1-$jdk_build.aot"
}

train help "$@" -XX:TieredStopAtLevel=1 -jar "$app/baton.jar" --help
trained help
# A real pipeline: what it loads is what the other commands need.
train cli "$@" -XX:TieredStopAtLevel=1 -jar "$app/baton.jar" run --approve all
trained cli
# A server, from its start to its stop.
train server "$@" -jar "$app/baton.jar" server --listen 127.0.0.1:0 --no-auth >"$place/says"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  grep -q listens "$place/says" && break
  sleep 1
done
kill $trained && trained server
