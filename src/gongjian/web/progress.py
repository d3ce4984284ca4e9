"""How far a long piece of work is, in one small file: whoever works writes it, the page shell reads it."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Progress:
    """Where a long piece of work stands: the step by name, counts, and the time of the last word."""

    step: str
    done: int
    total: int
    at: datetime

    @property
    def is_finished(self) -> bool:
        return self.done >= self.total

    @property
    def percent(self) -> int:
        """Whole percent, never 100 before the end."""
        return 100 if self.is_finished else max(0, self.done) * 100 // self.total


def write_progress(path: Path | str, step: str, done: int, total: int, at: datetime) -> None:
    """Replace the progress file in one move, so that a reader never meets half of it.

    step   what is being done; a month as 2025-08 is shown in words
    at     aware
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    draft.write_text(json.dumps({"step": step, "done": done, "total": total, "at": at.isoformat()}), encoding="utf-8")
    draft.replace(target)


def read_progress(path: Path | str) -> Progress | None:
    """Return what the progress file says, None without a readable file."""
    try:
        said = json.loads(Path(path).read_text(encoding="utf-8"))
        return Progress(str(said["step"]), int(said["done"]), int(said["total"]), datetime.fromisoformat(said["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
