"""How Excel is told to write numbers, so that a chart writes them as the text beside it does.

A pattern of Excel's own, such as "#,##0", would follow the reader's computer and not the brand.
"""

from advisor.report.formats import Formats

MILLION = 1_000_000


def whole(formats: Formats) -> str:
    """Return the pattern of whole numbers below a thousand million, their thousands set apart."""
    mark = f'"{formats.group}"'
    return f"[<{formats.grouped_from}]0;[<{MILLION}]0{mark}000;0{mark}000{mark}000"


def percent(formats: Formats, value: float = 50) -> str:
    """Return the pattern of percentages on the same side of 50 as `value`, as `Formats.percent` says them.

    A pattern has room for one exception beside the rule: for "under 1" or for "over 99".
    """
    unit = f'{formats.gap}percent"'
    plain = f'0"{unit}'
    if value < 50:
        return f'[=0]{plain};[<1]"under 1{unit};{plain}'
    return f'[=100]{plain};[>99]"over 99{unit};{plain}'
