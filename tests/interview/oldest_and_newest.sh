#!/usr/bin/env bash
# The contract of both prompters under the oldest and the newest questionary and prompt_toolkit that
# pyproject.toml allows. Builds an environment of its own for each, from the tests' pinned versions.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bounds() { sed -n 's/^ *"\(\(questionary\|prompt_toolkit\)>=[^"]*\)".*/\1/p' pyproject.toml; }
oldest() { bounds | sed 's/>=\([^,]*\),.*/==\1/'; }
test "$(bounds | wc -l)" = 2

check() {
    printf '\n== %s: %s\n' "$1" "$(tr '\n' ' ' <"$work/$1.txt")"
    python3 -m venv "$work/$1"
    "$work/$1/bin/pip" install -q --require-hashes -r requirements/test.txt
    "$work/$1/bin/pip" install -q --no-deps --no-build-isolation -e .
    "$work/$1/bin/pip" install -q --upgrade -r "$work/$1.txt"
    "$work/$1/bin/pip" check
    "$work/$1/bin/pip" list 2>/dev/null | grep -iE '^(questionary|prompt[_-]toolkit) '
    "$work/$1/bin/python" -m pytest -q tests/interview/test_contract.py
}

oldest >"$work/oldest.txt"
bounds >"$work/newest.txt"
check oldest
check newest
