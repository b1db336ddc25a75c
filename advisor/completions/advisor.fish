# Completes the commands of advisor in fish. advisor completion fish > ~/.config/fish/completions/advisor.fish

function _shtab_advisor_scan
  set -g _shtab_advisor_cmdpath ''
  set -g _shtab_advisor_npos 0
  set -l tokens (commandline -opc)
  set -e tokens[1]
  set -l expect_value 0
  for t in $tokens
    if test $expect_value -eq 1
      set expect_value 0
      continue
    end
    switch "$t"
      case '--*=*'
        continue
      case '-*'
        if contains -- $t $_shtab_advisor_opts_with_value
          set expect_value 1
        end
        continue
      case '*'
        if test $_shtab_advisor_npos -eq 0
          set -l candidate $t
          if test -n "$_shtab_advisor_cmdpath"
            set candidate "$_shtab_advisor_cmdpath $t"
          end
          if contains -- $candidate $_shtab_advisor_commands
            set -g _shtab_advisor_cmdpath $candidate
            continue
          end
        end
        set -g _shtab_advisor_npos (math $_shtab_advisor_npos + 1)
    end
  end
end

# Condition helper: true if the current (sub)command path equals the given one.
function _shtab_advisor_using
  _shtab_advisor_scan
  test "$_shtab_advisor_cmdpath" = "$argv"
end

set -g _shtab_advisor_commands interview demo assess report rules paths completion help
set -g _shtab_advisor_opts_with_value --answers --ask --author --brand --cases --client --format --length --output --rules --set --status --word-template -f -o

complete -c advisor -e
complete -c advisor -f

