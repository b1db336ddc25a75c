# Completes the commands of advisor in bash. In ~/.bashrc write: eval "$(advisor completion bash)"

_shtab_advisor_subparsers=(interview demo assess report rules paths completion help)

_shtab_advisor_interview_option_strings=(-h --help --client --answers --set --ask --quick --no-quick --preview --no-preview --plain-input --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_demo_option_strings=(-h --help -o --output --force --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_assess_option_strings=(-h --help --explain --set --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_report_option_strings=(-h --help -f --format -o --output --length --brand --word-template --author --status --no-answers --anonymous --no-notes --force --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_rules_option_strings=(-h --help --cases -f --format -o --output --force --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_paths_option_strings=(-h --help --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_completion_option_strings=(-h --help --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_help_option_strings=(-h --help --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)
_shtab_advisor_option_strings=(-h --help --rules --json --accessible --no-accessible --no-color --no-input -q --quiet --version)

_shtab_advisor_interview___answers_COMPGEN=_shtab_compgen_files
_shtab_advisor_interview___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_demo__o_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_demo___output_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_demo___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_assess_pos_0_COMPGEN=_shtab_compgen_files
_shtab_advisor_assess___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_report_pos_0_COMPGEN=_shtab_compgen_files
_shtab_advisor_report__o_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_report___output_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_report___brand_COMPGEN=_shtab_compgen_files
_shtab_advisor_report___word_template_COMPGEN=_shtab_compgen_files
_shtab_advisor_report___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_rules_pos_1_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_rules___cases_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_rules__o_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_rules___output_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_rules___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_paths___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_completion___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor_help___rules_COMPGEN=_shtab_compgen_dirs
_shtab_advisor___rules_COMPGEN=_shtab_compgen_dirs

_shtab_advisor_report___length_choices=(one-page standard full)
_shtab_advisor_report___status_choices=(draft final)
_shtab_advisor_completion_pos_0_choices=(bash zsh fish powershell tcsh man)
_shtab_advisor_help_pos_0_choices=(interview demo assess report rules paths completion help)
_shtab_advisor_pos_0_choices=(interview demo assess report rules paths completion help)

_shtab_advisor_interview__h_nargs=0
_shtab_advisor_interview___help_nargs=0
_shtab_advisor_interview___quick_nargs=0
_shtab_advisor_interview___no_quick_nargs=0
_shtab_advisor_interview___preview_nargs=0
_shtab_advisor_interview___no_preview_nargs=0
_shtab_advisor_interview___plain_input_nargs=0
_shtab_advisor_interview___json_nargs=0
_shtab_advisor_interview___accessible_nargs=0
_shtab_advisor_interview___no_accessible_nargs=0
_shtab_advisor_interview___no_color_nargs=0
_shtab_advisor_interview___no_input_nargs=0
_shtab_advisor_interview__q_nargs=0
_shtab_advisor_interview___quiet_nargs=0
_shtab_advisor_interview___version_nargs=0
_shtab_advisor_demo__h_nargs=0
_shtab_advisor_demo___help_nargs=0
_shtab_advisor_demo___force_nargs=0
_shtab_advisor_demo___json_nargs=0
_shtab_advisor_demo___accessible_nargs=0
_shtab_advisor_demo___no_accessible_nargs=0
_shtab_advisor_demo___no_color_nargs=0
_shtab_advisor_demo___no_input_nargs=0
_shtab_advisor_demo__q_nargs=0
_shtab_advisor_demo___quiet_nargs=0
_shtab_advisor_demo___version_nargs=0
_shtab_advisor_assess_pos_0_nargs=+
_shtab_advisor_assess__h_nargs=0
_shtab_advisor_assess___help_nargs=0
_shtab_advisor_assess___explain_nargs=0
_shtab_advisor_assess___json_nargs=0
_shtab_advisor_assess___accessible_nargs=0
_shtab_advisor_assess___no_accessible_nargs=0
_shtab_advisor_assess___no_color_nargs=0
_shtab_advisor_assess___no_input_nargs=0
_shtab_advisor_assess__q_nargs=0
_shtab_advisor_assess___quiet_nargs=0
_shtab_advisor_assess___version_nargs=0
_shtab_advisor_report_pos_0_nargs=+
_shtab_advisor_report__h_nargs=0
_shtab_advisor_report___help_nargs=0
_shtab_advisor_report___no_answers_nargs=0
_shtab_advisor_report___anonymous_nargs=0
_shtab_advisor_report___no_notes_nargs=0
_shtab_advisor_report___force_nargs=0
_shtab_advisor_report___json_nargs=0
_shtab_advisor_report___accessible_nargs=0
_shtab_advisor_report___no_accessible_nargs=0
_shtab_advisor_report___no_color_nargs=0
_shtab_advisor_report___no_input_nargs=0
_shtab_advisor_report__q_nargs=0
_shtab_advisor_report___quiet_nargs=0
_shtab_advisor_report___version_nargs=0
_shtab_advisor_rules_pos_1_nargs='*'
_shtab_advisor_rules__h_nargs=0
_shtab_advisor_rules___help_nargs=0
_shtab_advisor_rules___force_nargs=0
_shtab_advisor_rules___json_nargs=0
_shtab_advisor_rules___accessible_nargs=0
_shtab_advisor_rules___no_accessible_nargs=0
_shtab_advisor_rules___no_color_nargs=0
_shtab_advisor_rules___no_input_nargs=0
_shtab_advisor_rules__q_nargs=0
_shtab_advisor_rules___quiet_nargs=0
_shtab_advisor_rules___version_nargs=0
_shtab_advisor_paths__h_nargs=0
_shtab_advisor_paths___help_nargs=0
_shtab_advisor_paths___json_nargs=0
_shtab_advisor_paths___accessible_nargs=0
_shtab_advisor_paths___no_accessible_nargs=0
_shtab_advisor_paths___no_color_nargs=0
_shtab_advisor_paths___no_input_nargs=0
_shtab_advisor_paths__q_nargs=0
_shtab_advisor_paths___quiet_nargs=0
_shtab_advisor_paths___version_nargs=0
_shtab_advisor_completion__h_nargs=0
_shtab_advisor_completion___help_nargs=0
_shtab_advisor_completion___json_nargs=0
_shtab_advisor_completion___accessible_nargs=0
_shtab_advisor_completion___no_accessible_nargs=0
_shtab_advisor_completion___no_color_nargs=0
_shtab_advisor_completion___no_input_nargs=0
_shtab_advisor_completion__q_nargs=0
_shtab_advisor_completion___quiet_nargs=0
_shtab_advisor_completion___version_nargs=0
_shtab_advisor_help__h_nargs=0
_shtab_advisor_help___help_nargs=0
_shtab_advisor_help___json_nargs=0
_shtab_advisor_help___accessible_nargs=0
_shtab_advisor_help___no_accessible_nargs=0
_shtab_advisor_help___no_color_nargs=0
_shtab_advisor_help___no_input_nargs=0
_shtab_advisor_help__q_nargs=0
_shtab_advisor_help___quiet_nargs=0
_shtab_advisor_help___version_nargs=0
_shtab_advisor_pos_0_nargs=A...
_shtab_advisor__h_nargs=0
_shtab_advisor___help_nargs=0
_shtab_advisor___json_nargs=0
_shtab_advisor___accessible_nargs=0
_shtab_advisor___no_accessible_nargs=0
_shtab_advisor___no_color_nargs=0
_shtab_advisor___no_input_nargs=0
_shtab_advisor__q_nargs=0
_shtab_advisor___quiet_nargs=0
_shtab_advisor___version_nargs=0


# $1=COMP_WORDS[1]
_shtab_compgen_files() {
  compgen -f -- $1  # files
}

# $1=COMP_WORDS[1]
_shtab_compgen_dirs() {
  compgen -d -- $1  # recurse into subdirs
}

# $1=COMP_WORDS[1]
_shtab_replace_nonword() {
  echo "${1//[^[:word:]]/_}"
}

# set default values (called for the initial parser & any subparsers)
_set_parser_defaults() {
  local subparsers_var="${prefix}_subparsers[@]"
  sub_parsers=${!subparsers_var-}

  local current_option_strings_var="${prefix}_option_strings[@]"
  current_option_strings=${!current_option_strings_var}

  completed_positional_actions=0

  _set_new_action "pos_$completed_positional_actions" true
}

# $1=action identifier
# $2=positional action (bool)
# set all identifiers for an action's parameters
_set_new_action() {
  current_action="${prefix}_$(_shtab_replace_nonword $1)"

  local current_action_compgen_var=${current_action}_COMPGEN
  current_action_compgen="${!current_action_compgen_var-}"

  local current_action_choices_var="${current_action}_choices[@]"
  current_action_choices="${!current_action_choices_var-}"

  local current_action_nargs_var="${current_action}_nargs"
  if [ -n "${!current_action_nargs_var-}" ]; then
    current_action_nargs="${!current_action_nargs_var}"
  else
    current_action_nargs=1
  fi

  current_action_args_start_index=$(( $word_index + 1 - $pos_only ))

  current_action_is_positional=$2
}

# Notes:
# `COMPREPLY`: what will be rendered after completion is triggered
# `completing_word`: currently typed word to generate completions for
# `${!var}`: evaluates the content of `var` and expand its content as a variable
#     hello="world"
#     x="hello"
#     ${!x} -> ${hello} -> "world"
_shtab_advisor() {
  local completing_word="${COMP_WORDS[COMP_CWORD]}"
  local previous_word="${COMP_WORDS[COMP_CWORD-1]}"
  local completed_positional_actions
  local current_action
  local current_action_args_start_index
  local current_action_choices
  local current_action_compgen
  local current_action_is_positional
  local current_action_nargs
  local current_option_strings
  local sub_parsers
  COMPREPLY=()

  local prefix=_shtab_advisor
  local word_index=0
  local pos_only=0 # "--" delimiter not encountered yet
  _set_parser_defaults
  word_index=1

  # determine what arguments are appropriate for the current state
  # of the arg parser
  while [ $word_index -ne $COMP_CWORD ]; do
    local this_word="${COMP_WORDS[$word_index]}"

    if [[ $pos_only = 1 || " $this_word " != " -- " ]]; then
      if [[ -n $sub_parsers && " ${sub_parsers[@]} " == *" $this_word "* ]]; then
        # valid subcommand: add it to the prefix & reset the current action
        prefix="${prefix}_$(_shtab_replace_nonword $this_word)"
        _set_parser_defaults
      fi

      if [[ " ${current_option_strings[@]} " == *" $this_word "* ]]; then
        # a new action should be acquired (due to recognised option string or
        # no more input expected from current action);
        # the next positional action can fill in here
        _set_new_action $this_word false
      fi

      if [[ "$current_action_nargs" != "*" ]] && \
         [[ "$current_action_nargs" != "+" ]] && \
         [[ "$current_action_nargs" != "?" ]] && \
         [[ "$current_action_nargs" != *"..." ]] && \
         (( $word_index + 1 - $current_action_args_start_index - $pos_only >= \
            $current_action_nargs )); then
        $current_action_is_positional && let "completed_positional_actions += 1"
        _set_new_action "pos_$completed_positional_actions" true
      fi
    else
      pos_only=1 # "--" delimiter encountered
    fi

    let "word_index+=1"
  done

  # Generate the completions

  COMPREPLY=()
  if [[ $pos_only = 0 && "$completing_word" == -* &&
        ( -z "$current_action_compgen" || "$current_action_is_positional" = true ) ]]; then
    # optional argument started: use option strings
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_option_strings[*]}" -- "$completing_word")
  elif [[ "$previous_word" =~ ^[0-9\&]*[\<\>]\>?$ ]]; then
    # handle redirection operators
    compopt -o filenames 2>/dev/null || : # bash>=4
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$completing_word")
  else
    # use choices & compgen
    local action_compgen_word="$completing_word"
    # handle tab-completing in the middle of a line (#248 <- #116)
    [[ -n "$current_action_compgen" && "$completing_word" == -* ]] && action_compgen_word=""
    [ -n "$current_action_compgen" ] && {
      [[ "$current_action_compgen" =~ _(file|dir|glob|FILE|DIR|GLOB)|File|Dir|Glob ]] &&
        compopt -o filenames 2>/dev/null || : # bash>=4
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
        "$current_action_compgen" "$action_compgen_word")
    }
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_action_choices[*]}" -- "$completing_word")
  fi

  if [[ ${#COMPREPLY[@]} = 0 ]]; then
    # native fallback matches are not necessarily filenames (e.g. variables)
    compopt +o filenames 2>/dev/null || : # bash>=4
  fi

  return 0
}

complete -o bashdefault -F _shtab_advisor advisor
