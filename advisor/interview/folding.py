"""Breaking text at words to fit a terminal, counted in columns and not in characters."""

import os
import unicodedata
from typing import TextIO

LEAST_COLUMNS = 20
USUAL_COLUMNS = 80


def columns_of(screen: TextIO) -> int:
    """Return the columns of a terminal as it is now, from 20; 80 where the stream has none."""
    try:
        return max(LEAST_COLUMNS, os.get_terminal_size(screen.fileno()).columns)
    except (OSError, ValueError):
        return USUAL_COLUMNS


def cells(text: str) -> int:
    """Return how many columns text takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def fold(text: str, columns: int, indent: int = 0) -> list[str]:
    """Return the lines of text in at most `columns`, those after the first indented.

    A word is split only where it does not fit on a line of its own; scripts written without spaces
    break anywhere. Line breaks in the text stay. There is always a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            start = " " * indent if lines or line else ""
            joined = f"{line} {word}" if line.strip() else f"{line or start}{word}"
            if cells(joined) <= columns:
                line = joined
                continue
            if line.strip():
                lines.append(line)
            line = " " * indent if lines else ""
            for character in word:
                if cells(line) + _cells_of(character) > columns and line.strip():
                    lines.append(line)
                    line = " " * indent
                line += character
        lines.append(line)
    return lines
