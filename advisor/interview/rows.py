"""The rows of a list in a terminal that can draw: folded, searched, ticked, and moved through."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from advisor.interview.folding import fold
from advisor.interview.frame import Key, drop_burst, nothing
from advisor.operating_system import PASTE_SECONDS

USE_ARROWS = "Nothing is typed here: move with the arrow keys, then press Enter."


class ListControl(Protocol):
    """What is used of questionary's list."""

    choices: list[Any]
    pointed_at: int
    selected_options: list[Any]


@dataclass(slots=True)
class Rows:
    """The rows of a list: folded, filtered by what is typed, and moved through page by page.

    Every choice of `control` has its place in `labels` as its value. With `ticks` there may be any
    number of answers; `alone` are the places of those that stand alone.
    """

    control: ListControl
    labels: Sequence[str]
    separator: Callable[[str], Any]
    ticks: bool
    searchable: bool
    alone: frozenset[int] = frozenset()
    typed: str = ""
    wrong: str = ""
    confirmed_none: bool = False
    letter_at: float = 0.0
    pasted: bool = False
    _all: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        """Remember the whole list, of which a search shows a part."""
        self._all = list(self.control.choices)

    def title(self, columns: int) -> None:
        """Write every row anew for so many columns."""
        for choice in self._all:
            mark, indent = "", 3
            if self.ticks:
                mark, indent = ("[x] " if choice.value in self.control.selected_options else "[ ] "), 7
            lines = fold(self.labels[choice.value], columns - 1 - indent)
            choice.title = mark + f"\n{' ' * indent}".join(lines)

    @property
    def place(self) -> int | None:
        """The place of the row pointed at; None where a search matches nothing."""
        pointed = self.control.choices[self.control.pointed_at]
        return pointed.value if pointed in self._all else None

    @property
    def height(self) -> int:
        """The lines that the row pointed at takes."""
        return _height(self.control.choices[self.control.pointed_at])

    def search(self, typed: str) -> None:
        """Show the rows that hold what is typed, whatever its case and accents."""
        self.wrong, self.confirmed_none = "", False
        before, self.typed, wanted = self.place, typed, _bare(typed)
        found = [choice for choice in self._all if wanted in _bare(self.labels[choice.value])]
        self.control.choices = found or [self.separator(f"Nothing here matches “{typed}”.")]
        places = [choice.value for choice in found]
        self.control.pointed_at = places.index(before) if before in places else 0

    def move(self, by: int, *, around: bool = False) -> None:
        """Point `by` rows further, stopping at either end, or going on at the other with `around`."""
        self.wrong, self.confirmed_none = "", False
        count = len(self.control.choices)
        to = self.control.pointed_at + by
        self.control.pointed_at = to % count if around else max(0, min(count - 1, to))

    def tick(self) -> None:
        """Tick or untick the row; one that stands alone unticks the others, and they it."""
        place, ticked = self.place, self.control.selected_options
        self.wrong, self.confirmed_none = "", False
        if place is None:
            return
        if place in ticked:
            ticked.remove(place)
            return
        keep = () if place in self.alone else tuple(one for one in ticked if one not in self.alone)
        ticked[:] = sorted([*keep, place])

    def keys(self, none_in_words: str) -> KeyBindings:
        """Return the keys of this list. Enter with nothing ticked asks once, in `none_in_words`, if given."""
        keys = KeyBindings()
        for name in (Keys.Any, "a", "i"):  # two letters would tick everything, or what is not ticked
            keys.add(name, eager=name != Keys.Any)(self._on_letter)
        keys.add(Keys.BracketedPaste, eager=True)(nothing)
        # questionary's own Ctrl-P and Ctrl-N look for a row that can be picked, for ever if there is none
        for name, by in (("up", -1), ("down", 1), ("c-p", -1), ("c-n", 1)):
            keys.add(name, eager=True)(self._moving(by, around=True))
        keys.add("home", eager=True)(self._moving(-len(self.labels)))
        keys.add("end", eager=True)(self._moving(len(self.labels)))
        keys.add("pageup", eager=True)(lambda event: self._turn(event, -1))
        keys.add("pagedown", eager=True)(lambda event: self._turn(event, 1))
        if self.searchable:
            keys.add("backspace", eager=True)(lambda _: self.search(self.typed[:-1]))
        if self.ticks:
            keys.add("space", eager=True)(lambda _: self.tick())

        @keys.add("enter", eager=True)
        def _(event: KeyPressEvent) -> None:
            self.pasted = drop_burst(event)
            if self.wrong == USE_ARROWS:  # who has just typed into a list has not picked from it
                self.wrong = ""
                return
            if self.place is None or monotonic() - self.letter_at < PASTE_SECONDS:
                return
            if not self.ticks:
                event.app.exit(result=self.place)
            elif self.control.selected_options or self.confirmed_none or not none_in_words:
                event.app.exit(result=tuple(sorted(self.control.selected_options)))
            else:
                self.wrong, self.confirmed_none = none_in_words, True

        return keys

    def _on_letter(self, event: KeyPressEvent) -> None:
        self.letter_at = monotonic()
        if self.searchable:
            self.search(self.typed + event.data if event.data.isprintable() else self.typed)
        elif not self.ticks:
            self.wrong = USE_ARROWS

    def _moving(self, by: int, *, around: bool = False) -> Key:
        return lambda _: self.move(by, around=around)

    def _turn(self, event: KeyPressEvent, way: int) -> None:
        """Point as many rows further as fit on the screen, so that none is passed over unseen."""
        shown = event.app.layout.current_window.render_info
        left, place = (shown.window_height if shown else 1), self.control.pointed_at
        while 0 <= place + way < len(self.control.choices):
            left -= _height(self.control.choices[place])
            if left < _height(self.control.choices[place + way]):
                break
            place += way
        self.move((place - self.control.pointed_at) or way)


def _height(choice: Any) -> int:
    return 1 + str(choice.title).count("\n")


def _bare(text: str) -> str:
    """Return text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
