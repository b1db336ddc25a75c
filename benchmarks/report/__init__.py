"""The report's formats beside other ways to a PDF; run with `python -m benchmarks.report.run`."""
