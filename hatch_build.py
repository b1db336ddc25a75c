"""Puts the compiled rulebook into the wheel when it is built."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRulebook(BuildHookInterface[Any]):
    """Reads and checks `rules/` with the package's own loader; a rulebook with mistakes is no wheel."""

    _made: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file. An editable install reads `rules/` itself and gets none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from advisor.loading import read_rulebook
        from advisor.loading.compiled import IN_WHEEL, compiled

        self._made = Path(tempfile.mkdtemp()) / IN_WHEEL
        self._made.write_bytes(compiled(read_rulebook(Path(self.root) / "rules")))
        build_data["force_include"][str(self._made)] = f"advisor/{IN_WHEEL}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  (the builder's names)
        """Leave nothing behind."""
        if self._made is not None:
            self._made.unlink()
            self._made.parent.rmdir()
