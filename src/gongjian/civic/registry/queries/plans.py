"""What a workbook would do: found without writing, shown as a preview, and found again before it is done."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from gongjian.civic.registry.workbook import Fault

MOST_SHOWN = 1000  # faults and changes that a preview keeps; beyond that they are counted
EVERY = 500  # rows between two words about the progress

Tell = Callable[[int], None]  # is told how many rows are done


@dataclass(frozen=True)
class Change:
    """One cell that differs from the register: what it says there, and what the workbook says."""

    row: int
    name: str
    column: str
    old: str
    new: str


@dataclass
class Plan:
    """What a workbook would do.

    steps   verb -> its calls, as (row, key of the subject, arguments); keys instead of rows of the database
    counts  new, changed, moved, same, faulty rows
    """

    steps: dict[str, list[tuple[int, Any, dict[str, Any]]]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    fault_count: int = 0
    change_count: int = 0
    faulty: set[int] = field(default_factory=set)

    def do(self, verb: str, row: int, subject: Any, **arguments: Any) -> None:
        """Add a call of a verb."""
        self.steps.setdefault(verb, []).append((row, subject, arguments))

    def blame(self, faults: Iterable[Fault]) -> None:
        """Note what is wrong with cells; the first thousand are kept."""
        for fault in faults:
            self.fault_count += 1
            self.faulty.add(fault.row)
            if len(self.faults) < MOST_SHOWN:
                self.faults.append(fault)

    def change(self, change: Change) -> None:
        """Note what differs; the first thousand are kept."""
        self.change_count += 1
        if len(self.changes) < MOST_SHOWN:
            self.changes.append(change)

    @property
    def digest(self) -> str:
        """A short word for all that would be done: the same register and file give the same one."""
        kept = sha256()
        for verb in sorted(self.steps):
            for step in self.steps[verb]:
                kept.update(repr((verb, step)).encode())
        return kept.hexdigest()

    def summary(self, **more: Any) -> dict[str, Any]:
        """Return what a batch keeps of the plan."""
        self.faults.sort(key=lambda fault: fault.row)
        counts = {word: self.counts[word] for word in ("new", "changed", "moved", "same")}
        return {
            "counts": counts | {"faulty": len(self.faulty)},
            "faults": [asdict(fault) for fault in self.faults],
            "fault_count": self.fault_count,
            "changes": [asdict(change) for change in self.changes],
            "change_count": self.change_count,
            "digest": self.digest,
            **more,
        }


def silent(done: int) -> None:
    """Tell nobody."""
