"""A terminal made narrower breaks the lines that stand there: the cursor is further down than was drawn."""

import os
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.layout.screen import Screen
from prompt_toolkit.output import Output


def erase_lines_as_they_stand(app: "Application[Any]") -> None:
    """Let a prompt that is erased count the lines that a narrower terminal has broken since it was drawn.

    prompt_toolkit counts those it drew, and would leave the first of them above the prompt drawn anew.
    """
    if not breaks_lines():
        return
    renderer: Any = app.renderer
    erase = renderer.erase

    def erase_all(*given: Any, **named: Any) -> None:
        if (drawn := renderer.last_rendered_screen) is not None:
            columns = app.output.get_size().columns
            cursor = drawn.get_cursor_position(app.layout.current_window)
            added = lines_added(drawn, columns, cursor.y) + cursor.x // columns
            app.output.cursor_backward(columns)
            _clear_lines_above(app.output, cursor.y + added)
            app.output.cursor_down(cursor.y)
        erase(*given, **named)

    renderer.erase = erase_all


def _clear_lines_above(output: Output, count: int) -> None:
    """Clear the line of the cursor and all below, then so many above, one by one, and stop at the first.

    Some terminals keep what is cleared from the top of the screen in one go, for scrolling back.
    """
    output.erase_down()
    for _ in range(count):
        output.cursor_up(1)
        output.erase_end_of_line()


def breaks_lines() -> bool:
    """Say whether this terminal breaks lines when it gets narrower, as most do; some cut them off."""
    if os.environ.get("TMUX"):
        return True
    cuts = os.environ.get("TERM", "").startswith(("linux", "screen"))
    return not cuts and "XTERM_VERSION" not in os.environ


def lines_added(drawn: Screen, columns: int, rows: int) -> int:
    """Return how many lines the first rows of what was drawn take beyond one each, in so many columns."""
    added = 0
    for row in range(rows):
        cells = [place for place, cell in drawn.data_buffer[row].items() if cell.char.strip()]
        added += max(cells, default=0) // columns
    return added
