"""The `advisor` command. The version and the opening words come before anything heavy is imported."""

import gc
import sys

from advisor import __version__

OUT_OF_MEMORY = 6
UNTIDY = 20_000
"""Objects that may come before Python looks for garbage; a start makes many and drops none of them."""


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        _run(sys.argv[1:])
    except MemoryError:
        words = "error: advisor: there is not enough memory\nhint: close other programs, or raise the limit\n"
        if sys.stderr is not None:
            sys.stderr.write(words)
        sys.exit(OUT_OF_MEMORY)


def _run(arguments: list[str]) -> None:
    if arguments == ["--version"] and sys.stdout is not None:
        try:
            sys.stdout.write(f"advisor {__version__}\n")
            sys.stdout.flush()
        except OSError as error:
            from advisor.cli import tell_unwritable

            sys.exit(tell_unwritable(error))
        return
    gc.set_threshold(UNTIDY)
    from advisor.opening import said_at_once

    welcomed = said_at_once(arguments)
    from advisor.cli import main

    sys.exit(main(arguments, welcomed=welcomed))


if __name__ == "__main__":
    run()
