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
  cache=$app/$1-$jdk_build.aot
  shift
  BATON_DATA=$place/data "$java" -XX:AOTCacheOutput="$cache.new" -Dbaton.home="$home" -Dorg.sqlite.lib.path="$app/native" "$@"
  [ -s "$cache.new" ] && mv "$cache.new" "$cache"
}

train help "$@" -jar "$app/baton.jar" --help
# A real pipeline: what it loads is what the other commands need.
train cli "$@" -jar "$app/baton.jar" run --approve all
