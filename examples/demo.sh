#!/bin/sh
# The story of the README, told with real commands: `./baton demo` starts it. It stays in a temporary folder and removes it.
# BATON names the command; BATON_DEMO_JDK a JDK for the builds of Java, when there is no javac on the PATH.
set -eu

examples=$(cd "${0%/*}" && pwd -P)
: "${BATON:?says which baton to show}"
place=$(mktemp -d "${TMPDIR:-/tmp}/baton-demo.XXXXXX")
trap 'rm -rf "$place"' EXIT
trap 'exit 130' INT TERM

export BATON_DATA="$place/data" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
command -v javac >/dev/null || PATH=$PATH:${BATON_DEMO_JDK:+$BATON_DEMO_JDK/bin}

if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold= plain=; fi
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
baton() { # shows the command as one would type it, and runs it; the status is left in $status
  printf '\n$ baton'
  for word; do
    case $word in *' '*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
  status=0
  "$BATON" "$@" || status=$?
}
expect() { # STATUS: the story goes on only if it is true
  [ "$status" = "$1" ] || { echo "demo: the command ended with $status, not $1; see above" >&2; exit 1; }
}
essence() { # of a long log: what started, what ended, what the gate says, and the last table
  grep -E '^-- |^Quality gate|^(STAGE|Source|Build|Test|Approval|Deploy) |^[0-9a-f-]{36} of' || :
}
repository() { # NAME: a git repository made from the example
  cp -R "$examples/$1" "$place/$1"
  git -C "$place/$1" init -q -b main
  git -C "$place/$1" add -A
  git -C "$place/$1" -c user.name=Demo -c user.email=demo@example.org commit -q -m "$2"
}

say "1. A small web app: source, build, a person's approval, deployment"
repository eks-cicd-app "Say hello"
cd "$place/eks-cicd-app"
baton run pipeline.json --source . --no-wait
expect 4
echo "(exit 4: it waits for a person. This is how one answers:)"
baton approve @ -m "looks good" --wait
expect 0
echo
echo "What was deployed:"
(cd "$BATON_DATA/s3" && find . -type f | sort)

say "2. Four Java services, built side by side; a gate that fails, and the retry"
repository erp "Add the services"
cd "$place/erp"
BATON=$BATON sh demo/set-parameters.sh >/dev/null
echo "Each service needs so many tests; one of them has 14:"
printf '\n$ echo 15 | baton params set /erp/dev/quality/min-tests\n'
echo 15 | "$BATON" params set /erp/dev/quality/min-tests
"$BATON" run pipeline.json --source . --no-wait >"$place/erp.log" 2>&1 && status=0 || status=$?
printf '\n$ baton run pipeline.json --source . --no-wait\n'
essence <"$place/erp.log"
expect 1
echo
echo "The gate was too strict. The cause lies outside of the source, so the same execution can go on; only what failed runs again:"
printf '\n$ echo 10 | baton params set /erp/dev/quality/min-tests\n'
echo 10 | "$BATON" params set /erp/dev/quality/min-tests
printf '\n$ baton retry @ Build --wait\n'
"$BATON" retry @ Build --wait >"$place/erp.log" 2>&1 && status=0 || status=$?
essence <"$place/erp.log"
expect 4
baton approve @ Approval/Release -m "released" --wait
expect 0

say "3. What happened"
baton executions eks-cicd-app
baton executions erp-unified-pipeline
baton show @

say "Try next, in a repository of your own with a buildspec.yml:"
cat <<'NEXT'
  ./baton build --source DIRECTORY            one build, in a copy of your working tree
  ./baton validate pipeline.json              everything that is wrong with a definition, at once
  ./baton run pipeline.json                   the whole pipeline; kill it with -9 and type: ./baton resume
  ./baton --help                              the rest
NEXT
