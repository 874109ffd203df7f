# Finds a JDK 25 or newer; sourced by the launcher and by the build.
# Each candidate is judged by its `release` file: starting every java would take longer than Baton itself.
# The folders are those in which Maven's toolchains plugin looks, so that launcher and build agree.

jdk_wanted=25
jdk=           # home of the first JDK that will do
jdk_build=     # its exact build: what a cache of compiled code depends on
jdk_seen=      # what was found and is too old or cannot compile, for the message

# Looks at one folder; true when it is a JDK that will do.
jdk_try() {
  [ -f "$1/release" ] || return 1
  jdk_version= jdk_runtime= jdk_maker=
  while IFS='=' read -r jdk_key jdk_value; do
    jdk_value=${jdk_value#\"} jdk_value=${jdk_value%\"}
    case $jdk_key in
      JAVA_VERSION) jdk_version=$jdk_value ;;
      JAVA_RUNTIME_VERSION) jdk_runtime=$jdk_value ;;
      IMPLEMENTOR_VERSION) jdk_maker=$jdk_value ;;
    esac
  done <"$1/release"
  jdk_major=${jdk_version%%[!0-9]*}
  if [ "${jdk_major:-0}" -ge "$jdk_wanted" ] && [ -x "$1/bin/javac" ]; then
    jdk=$1 jdk_build=${jdk_maker:-jdk}-${jdk_runtime:-$jdk_version}
    case $jdk_build in *[!A-Za-z0-9.+_-]*) jdk_build=jdk-$jdk_version ;; esac # it becomes part of a file name
    return 0
  fi
  jdk_seen="$jdk_seen
  ${jdk_version:-unknown version} in $1"
  return 1
}

jdk_search() {
  jdk_seen=
  jdk_user=${HOME:-/nonexistent}
  if [ -n "${JAVA_HOME:-}" ]; then jdk_try "$JAVA_HOME" && return; fi
  jdk_java=$(command -v java) && jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) && jdk_try "${jdk_java%/bin/java}" && return
  for jdk_folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/jdk/* /usr/local/java/* /opt/java/* \
    "$jdk_user"/.sdkman/candidates/java/* "$jdk_user"/.jdks/* "$jdk_user"/.m2/jdks/* "$jdk_user"/.gradle/jdks/* \
    "$jdk_user"/.local/share/mise/installs/java/* "$jdk_user"/.asdf/installs/java/* "$jdk_user"/.jenv/versions/* \
    "$jdk_user"/.jbang/cache/jdks/* "$jdk_user"/.jabba/jdk/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$jdk_user"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    jdk_try "$jdk_folder" && return
  done
  return 1
}

jdk_missing() {
  printf 'Baton needs a JDK %s or newer, and none was found.' "$jdk_wanted"
  [ -z "$jdk_seen" ] || printf ' There is only:%s' "$jdk_seen"
  printf '\nInstall one (any vendor; a package of your system, SDKMAN or mise will do), or set JAVA_HOME to one.\n'
}
