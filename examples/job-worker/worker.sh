#!/bin/sh
# A job worker: does the actions of a custom type, with the aws CLI alone. See README.md.
#
#   worker.sh CATEGORY PROVIDER VERSION [--once]
#
# The work itself is the function `work`. It runs in two steps, to show how a job is continued: the first begins and
# says where it stands, the second, which may run in another worker on another machine, ends it.
set -u

type="category=${1:?usage: worker.sh CATEGORY PROVIDER VERSION [--once]},owner=Custom"
type="$type,provider=${2:?the provider is missing},version=${3:?the version is missing}"
once=${4-}

# An endpoint is named aloud, because older aws CLIs do not read AWS_ENDPOINT_URL.
pipeline() {
  if [ -n "${AWS_ENDPOINT_URL-}" ]; then
    aws --endpoint-url "$AWS_ENDPOINT_URL" codepipeline "$@"
  else
    aws codepipeline "$@"
  fi
}

# Begins with a configuration and prints what the second step needs to know.
begin() {
  echo "oven-of-$1"
}

# Ends what was begun; a failure fails the action.
end() {
  case $1 in
    oven-of-burnt) return 1 ;;
    *) echo "baked in ${1#oven-of-}" ;;
  esac
}

failed() { # JOB MESSAGE
  pipeline put-job-failure-result --job-id "$1" --failure-details "type=JobFailed,message=$2"
}

work() { # JOB TOKEN CONFIGURATION
  if [ "$2" = None ]; then
    token=$(begin "$3") || { failed "$1" "it could not begin"; return; }
    echo "job $1: $3 is in the oven"
    pipeline put-job-success-result --job-id "$1" --continuation-token "$token" \
      --execution-details "summary=In the oven,externalExecutionId=$token,percentComplete=50"
  elif summary=$(end "$2"); then
    echo "job $1: $summary"
    pipeline put-job-success-result --job-id "$1" --output-variables "Loaf=$2" \
      --execution-details "summary=$summary,externalExecutionId=$2,percentComplete=100"
    done=yes
  else
    echo "job $1: burnt"
    failed "$1" burnt
    done=yes
  fi
}

done=no
until [ "$once" = --once ] && [ "$done" = yes ]; do
  job=$(pipeline poll-for-jobs --action-type-id "$type" --max-batch-size 1 --output text --query \
    'jobs[0].[id, nonce, data.continuationToken, data.actionConfiguration.configuration.Bread]') || exit
  [ "$job" = None ] && { sleep 1; continue; }
  # shellcheck disable=SC2086 # four words
  set -- $job
  # Another worker may have been quicker: only who is told InProgress has the job.
  state=$(pipeline acknowledge-job --job-id "$1" --nonce "$2" --query status --output text) || continue
  [ "$state" = InProgress ] && work "$1" "$3" "$4"
done
