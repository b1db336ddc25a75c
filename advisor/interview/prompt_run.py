"""Running one prompt of prompt_toolkit, so that nothing it fails in is lost and the terminal stays whole."""

from asyncio import AbstractEventLoop, get_running_loop
from contextlib import suppress
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.output import Output


def result_of(app: "Application[Any]") -> object:
    """Run a prompt and return what it ended with. Raises KeyboardInterrupt and EOFError as they were pressed.

    What goes wrong in it is raised too, where prompt_toolkit would print a trace and wait.
    """

    def end(_: AbstractEventLoop, context: dict[str, Any]) -> None:
        if app.is_running and not app.is_done:
            app.exit(exception=context.get("exception") or RuntimeError(str(context["message"])))

    def listen() -> None:
        get_running_loop().set_exception_handler(end)

    try:
        return app.run(pre_run=listen, set_exception_handler=False)
    except BaseException:
        _put_right(app.output)
        raise


def _put_right(output: Output) -> None:
    """Undo what a prompt switches on. It does so itself, unless a signal comes while it draws at first."""
    with suppress(OSError):
        output.disable_bracketed_paste()
        output.enable_autowrap()
        output.show_cursor()
        output.flush()
