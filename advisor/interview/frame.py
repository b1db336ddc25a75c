"""What stands around every prompt in a terminal that can draw: where we are, hints, reasons, keys.

A prompt's own window is taken over, and a layout built around it. All text is folded anew whenever
the terminal is drawn, so that nothing is cut after its size has changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import ValidationState
from prompt_toolkit.data_structures import Size
from prompt_toolkit.filters import Condition as When
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, Dimension, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl

from advisor.interview.folding import cells, fold
from advisor.interview.prompter import Draft
from advisor.plaintext import FREE_TEXT_LIMIT, clean

ESCAPE_SECONDS = 0.1
"""Long enough to tell Esc from an arrow key, short enough not to be felt."""

TALL, ROOMY = 20, 15
"""Rows from which blank lines set things apart, and from which a list has its help below the question."""

ROWS_BESIDE = 5
"""Rows that a prompt needs beside its text: a line of a list, marks above and below, an error, the hint."""

_NO_WORDS = {Keys.CPRResponse, Keys.ControlM, Keys.ControlJ}
"""Keys whose loss nobody has to be told: an Enter pressed twice is one."""

Key = Callable[[KeyPressEvent], None]


@dataclass(frozen=True, slots=True)
class WentBack:
    """The person pressed Esc or Shift+Tab."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class OpenedMenu:
    """The person asked for everything one can do here."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class AskedWhy:
    """The person asked why, on a screen too small for the answer to stand below the question."""

    draft: Draft


@dataclass(slots=True)
class Frame:
    """One prompt with everything around it.

    `hints` are from the shortest to the longest; the longest that fits on one line is shown. `why`
    stands below when asked for. `error` says what is wrong with the entry, right under it. `below` is
    any other line there. `notice` stands in the place of an error until there is one. `back` and `menu`
    say whether there is a way back, and a menu. `pasted` and `lost` tell afterwards of keys behind the
    last Enter, and of words among them.
    """

    above: str
    message: str
    hints: Sequence[str]
    help: str = ""
    why: str = ""
    back: bool = False
    menu: bool = False
    notice: str = ""
    error: Callable[[], str] = lambda: ""
    below: Callable[[], str] = lambda: ""
    draft: Callable[[], Draft] = lambda: ""
    is_line: bool = field(default=False, init=False)
    shows_why: bool = field(default=False, init=False)
    more: tuple[bool, bool] = field(default=(False, False), init=False)
    pasted: bool = field(default=False, init=False)
    lost: bool = field(default=False, init=False)

    def put_around(self, app: "Application[Any]", own: Window) -> None:
        """Build the layout of an application around one of its windows."""
        self.is_line = isinstance(own.content, BufferControl)
        own.dont_extend_height = When(lambda: True)
        own.always_hide_cursor = When(lambda: False)
        parts = [
            self._window(app, lambda: "", "", When(lambda: _rows(app) >= TALL)),
            self._window(
                app,
                lambda: self.above,
                "class:place",
                When(lambda: bool(self.above)),
                least=lambda: _least(app, self.above, self.message),
            ),
            self._window(
                app, lambda: self.message, "class:question", least=lambda: _least(app, self.message)
            ),
            self._window(app, lambda: self.help, "class:help", When(lambda: self._helps(app))),
            self._window(app, lambda: "   ...", "class:hints", When(lambda: self.more[0])),
            own,
            self._window(app, lambda: "   ... more below", "class:hints", When(lambda: self.more[1])),
            self._window(app, self.error, "class:error", When(lambda: bool(self.error()))),
            self._window(app, self.below, "class:hints", When(lambda: bool(self.below()))),
            self._window(app, lambda: self._explained(app), "class:why", When(lambda: self.shows_why)),
            self._window(app, lambda: "", "", When(lambda: _rows(app) >= TALL)),
            self._hint_window(app),
        ]
        app.layout = Layout(HSplit(parts), focused_element=own)
        app.erase_when_done = True
        app.ttimeoutlen = app.timeoutlen = ESCAPE_SECONDS

        def look(_: object) -> None:
            shown = own.render_info
            more = (not shown.top_visible, not shown.bottom_visible) if shown else (False, False)
            if more != self.more:
                self.more = more
                app.invalidate()

        app.after_render += look

    @staticmethod
    def _window(
        app: "Application[Any]", text: Callable[[], str], style: str, shown: When | None = None,
        *, least: Callable[[], int] = lambda: 1,
    ) -> ConditionalContainer:  # fmt: skip
        """Return a window for text, with at least so many of its lines where the prompt's own has many."""

        def lines() -> StyleAndTextTuples:
            margin = " " * (len(text()) - len(text().lstrip()))
            folded = fold(text(), app.output.get_size().columns - 1 - len(margin))
            return [(style, "\n".join(margin + line for line in folded))]

        window = Window(
            FormattedTextControl(lines), dont_extend_height=True, height=lambda: Dimension(min=least())
        )
        return ConditionalContainer(window, shown if shown is not None else When(lambda: True))

    def _hint_window(self, app: "Application[Any]") -> Window:
        def line() -> StyleAndTextTuples:
            columns = app.output.get_size().columns - 1
            fitting = [hint for hint in self.hints if cells(hint) <= columns]
            return [("class:hints", fitting[-1] if fitting else self.hints[0][:columns])]

        return Window(FormattedTextControl(line), dont_extend_height=True, height=Dimension.exact(1))

    def add_keys(self, app: "Application[Any]", own: KeyBindings) -> None:
        """Merge in the keys of every prompt and those of this one, over what the prompt brought along."""
        keys = KeyBindings()
        keys.add("c-c", eager=True)(_raising(KeyboardInterrupt))
        keys.add("<sigint>", eager=True)(_raising(KeyboardInterrupt))
        keys.add("c-d", eager=True, filter=When(lambda: not app.current_buffer.text))(_raising(EOFError))
        keys.add("c-z", eager=True)(lambda event: event.app.suspend_to_background())
        for unused in ("c-q", "c-r", "c-s", "c-o", "c-t", "c-v"):
            keys.add(unused, eager=True)(nothing)  # would search, quote or quit, with no way to see it
        if self.back:
            keys.add("s-tab", eager=True)(self._leaving(WentBack))
        keys.add("escape", eager=True)(self._on_escape)
        keys.add("tab", eager=True)(self._leaving(OpenedMenu) if self.menu else nothing)
        if self.why:
            keys.add("?", eager=True)(self._on_why)
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), keys, own])

    def _leaving(self, reason: Callable[[Draft], object]) -> Key:
        def leave(event: KeyPressEvent) -> None:
            event.app.exit(result=reason(self.draft()))

        return leave

    def _on_escape(self, event: KeyPressEvent) -> None:
        """Put the reasons away, or else go back; but Esc and Enter in one burst are Alt+Enter: an Enter."""
        waiting = event.app.key_processor.input_queue
        if waiting and waiting[0].key == Keys.ControlM:
            return
        if self.shows_why:
            self._on_why(event)
        elif self.back:
            self._leaving(WentBack)(event)

    def _explained(self, app: "Application[Any]") -> str:
        return self.why if self._helps(app) else f"{self.help} {self.why}".strip()

    def _helps(self, app: "Application[Any]") -> bool:
        """Say whether the help stands below the question: a list on a small screen needs the rows itself."""
        size = app.output.get_size()
        roomy = size.rows >= ROOMY or (self.is_line and has_room(size, self.above, self.message, self.help))
        return bool(self.help) and roomy

    def _on_why(self, event: KeyPressEvent) -> None:
        columns, rows = event.app.output.get_size().columns, _rows(event.app)
        taken = sum(
            window.render_info.window_height
            for window in event.app.layout.find_all_windows()
            if window.render_info
        )
        if not self.shows_why and len(fold(self._explained(event.app), columns - 1)) + taken > rows:
            event.app.exit(result=AskedWhy(self.draft()))
            return
        self.shows_why = not self.shows_why
        event.app.invalidate()


