"""How dates, numbers and amounts are written, by language; the report's own words stay English.

The table follows the Unicode Common Locale Data Repository (CLDR, long dates and decimal patterns),
with the plain no-break space where it has the narrow one, since every font has that.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Formats:
    """One language's way. `gap` stands between a number and its unit, so that no line ends there."""

    months: tuple[str, ...]
    day: str
    group: str
    decimal: str
    code_first: bool = False
    grouped_from: int = 1000
    gap: str = NO_BREAK

    def number(self, value: int) -> str:
        """Write a whole number, with its thousands set apart."""
        if abs(value) < self.grouped_from:
            return str(value)
        return f"{value:,}".replace(",", self.group)

    def fraction(self, value: Fraction) -> str:
        """Write a number that need not be whole, to six significant digits."""
        whole, _, decimals = f"{float(value):g}".partition(".")
        return f"{whole}{self.decimal}{decimals}" if decimals else whole

    def counted(self, value: int, unit: str) -> str:
        """Write a number and its unit, kept together."""
        return f"{self.number(value)}{self.gap}{unit}" if unit else self.number(value)

    def percent(self, share: Fraction | int) -> str:
        """Say a share of the whole; only nothing is 0 percent and only the whole is 100."""
        if 0 < share < Fraction(1, 100):
            return f"under {self.counted(1, 'percent')}"
        if Fraction(99, 100) < share < 1:
            return f"over {self.counted(99, 'percent')}"
        return self.counted(int(100 * share + Fraction(1, 2)), "percent")

    def money(self, value: int, currency: str) -> str:
        """Write an amount with the code of its currency."""
        parts = (currency, self.number(value)) if self.code_first else (self.number(value), currency)
        return self.gap.join(parts)

    def date(self, day: str) -> str:
        """Write out a day given as YYYY-MM-DD; nothing for nothing."""
        if not day:
            return ""
        year, month, number = day.split("-")
        said = self.day.format(day=int(number), month=self.months[int(month) - 1], year=year)
        return said.replace(" ", self.gap)


_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
_FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
_SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_ITALIAN = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
)  # fmt: skip
_DUTCH = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip
_PORTUGUESE = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
    "novembro", "dezembro",
)  # fmt: skip
_POLISH = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
    "października", "listopada", "grudnia",
)  # fmt: skip
_SWEDISH = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
    "november", "december",
)  # fmt: skip
_DANISH = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
    "november", "december",
)  # fmt: skip
_NORWEGIAN = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "desember",
)  # fmt: skip

_AMERICAN = Formats(_ENGLISH, "{month} {day}, {year}", ",", ".", code_first=True)
_BRITISH = replace(_AMERICAN, day="{day} {month} {year}")
_IN_GERMANY = Formats(_GERMAN, "{day}. {month} {year}", ".", ",")
_IN_PORTUGAL = Formats(_PORTUGUESE, "{day} de {month} de {year}", NO_BREAK, ",", grouped_from=10_000)

LANGUAGES: dict[str, Formats] = {
    "en": _BRITISH,
    "en-US": _AMERICAN,
    "en-GB": _BRITISH,
    "en-IE": _BRITISH,
    "en-AU": _BRITISH,
    "en-NZ": _BRITISH,
    "en-CA": _AMERICAN,
    "de": _IN_GERMANY,
    "de-AT": replace(_IN_GERMANY, group=NO_BREAK, months=("Jänner", *_GERMAN[1:]), code_first=True),
    "de-CH": replace(_IN_GERMANY, group="’", decimal=".", code_first=True),
    "fr": Formats(_FRENCH, "{day} {month} {year}", NO_BREAK, ","),
    "es": Formats(_SPANISH, "{day} de {month} de {year}", ".", ",", grouped_from=10_000),
    "es-MX": Formats(_SPANISH, "{day} de {month} de {year}", ",", ".", code_first=True),
    "it": Formats(_ITALIAN, "{day} {month} {year}", ".", ",", grouped_from=10_000),
    "nl": Formats(_DUTCH, "{day} {month} {year}", ".", ",", code_first=True),
    "pt": replace(_IN_PORTUGAL, group=".", code_first=True, grouped_from=1000),
    "pt-PT": _IN_PORTUGAL,
    "pl": Formats(_POLISH, "{day} {month} {year}", NO_BREAK, ",", grouped_from=10_000),
    "sv": Formats(_SWEDISH, "{day} {month} {year}", NO_BREAK, ","),
    "da": Formats(_DANISH, "{day}. {month} {year}", ".", ","),
    "nb": Formats(_NORWEGIAN, "{day}. {month} {year}", NO_BREAK, ","),
}
"""Tags of languages, and of countries that write otherwise than most. "en" takes the date that is read
one way everywhere."""

SCREEN = replace(_BRITISH, gap=" ")
"""As the owner's screen writes: it breaks lines itself."""


def formats_for(language: str) -> Formats:
    """Return the formats of a tag such as "de-CH"; of its language where that is not listed, else "en"."""
    tags = {tag.casefold(): formats for tag, formats in LANGUAGES.items()}
    wanted = language.replace("_", "-").casefold()
    return tags.get(wanted) or tags.get(wanted.split("-")[0]) or tags["en"]
