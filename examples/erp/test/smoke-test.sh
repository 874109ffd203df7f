#!/usr/bin/env bash
# smoke-test.sh RELEASE: starts each service of a release on a free port, asks for /health, stops it again.
release=${1:?usage: smoke-test.sh RELEASE}
logs=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait; rm -rf "$logs"' EXIT

# wait_for_port LOG: prints the port that the service says it listens on; gives up after 20 seconds.
wait_for_port() {
  local port
  for _ in $(seq 200); do
    port=$(sed -n 's/.* listens on .*:\([0-9]*\)$/\1/p' "$1" 2>/dev/null)
    if [ -n "$port" ]; then
      echo "$port"
      return 0
    fi
    sleep 0.1
  done
  return 1
}

# health PORT: the answer to GET /health, asked by bash itself, since curl may not be there.
health() {
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET /health HTTP/1.0\r\n\r\n' >&3
  cat <&3
  exec 3>&-
}

for jar in "$release"/services/*.jar; do
  PORT=0 java -XX:TieredStopAtLevel=1 -jar "$jar" >"$logs/$(basename "$jar" .jar)" 2>&1 &
  pids+=($!)
done

failures=0
for jar in "$release"/services/*.jar; do
  service=$(basename "$jar" .jar)
  if port=$(wait_for_port "$logs/$service") && health "$port" | grep -q '"status":"up"'; then
    echo "ok      $service is up"
  else
    echo "FAILED  $service is not up"
    cat "$logs/$service"
    failures=$((failures + 1))
  fi
done
echo "${#pids[@]} services, $failures failed"
[ "$failures" -eq 0 ]