def drop_burst(event: KeyPressEvent) -> bool:
    """Drop the keys that came in one burst behind this one, as of a paste; say whether there were any."""
    behind = event.app.key_processor.input_queue
    pasted = any(press.key != Keys.CPRResponse for press in behind)
    if pasted:
        behind.clear()
    return pasted


def text_keys(frame: Frame) -> KeyBindings:
    """Return the keys of a line of text: what is pasted becomes one clean line.

    A terminal without bracketed paste sends it as keys: what stands behind an Enter, in one burst with it.
    """
    keys = KeyBindings()

    @keys.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(clean(event.data, FREE_TEXT_LIMIT))

    @keys.add("enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        behind = event.app.key_processor.input_queue
        frame.lost = any(press.key not in _NO_WORDS for press in behind)
        frame.pasted = drop_burst(event)
        event.current_buffer.validation_state = ValidationState.UNKNOWN  # what was refused may be confirmed
        event.current_buffer.validate_and_handle()

    return keys


def _rows(app: "Application[Any]") -> int:
    return app.output.get_size().rows


def _lines(text: str, size: Size) -> int:
    return len(fold(text, size.columns - 1)) if text else 0


def _least(app: "Application[Any]", text: str, *others: str) -> int:
    """Return how many lines of a text have to stand there beside others: all, where there is room."""
    size = app.output.get_size()
    room = size.rows - ROWS_BESIDE - sum(_lines(other, size) for other in others)
    return max(1, min(_lines(text, size), room))


def has_room(size: Size, *texts: str) -> bool:
    """Say whether these texts stand whole on a screen, together with the list that they lead to."""
    return sum(_lines(text, size) for text in texts) + ROWS_BESIDE <= size.rows


def nothing(event: KeyPressEvent) -> None:
    """Let a key do nothing."""


def _raising(kind: type[BaseException]) -> Key:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=kind())

    return leave
