package dev.baton.model.build.program;

/** The part of every program that does not depend on the recipe. */
final class Prelude {

  private Prelude() {}

  /**
   * Functions of the commands' shell. They use builtins only: a fork for each command would cost
   * more than most commands.
   */
  static final String FUNCTIONS =
      """
      # --- events: NUL-terminated fields on descriptor 3, and a mark at their place in the log (descriptor 4).
      # Their token comes over standard input. While a command runs it is no variable, but lies in a pipe.
      _baton_say() { # kind, fields...
        printf '%s\\0' "$_baton_token" "$@" >&3 && printf '\\0%s\\0' "$_baton_token" >&4
      }
      _baton_hide() {
        exec 5<<EOF
      $_baton_token
      EOF
        unset _baton_token
      }

      # --- options end with the command that set them
      _baton_plain() {
        set +aefuvxCbm
        [ "$_baton_bash" = 0 ] || _baton_plain_bash
      }
      _baton_plain_bash() {
        set -hB +kEHPT +o pipefail
        [ "$BASHOPTS" = "$_baton_shopt" ] || _baton_shopt_back
      }
      _baton_shopt_back() { # evaluated late, because a plain sh cannot even read it
        eval 'eval "shopt -u ${BASHOPTS//:/ }; shopt -s ${_baton_shopt//:/ }"'
      }

      # --- variables and directory, for the next shell, should this one end; written to two files by turns
      _baton_record() { # number, what
        if [ "$_baton_slot" = a ]; then _baton_slot=b; else _baton_slot=a; fi
        if [ "$_baton_bash" = 1 ]; then declare -p; else set; export -p; readonly -p; fi >|"$_baton_state/$_baton_slot"
        printf '%s %s %s\\n' "$1" "$_baton_slot" "$2" >|"$_baton_state/at"
      }
      _baton_exit() {
        { _baton_plain; _baton_text=; _baton_record "$_baton_number" ended; } 2>/dev/null
      }

      # --- phases
      _baton_phase() { # number, phase
        [ "$1" -ge "$_baton_from" ] && [ "$_baton_over" = 0 ] || return 0
        _baton_user_at "$1"
        if [ "$_baton_user" != "$_baton_me" ]; then
          unset _baton_token
          _baton_record "$1" switch
          trap - EXIT
          exit 0
        fi
        _baton_phase_well=1 _baton_well=1
        _baton_say phase-started "$2"
      }
      _baton_finally() { # number: what follows runs in any case
        [ "$1" -lt "$_baton_from" ] || _baton_well=1
      }
      _baton_phase_end() { # number, phase, what a failure means: stop or go-on
        [ "$1" -ge "$_baton_from" ] && [ "$_baton_over" = 0 ] || return 0
        _baton_say phase-ended "$2" "$_baton_phase_well"
        if [ "$_baton_phase_well" = 0 ] && [ "$3" = stop ]; then _baton_over=1; fi
      }

      # --- one command. When it ended its shell, the next shell comes back here with the result.
      _baton_begin() { # number, phase, index, command or finally, text
        _baton_todo=pass
        [ "$1" -ge "$_baton_from" ] && [ "$_baton_over" = 0 ] || return 0
        if [ "$1" = "$_baton_from" ] && [ -n "$_baton_result" ]; then
          _baton_todo=told
          return 0
        fi
        [ "$_baton_well" = 1 ] || return 0
        _baton_say started "$2" "$3" "$4"
        _baton_hide
        _baton_number=$1
        _baton_record "$1" started
        _baton_todo=run _baton_text=$5
      }
      _baton_end() { # number, phase, index, command or finally, last: its shell must end with it
        _baton_status=$?
        _baton_plain
        case $_baton_todo in
          pass) return 0 ;;
          told) _baton_status=$_baton_result _baton_result= ;;
          *)
            _baton_text=
            [ "${5-}" != last ] || _baton_last "$_baton_status"
            IFS= read -r _baton_token <&5 ;;
        esac
        export CODEBUILD_LAST_EXIT="$_baton_status"
        if [ "$_baton_status" != 0 ]; then
          _baton_well=0 _baton_phase_well=0
          export CODEBUILD_BUILD_SUCCEEDING=0
        fi
        _baton_say ended "$2" "$3" "$4" "$_baton_status"
      }
      _baton_last() { # status: ends this shell, so that the command's traps run now and not later
        _baton_record "$_baton_number" ended
        exec >&4 2>&4 3>&- 4>&- 5<&-
        exit "$1"
      }

      # --- after the last phase
      _baton_export() { # name
        if eval "[ -n \\"\\${$1+set}\\" ]"; then
          eval "_baton_say exported \\"\\$1\\" 1 \\"\\${$1}\\""
        else
          _baton_say exported "$1" 0 ''
        fi
      }
      _baton_expand() { # key, script that sets _baton_value
        (
          trap - EXIT
          _baton_hide
          _baton_text=$2 _baton_value=
          eval "$_baton_text" </dev/null >&4 2>&4 3>&- 4>&- 5<&- || exit 0
          IFS= read -r _baton_token <&5
          _baton_say expanded "$1" "$_baton_value"
        ) || :
      }
      _baton_finish() {
        _baton_say finished
        printf '%s %s done\\n' "$_baton_number" "$_baton_slot" >|"$_baton_state/at"
        trap - EXIT
        exit 0
      }
      """;

