"""`advisor rules docs`: the whole rulebook as a document to read."""

import argparse
import sys
from pathlib import Path

from advisor.cli.order import read_formats
from advisor.cli.proving import prove, refuse_folders
from advisor.cli.results import print_json

FORMATS = ("md", "html")


def run_docs(options: argparse.Namespace) -> int:
    """Write the rulebook with its proofs as Markdown, HTML or both."""
    from advisor.loading import load_rulebook
    from advisor.report import html, markdown
    from advisor.report.formats import SCREEN
    from advisor.report.manual import compose_manual
    from advisor.report.wording import choice_in_words
    from advisor.storage import write_whole

    refuse_folders(options)
    formats = read_formats(options.formats, FORMATS, "advisor rules docs")
    rulebook = load_rulebook(options.rules)
    proofs = prove(rulebook, quiet=options.quiet)
    proved = (
        ("Answer sheets counted", f"{proofs.sheets:,}"),
        *(
            (f"Advice: {choice_in_words(o.choice, rulebook)}", SCREEN.percent(o.share))
            for o in proofs.outcomes
        ),
        *(
            (
                f"Weight in effect: {rulebook.roles[w.role].short}, {rulebook.dimensions[w.dimension].title}",
                f"{SCREEN.percent(w.effective)} (set: {SCREEN.percent(w.nominal)})",
            )
            for w in proofs.weights
        ),
        ("Faults", str(len(proofs.faults)) if proofs.faults else "none"),
    )
    manual = compose_manual(rulebook, proved)
    written = []
    for name in formats:
        path = Path(options.output) / f"{rulebook.id}.{name}"
        drawn = html.draw(manual) if name == "html" else markdown.draw(manual)
        write_whole(path, drawn.encode(), replace=options.force)
        written.append(path)
    if options.json:
        print_json({"written": [str(path) for path in written]})
    elif not options.quiet:
        sys.stderr.writelines(f"wrote {path}\n" for path in written)
    return 0
