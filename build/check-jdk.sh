#!/bin/sh
# Says in one sentence what the build lacks; Maven's own message about toolchains speaks of a file that nobody needs here.
. "${0%/*}/find-jdk.sh"
jdk_search || { jdk_missing; exit 1; }
