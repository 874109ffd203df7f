#!/bin/sh
# Makes the cache of loaded and linked classes from which the command line starts: train.sh HOME JAVA JAR CACHE FLAGS...
# One run of a real pipeline in a place of its own: what it loads is what the next commands will need.
set -u
home=$1 java=$2 jar=$3 cache=$4
shift 4

place=$(mktemp -d) || exit 1
trap 'rm -rf "$place" "$cache.new"' EXIT
cp -R "$home/examples/hello" "$place/hello" && cd "$place/hello" || exit 1

# The cache is written when the JVM exits, whatever its exit code.
BATON_DATA=$place/data "$java" "$@" -XX:AOTCacheOutput="$cache.new" -Dbaton.home="$home" -jar "$jar" run --approve all
[ -s "$cache.new" ] && mv "$cache.new" "$cache"
