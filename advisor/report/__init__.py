"""Results and reports, all drawn from one assessment."""

from advisor.report.sections import compose

__all__ = ["compose"]
