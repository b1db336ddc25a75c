"""Make a PDF of a page with WeasyPrint, in a process of its own, and print what it took as JSON.

    python one_weasyprint.py PAGE

Runs by its file name, in an environment without this project.
"""

import hashlib
import json
import resource
import sys
from pathlib import Path
from time import perf_counter

REPEATS = 3

page = Path(sys.argv[1]).read_text("utf-8")
start = perf_counter()
from weasyprint import HTML  # noqa: E402  (timed)

import_ms = 1000 * (perf_counter() - start)
times, data = [], b""
for _ in range(1 + REPEATS):
    start = perf_counter()
    data = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    times.append(1000 * (perf_counter() - start))
Path(sys.argv[1]).with_name("weasyprint.pdf").write_bytes(data)
print(
    json.dumps(
        {
            "import_ms": import_ms,
            "first_ms": times[0],
            "again_ms": sorted(times[1:])[REPEATS // 2],
            "kb": len(data) / 1000,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
            "digest": hashlib.sha256(data).hexdigest(),
        }
    )
)
