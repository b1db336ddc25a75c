#compdef advisor
# Completes the commands of advisor in zsh. Write this as _advisor into a folder of $fpath: advisor completion zsh > ~/.zfunc/_advisor

_shtab_advisor_commands() {
  local _commands=(
    assess:'give the advice for answers in files, without questions'
    completion:'print what makes the Tab key complete commands in your shell, or the manual'
    demo:'show a finished example; no terminal needed'
    help:'show the help of a command'
    interview:'ask the questions and give the advice'
    paths:'say where rules, case files and settings are'
    report:'write the report for a file or a client'
    rules:'look at the rulebook, prove one, or compare two'
  )
  _describe 'advisor commands' _commands
}

_shtab_advisor_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_defaults_added=0

_shtab_advisor_assess_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--explain[show how every point arose]"
  "*--set[give or change one answer\; may be repeated]:FACT=VALUE:"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
  "(*):answers in TOML or JSON, or a case file\; - is standard input:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_assess_defaults_added=0

_shtab_advisor_completion_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
  ":bash, zsh, fish, powershell, tcsh\; \'man\' prints the manual page:(bash zsh fish powershell tcsh man)"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_completion_defaults_added=0

_shtab_advisor_demo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {-o,--output}"[also write the report files there]:DIR:_files -/"
  "--force[replace files that are there]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_demo_defaults_added=0

_shtab_advisor_help_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
  ":the command to explain:(interview demo assess report rules paths completion help)"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_help_defaults_added=0

_shtab_advisor_interview_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--client[start or go on with this client]:NAME:"
  "--answers[take answers from this file first]:FILE:_files"
  "*--set[give or change one answer\; may be repeated]:FACT=VALUE:"
  "*--ask[ask these facts again, such as \'need-\*\', though they have an answer\; may be repeated]:PATTERN:"
  {--quick,--no-quick}"[ask only the questions that matter most]"
  {--preview,--no-preview}"[once half of the questions are answered, show after each answer where the advice stands]"
  "--plain-input[read what would be typed from standard input, a line for each question, as --accessible has it]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_interview_defaults_added=0

_shtab_advisor_paths_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_paths_defaults_added=0

_shtab_advisor_report_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  {-f,--format}"[any of html,pdf,docx,md,json (default\: html)]:LIST:"
  {-o,--output}"[folder to write to (default\: here)]:DIR:_files -/"
  "--length[one-page, standard or full (default\: standard)]:LENGTH:(one-page standard full)"
  "--brand[a TOML file with your firm\'s name, logo, colour, footer and more]:FILE:_files"
  "--word-template[a .docx whose styles, header and footer the Word file takes]:FILE:_files"
  "--author[who signs the report]:NAME:"
  "--status[draft marks every page, and the client\'s case file does not count it as delivered\; or final]:STATUS:(draft final)"
  "--no-answers[leave out the appendices that quote every answer]"
  "--anonymous[leave out the names of client and respondent, in notes too\; read notes before they go out]"
  "--no-notes[leave out the notes, for a copy that goes to the client]"
  "--force[replace files that are there]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
  "(*):files (the name has a \/ or ends in .toml or .json\; - is standard input) and clients:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_report_defaults_added=0

_shtab_advisor_rules_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--cases[for check\: answers files that meet and miss every rule]:DIR:_files -/"
  {-f,--format}"[for docs\: any of md,html (default\: both)]:LIST:"
  {-o,--output}"[for docs\: folder to write to (default\: here)]:DIR:_files -/"
  "--force[for docs\: replace files that are there]"
  "--rules[use the rulebook in this folder]:DIR:_files -/"
  "--json[print the result as JSON on standard output]"
  {--accessible,--no-accessible}"[plain lines, for screen readers and simple terminals]"
  "--no-color[no colour]"
  "--no-input[never ask anything\; what is missing is named]"
  {-q,--quiet}"[say nothing on standard error but errors, warnings and questions]"
  "(- : *)--version[show the version]"
  ":an id of a rule, fact, gate, note, role, dimension or source\; \'check\' proves the rulebook\; \'diff\' compares two\; \'docs\' writes it as a document\; \'template\' prints an empty answers file:"
  "(*)::for diff\: the old and the new rulebook:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_advisor_rules_defaults_added=0


_shtab_advisor() {
  local context state line curcontext="$curcontext" one_or_more='(*)' remainder='(-)*:' default='*::: :->advisor'

  # Add default positional/remainder specs only if none exist, and only once per session
  if (( ! _shtab_advisor_defaults_added )); then
    if (( ${_shtab_advisor_options[(I)${(q)one_or_more}*]} +          ${_shtab_advisor_options[(I)${(q)remainder}*]} +          ${_shtab_advisor_options[(I)${(q)default}]} == 0 )); then
      _shtab_advisor_options+=(': :_shtab_advisor_commands' '*::: :->advisor')
    fi
    _shtab_advisor_defaults_added=1
  fi
  _arguments -C -s $_shtab_advisor_options

  case $state in
    advisor)
      words=($line[1] "${words[@]}")
      (( CURRENT += 1 ))
      curcontext="${curcontext%:*:*}:_shtab_advisor-$line[1]:"
      case $line[1] in
        assess) _arguments -C -s $_shtab_advisor_assess_options ;;
        completion) _arguments -C -s $_shtab_advisor_completion_options ;;
        demo) _arguments -C -s $_shtab_advisor_demo_options ;;
        help) _arguments -C -s $_shtab_advisor_help_options ;;
        interview) _arguments -C -s $_shtab_advisor_interview_options ;;
        paths) _arguments -C -s $_shtab_advisor_paths_options ;;
        report) _arguments -C -s $_shtab_advisor_report_options ;;
        rules) _arguments -C -s $_shtab_advisor_rules_options ;;
      esac
  esac
}



typeset -A opt_args

if [[ $zsh_eval_context[-1] == eval ]]; then
  # eval/source/. command, register function for later
  compdef _shtab_advisor -N advisor
else
  # autoload from fpath, call function directly
  _shtab_advisor "$@"
fi
