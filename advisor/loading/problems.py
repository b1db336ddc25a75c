"""The mistakes found in a rulebook, each with the place where an author mends it."""

from dataclasses import dataclass, field

from advisor.errors import RulebookRefused

HINT = "mend the file it names, then run: advisor rules check"
SHOWN = 60


def quoted(value: object) -> str:
    """Return a value from a file, fit to stand in a message: one line, short, nothing invisible."""
    text = str(value)
    clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:SHOWN])
    return f"'{clean}{'...' if len(text) > SHOWN else ''}'"


@dataclass(slots=True)
class Problems:
    """Collects mistakes; `book` is the name of the rulebook's folder, shown before each file."""

    book: str
    found: list[str] = field(default_factory=list)

    def add(self, file: str, what: str, heading: str = "", key: str = "") -> None:
        """Note one mistake at "book/file [heading] key"."""
        where = f"{self.book}/{file}" if file else self.book
        if heading:
            where += f" [{quoted(heading)[1:-1]}]"
        if key:
            where += f" {quoted(key)[1:-1]}"
        line = f"{where}: {what}"
        if line not in self.found:
            self.found.append(line)

    def refuse_if_any(self) -> None:
        """Raise RulebookRefused with every mistake, ordered by place, if there is one."""
        if not self.found:
            return
        ordered = tuple(sorted(self.found))
        more = f" (and {len(ordered) - 1} more)" if len(ordered) > 1 else ""
        raise RulebookRefused(ordered[0] + more, HINT, ordered)
