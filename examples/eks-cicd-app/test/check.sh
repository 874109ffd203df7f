#!/bin/sh
# Do the files of this repository fit together? Needs nothing but a POSIX shell and its usual tools.
cd "$(dirname "$0")/.." || exit 1
failures=0

# check WHAT COMMAND...: reports WHAT, and counts it as a failure unless COMMAND succeeds.
check() {
  what=$1
  shift
  if "$@" >/dev/null 2>&1; then
    echo "ok      $what"
  else
    echo "FAILED  $what"
    failures=$((failures + 1))
  fi
}

main=$(sed -n 's/.*"main": *"\([^"]*\)".*/\1/p' package.json)
port=$(sed -n 's/.*process\.env\.PORT || \([0-9]*\).*/\1/p' app.js)

check "package.json has a version of three numbers" grep -Eq '"version": *"[0-9]+\.[0-9]+\.[0-9]+"' package.json
check "package.json names a main file that is there ($main)" test -s "$main"
check "app.js has a default port ($port)" test -n "$port"
check "Dockerfile exposes that port" grep -q "^EXPOSE $port\$" Dockerfile
check "Dockerfile starts the main file" grep -q "^CMD .*\"$main\"" Dockerfile
check "k8s-deployment.yaml: the container listens on that port" grep -q "containerPort: $port\$" k8s-deployment.yaml
check "k8s-deployment.yaml: the service forwards to that port" grep -q "targetPort: $port\$" k8s-deployment.yaml
check "k8s-deployment.yaml leaves the image to the build" grep -q 'image: IMAGE_URI$' k8s-deployment.yaml

echo "$failures failed"
[ "$failures" -eq 0 ]
