"""Which answers, under which rulebook, a report was drawn from, in one short code."""

import json
from hashlib import sha256

from advisor.assessment import Assessment
from advisor.case_document import to_document


def fingerprint(assessment: Assessment) -> str:
    """Return 64 hexadecimal digits that change with any answer, name, note or date, and with the rulebook."""
    told = {"case": to_document(assessment.case), "rulebook": assessment.rulebook.digest}
    spelled = json.dumps(told, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()
