"""Saved times as people say them."""

from contextlib import suppress
from datetime import datetime, timedelta


def in_local_words(saved: str, now: datetime | None = None) -> str:
    """Return a saved UTC time ("2026-11-02T16:10:05Z") in local words: "yesterday 16:10", "2 November 2026".

    `now` is the time to count from, with its zone; the present if it is left out.
    """
    here = now or datetime.now().astimezone()
    then = datetime.fromisoformat(saved)
    with suppress(OverflowError):  # a clock gone wrong may have said the first or the last of all days
        then = then.astimezone(here.tzinfo)
    if then.date() == here.date():
        return f"today {then:%H:%M}"
    if then.date() == here.date() - timedelta(days=1):
        return f"yesterday {then:%H:%M}"
    return f"{then.day} {then:%B %Y}"
