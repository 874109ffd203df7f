#!/bin/sh
# Sets the parameters that buildspec.yml reads. BATON names the command when it is not on the PATH: BATON=./baton sh set-parameters.sh
set -eu
set_parameter() {
  printf '%s\n' "$2" | "${BATON:-baton}" params set "$1"
}
set_parameter /erp/dev/account-id 123456789012
set_parameter /erp/dev/ecr/repository 123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/erp
set_parameter /erp/dev/quality/min-tests 10
