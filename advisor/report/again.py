"""What a timing means, and when to look at the advice again: a mark, and a day at the latest."""

from datetime import date, timedelta

from advisor.report.holding import holding, look_again
from advisor.report.matter import Matter
from advisor.report.outlook import is_outnumbered
from advisor.report.wording import days_in_words
from advisor.rulebook import Time


def time_of(matter: Matter) -> Time | None:
    """Return what the policy says of the time advised, or of seats that are all filled."""
    policy, timing = matter.rulebook.policies[matter.rulebook.policy], matter.assessment.verdict.choice.timing
    return policy.times.get("kept" if matter.kept() else timing or "")


def meaning(matter: Matter) -> str:
    """Say what the time advised means; empty where the policy does not say."""
    found = time_of(matter)
    return found.means if found else ""


def again_in_words(matter: Matter) -> str:
    """Say at what mark to look at the advice again, and when at the latest."""
    if is_outnumbered(matter.assessment):
        return "Look at this again as soon as you can answer more."
    timing = matter.assessment.verdict.choice.timing
    held = look_again(matter) if timing != "now" and holding(matter) else ""
    found = time_of(matter)
    mark = held or (found.again if found else "")
    said = [f"Look at this again when {mark}."] if mark else []
    latest = latest_in_words(matter)
    return " ".join([*said, *([f"At the latest, do so {latest}."] if latest else [])])


def latest_in_words(matter: Matter) -> str:
    """Say by when at the latest to look again: a day if the answers carry one, else a span of time.

    Empty where other advice comes out more often: more answers are due then, and no day.
    """
    found = time_of(matter)
    if found is None or is_outnumbered(matter.assessment):
        return ""
    try:
        day = date.fromisoformat(matter.assessment.case.date) + timedelta(days=found.within_days)
    except (ValueError, OverflowError):
        return f"within {days_in_words(found.within_days, matter.formats)}"
    return f"by {matter.formats.date(day.isoformat())}"