  /**
   * The shell that outlives the commands' shells: waits for 'go', starts one after the other, and
   * tells the next where the last one ended.
   */
  static final String SUPERVISOR =
      """
      _baton_cannot() { # why; then nothing more runs
        _baton_phase_at "$_baton_from"
        _baton_say cannot-run "$_baton_in" "$1"
        exit 1
      }
      _baton_become() { # sets _baton_as to how, and _baton_home
        _baton_as= _baton_home=
        [ -n "$_baton_user" ] || return 0
        case $_baton_user in *[!A-Za-z0-9_.-]*|-*) _baton_cannot "run-as: $_baton_user is not the name of a user" ;; esac
        _baton_id=$(id -u "$_baton_user" 2>/dev/null) || _baton_cannot "run-as: there is no user $_baton_user here"
        _baton_own=$(id -u)
        eval "_baton_home=~$_baton_user"
        [ "$_baton_id" != "$_baton_own" ] || return 0
        [ "$_baton_own" = 0 ] || _baton_cannot "run-as: only root can run commands as $_baton_user, and this is $(id -un)"
        _baton_group=$(id -g "$_baton_user")
        for _baton_file in "${0%/*}"/*; do
          [ "$_baton_file" = "$0" ] || chown -R -P "$_baton_id:$_baton_group" "$_baton_file"
        done
        if command -v setpriv >/dev/null 2>&1; then _baton_as=setpriv
        elif command -v runuser >/dev/null 2>&1; then _baton_as=runuser
        elif command -v su >/dev/null 2>&1; then _baton_as=su
        else _baton_cannot "run-as: neither setpriv nor runuser nor su is here"
        fi
      }
      _baton_start() {
        set -- "$_baton_shell" "$0" commands "$_baton_from" "$_baton_result" "$_baton_slot" "$_baton_user" "$_baton_names" "$_baton_home" "$_baton_login"
        [ -z "$_baton_slot" ] || set -- /usr/bin/env -i PATH="$PATH" "$@"
        case $_baton_as in
          setpriv) set -- setpriv --reuid "$_baton_id" --regid "$_baton_group" --init-groups "$@" ;;
          runuser) set -- runuser -u "$_baton_user" -- "$@" ;;
          su) set -- su -s /bin/sh -- "$_baton_user" -c 'exec "$0" "$@"' "$@" ;;
        esac
        "$@" 5<&- <<EOF
      $_baton_token
      EOF
      }
      _baton_supervise() {
        IFS=' ' read -r _baton_go _baton_token _baton_scope || exit 0
        [ "$_baton_go" = go ] || exit 0
        exec 3>&2 4>&1 5<&0 2>&1 </dev/null
        _baton_stopping=0
        trap '_baton_stopping=1' TERM
        # When whoever said 'go' is gone, so is this build.
        { trap - TERM; read -r _baton_go; kill -TERM $$; [ $$ != 1 ] || kill -KILL -1; [ "$_baton_scope" != group ] || kill -KILL 0; } <&5 >/dev/null 2>&1 3>&- 4>&- &
        command -v "$_baton_shell" >/dev/null 2>&1 || _baton_cannot "the shell $_baton_shell is not here"
        _baton_was= _baton_names=keep
        while :; do
          _baton_user_at "$_baton_from"
          _baton_login=$_baton_user
          if [ "$_baton_user" != "$_baton_was" ]; then
            _baton_names=change
            _baton_become
            [ -n "$_baton_user" ] || _baton_home=${HOME-} _baton_login=${LOGNAME-}
            _baton_was=$_baton_user
          fi
          _baton_start
          _baton_status=$?
          _baton_names=keep
          if [ "$_baton_stopping" = 1 ]; then
            read -r _baton_go <&5
            exit 0
          fi
          _baton_at=
          IFS=' ' read -r _baton_at _baton_slot _baton_what 2>/dev/null <"$_baton_state/at"
          case $_baton_at/$_baton_slot in
            /) _baton_cannot "the shell $_baton_shell ended with $_baton_status before the first command" ;;
            *[!0-9]*/*|/*) _baton_cannot "a command broke the record of this build" ;;
            */[ab]) ;;
            *) _baton_cannot "a command broke the record of this build" ;;
          esac
          case $_baton_what in
            done) exit 0 ;;
            switch) _baton_result= ;;
            *) [ "$_baton_at" != "$_baton_from" ] || [ -z "$_baton_result" ] || _baton_cannot "the shell $_baton_shell ended with $_baton_status before it could go on"
               _baton_result=$_baton_status ;;
          esac
          _baton_from=$_baton_at
        done
      }
      """;

  /** Which of the two this process is, and the state that a shell of the commands begins with. */
  static final String BEGIN =
      """
      _baton_state=${0%/*}/state _baton_from=0 _baton_result= _baton_slot=
      [ "${1-}" = commands ] || _baton_supervise

      # --- from here on: the commands' shell
      IFS= read -r _baton_token
      exec </dev/null
      _baton_over=0 _baton_well=1 _baton_phase_well=1 _baton_number=0
      if [ -n "$4" ]; then
        unset PATH
        . "$_baton_state/$4" 2>/dev/null
        cd "$PWD" || :
      else
        export CODEBUILD_BUILD_SUCCEEDING=1
      fi
      _baton_state=${0%/*}/state _baton_from=$2 _baton_result=$3 _baton_slot=$4 _baton_me=$5
      if [ "$6" = change ]; then
        export HOME="$7" USER="$8" LOGNAME="$8"
      fi
      _baton_bash=0
      if command -v shopt >/dev/null 2>&1; then _baton_bash=1 _baton_shopt=$BASHOPTS; fi
      set --
      trap _baton_exit EXIT
      """;
}