complete -c advisor -n _shtab_advisor_using -s h -l help -d 'show this help message and exit'
complete -c advisor -n _shtab_advisor_using -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n _shtab_advisor_using -l json -d 'print the result as JSON on standard output'
complete -c advisor -n _shtab_advisor_using -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n _shtab_advisor_using -l no-color -d 'no colour'
complete -c advisor -n _shtab_advisor_using -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n _shtab_advisor_using -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n _shtab_advisor_using -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a interview -d 'ask the questions and give the advice'
complete -c advisor -n '_shtab_advisor_using interview' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using interview' -l client -x -d 'start or go on with this client'
complete -c advisor -n '_shtab_advisor_using interview' -l answers -xka "(__fish_complete_path (commandline -ct))" -d 'take answers from this file first'
complete -c advisor -n '_shtab_advisor_using interview' -l set -x -d 'give or change one answer; may be repeated'
complete -c advisor -n '_shtab_advisor_using interview' -l ask -x -d 'ask these facts again, such as '"'"'need-*'"'"', though they have an answer; may be repeated'
complete -c advisor -n '_shtab_advisor_using interview' -l quick -l no-quick -d 'ask only the questions that matter most'
complete -c advisor -n '_shtab_advisor_using interview' -l preview -l no-preview -d 'once half of the questions are answered, show after each answer where the advice stands'
complete -c advisor -n '_shtab_advisor_using interview' -l plain-input -d 'read what would be typed from standard input, a line for each question, as --accessible has it'
complete -c advisor -n '_shtab_advisor_using interview' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using interview' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using interview' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using interview' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using interview' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using interview' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using interview' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a demo -d 'show a finished example; no terminal needed'
complete -c advisor -n '_shtab_advisor_using demo' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using demo' -s o -l output -xka "(__fish_complete_directories)" -d 'also write the report files there'
complete -c advisor -n '_shtab_advisor_using demo' -l force -d 'replace files that are there'
complete -c advisor -n '_shtab_advisor_using demo' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using demo' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using demo' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using demo' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using demo' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using demo' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using demo' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a assess -d 'give the advice for answers in files, without questions'
complete -c advisor -n '_shtab_advisor_using assess' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using assess' -l explain -d 'show how every point arose'
complete -c advisor -n '_shtab_advisor_using assess' -l set -x -d 'give or change one answer; may be repeated'
complete -c advisor -n '_shtab_advisor_using assess' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using assess' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using assess' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using assess' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using assess' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using assess' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using assess' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using assess; and test $_shtab_advisor_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'answers in TOML or JSON, or a case file; - is standard input'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a report -d 'write the report for a file or a client'
complete -c advisor -n '_shtab_advisor_using report' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using report' -s f -l format -x -d 'any of html,pdf,docx,md,json (default: html)'
complete -c advisor -n '_shtab_advisor_using report' -s o -l output -xka "(__fish_complete_directories)" -d 'folder to write to (default: here)'
complete -c advisor -n '_shtab_advisor_using report' -l length -xka "one-page standard full" -d 'one-page, standard or full (default: standard)'
complete -c advisor -n '_shtab_advisor_using report' -l brand -xka "(__fish_complete_path (commandline -ct))" -d 'a TOML file with your firm'"'"'s name, logo, colour, footer and more'
complete -c advisor -n '_shtab_advisor_using report' -l word-template -xka "(__fish_complete_path (commandline -ct))" -d 'a .docx whose styles, header and footer the Word file takes'
complete -c advisor -n '_shtab_advisor_using report' -l author -x -d 'who signs the report'
complete -c advisor -n '_shtab_advisor_using report' -l status -xka "draft final" -d 'draft marks every page, and the client'"'"'s case file does not count it as delivered; or final'
complete -c advisor -n '_shtab_advisor_using report' -l no-answers -d 'leave out the appendices that quote every answer'
complete -c advisor -n '_shtab_advisor_using report' -l anonymous -d 'leave out the names of client and respondent, in notes too; read notes before they go out'
complete -c advisor -n '_shtab_advisor_using report' -l no-notes -d 'leave out the notes, for a copy that goes to the client'
complete -c advisor -n '_shtab_advisor_using report' -l force -d 'replace files that are there'
complete -c advisor -n '_shtab_advisor_using report' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using report' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using report' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using report' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using report' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using report' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using report' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using report; and test $_shtab_advisor_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'files (the name has a / or ends in .toml or .json; - is standard input) and clients'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a rules -d 'look at the rulebook, prove one, or compare two'
complete -c advisor -n '_shtab_advisor_using rules' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using rules' -l cases -xka "(__fish_complete_directories)" -d 'for check: answers files that meet and miss every rule'
complete -c advisor -n '_shtab_advisor_using rules' -s f -l format -x -d 'for docs: any of md,html (default: both)'
complete -c advisor -n '_shtab_advisor_using rules' -s o -l output -xka "(__fish_complete_directories)" -d 'for docs: folder to write to (default: here)'
complete -c advisor -n '_shtab_advisor_using rules' -l force -d 'for docs: replace files that are there'
complete -c advisor -n '_shtab_advisor_using rules' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using rules' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using rules' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using rules' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using rules' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using rules' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using rules' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using rules; and test $_shtab_advisor_npos -ge 1' -ka "(__fish_complete_directories)" -d 'for diff: the old and the new rulebook'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a paths -d 'say where rules, case files and settings are'
complete -c advisor -n '_shtab_advisor_using paths' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using paths' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using paths' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using paths' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using paths' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using paths' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using paths' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using paths' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a completion -d 'print what makes the Tab key complete commands in your shell, or the manual'
complete -c advisor -n '_shtab_advisor_using completion' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using completion' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using completion' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using completion' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using completion' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using completion' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using completion' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using completion' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using completion; and test $_shtab_advisor_npos -eq 0' -ka "bash zsh fish powershell tcsh man" -d 'bash, zsh, fish, powershell, tcsh; '"'"'man'"'"' prints the manual page'
complete -c advisor -n '_shtab_advisor_using; and test $_shtab_advisor_npos -eq 0' -a help -d 'show the help of a command'
complete -c advisor -n '_shtab_advisor_using help' -s h -l help -d 'show this help message and exit'
complete -c advisor -n '_shtab_advisor_using help' -l rules -xka "(__fish_complete_directories)" -d 'use the rulebook in this folder'
complete -c advisor -n '_shtab_advisor_using help' -l json -d 'print the result as JSON on standard output'
complete -c advisor -n '_shtab_advisor_using help' -l accessible -l no-accessible -d 'plain lines, for screen readers and simple terminals'
complete -c advisor -n '_shtab_advisor_using help' -l no-color -d 'no colour'
complete -c advisor -n '_shtab_advisor_using help' -l no-input -d 'never ask anything; what is missing is named'
complete -c advisor -n '_shtab_advisor_using help' -s q -l quiet -d 'say nothing on standard error but errors, warnings and questions'
complete -c advisor -n '_shtab_advisor_using help' -l version -d 'show the version'
complete -c advisor -n '_shtab_advisor_using help; and test $_shtab_advisor_npos -eq 0' -ka "interview demo assess report rules paths completion help" -d 'the command to explain'
