"""A report as one HTML file: no script, no request, and every text escaped by the template."""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined

from advisor.report.blocks import Bullets, Callout, Figure, KeyFacts, Paragraph, Report, Table

KINDS = {
    "paragraph": Paragraph, "bullets": Bullets, "table": Table, "keyfacts": KeyFacts, "callout": Callout,
    "figure": Figure,
}  # fmt: skip


def draw(report: Report, language: str = "en") -> str:
    """Return the whole page, ending in one line break."""
    return _environment().get_template("page").render(report=report, language=language)


@cache
def _environment() -> Environment:
    room = files("advisor.report")
    environment = Environment(
        loader=DictLoader({"page": (room / "page.html.jinja").read_text("utf-8")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name, kind in KINDS.items():
        environment.tests[name] = _test_for(kind)
    style = (room / "page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    environment.globals |= {"style": style, "style_digest": f"sha256-{digest}"}
    return environment


def _test_for(kind: type) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kind)
