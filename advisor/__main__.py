"""The `advisor` command. The version is answered before anything heavy is imported."""

import sys

from advisor import __version__


def run() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"advisor {__version__}\n")
        return
    from advisor.cli import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
