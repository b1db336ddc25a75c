"""What is wrong with a command line, in plain words and with the nearest right ones."""

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence

from advisor.errors import CommandError, did_you_mean
from advisor.plaintext import shown

_MISSING = re.compile("the following arguments are required: (.+)")
_NO_VALUE = re.compile("argument ([^:]+): expected (?:one|at least one) argument")
_NO_CHOICE = re.compile("argument ([^:]+): invalid choice: (.+?) \\(choose from .*\\)", re.DOTALL)
_NEEDS_NONE = re.compile("argument ([^:]+): ignored explicit argument")


def explain(message: str, command: str, options: Mapping[str, argparse.Action]) -> CommandError:
    """Return an error that says what argparse says, in words for anybody."""
    hint = f"run: {command} --help"
    if found := _MISSING.fullmatch(message):
        names = found[1].split(", ")
        return CommandError(f"{command}: {' and '.join(names)} {_is(names)} missing", hint)
    if found := _NO_VALUE.fullmatch(message):
        name = _longest(found[1])
        metavar = getattr(options.get(name), "metavar", None) or "VALUE"
        sign = "=" if name.startswith("--") else " "
        return CommandError(f"{command}: {name} needs a value", f"write it like: {name}{sign}{metavar}")
    if found := _NO_CHOICE.fullmatch(message):
        name, typed = _longest(found[1]), found[2].strip("'\"")
        choices = [str(choice) for choice in getattr(options.get(name), "choices", None) or ()]
        near = nearest(typed, choices)
        hint = f"use one of: {', '.join(choices)}" if choices else hint
        return CommandError(f"{command}: {name} cannot be {shown(typed)}{near}", hint)
    if found := _NEEDS_NONE.match(message):
        return CommandError(f"{command}: {_longest(found[1])} takes no value", hint)
    return CommandError(f"{command}: {message}", hint)


def unknown_word(word: str, command: str, known: Mapping[str, Sequence[str]]) -> CommandError:
    """Return an error for a word that the command does not know; `known` names options by command."""
    prog = f"advisor {command}".rstrip()
    hint = f"run: {prog} --help"
    if not word.startswith("-"):
        return CommandError(f"{prog}: {shown(word)} is one word too many", hint)
    name = word.partition("=")[0]
    near = nearest(name, known[command])
    elsewhere = [other for other, names in known.items() if other and name in names]
    if elsewhere:
        return CommandError(
            f"{prog}: there is no option {shown(name)} here",
            f"it belongs to: advisor {elsewhere[0]} {name}",
        )
    return CommandError(f"{prog}: there is no option {shown(name)}{near}", hint)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the known word that this begins or nearly is, or nothing."""
    names = list(known)
    begun = [name for name in names if len(word.lstrip("-")) > 1 and name.startswith(word)]
    return f"; did you mean '{begun[0]}'?" if begun else did_you_mean(word[:60], names)


def _longest(names: str) -> str:
    return max(names.split("/"), key=len) if names.startswith("-") else names


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
