# Completes the commands of advisor in tcsh. advisor completion tcsh > ~/.advisor.tcsh, and in ~/.tcshrc write: source ~/.advisor.tcsh

complete advisor \
        'c/--rules=/d/' \
        'c/--answers=/f/' \
        'c/-o=/d/' \
        'c/--output=/d/' \
        'c/--length=/(one-page standard full)/' \
        'c/--brand=/f/' \
        'c/--word-template=/f/' \
        'c/--status=/(draft final)/' \
        'c/--cases=/d/' \
        'c/--/(accessible anonymous answers ask author brand cases client explain force format help json length no-accessible no-answers no-color no-input no-notes no-preview no-quick output plain-input preview quick quiet rules set status version word-template)/' \
        'c/-/(- f h o q)/' \
        'n/--rules/d/' \
        'n/--answers/f/' \
        'n/-o/d/' \
        'n/--output/d/' \
        'n/--length/(one-page standard full)/' \
        'n/--brand/f/' \
        'n/--word-template/f/' \
        'n/--status/(draft final)/' \
        'n/--cases/d/' \
        'p/1/(interview demo assess report rules paths completion help)/' \
        'n/assess/f/' \
        'n/report/f/' \
        'n/completion/(bash zsh fish powershell tcsh man)/' \
        'n/help/(interview demo assess report rules paths completion help)/' \
        'p/3/d/' \
        'p/*/()/'
