"""Print a page to PDF with headless Chromium, and print what it took as JSON.

    python one_chromium.py PAGE

A browser is a process of its own for each file, so its start is part of every time.
"""

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pdf-header-footer",
)  # fmt: skip
REPEATS = 3


def printed(page: Path) -> tuple[bytes, float]:
    """Return the PDF, and the milliseconds from the start of the browser to its end."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.pdf"
        command = [
            "chromium",
            *OPTIONS,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ]
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        took = 1000 * (perf_counter() - start)
        return target.read_bytes(), took


page = Path(sys.argv[1]).absolute()
data, first_ms = printed(page)
again = sorted(printed(page)[1] for _ in range(REPEATS))
page.with_name("chromium.pdf").write_bytes(data)
print(
    json.dumps(
        {
            "import_ms": 0,
            "first_ms": first_ms,
            "again_ms": again[REPEATS // 2],
            "kb": len(data) / 1000,
            "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
            "digest": hashlib.sha256(data).hexdigest(),
        }
    )
)
