"""Class Finding: something that keeps an edition from closing, and who can mend it where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bulletins.desk.reading import Problem, Spot
from emn.errors import EmnError


class Kind(StrEnum):
    """What is wrong, as programs know it."""

    REFUSED = "refused"  # can't be printed as it is
    CONTRIBUTION = "missing contribution"
    UNSIGNED = "unsigned"
    TRANSLATION = "missing translation"
    INCOMPLETE = "incomplete period"
    EXHIBIT = "missing exhibit"
    STALE = "stale sentence"
    NUMBER = "unknown number"
    ANCHOR = "dead anchor"


class NotReady(EmnError):
    """The edition can't close yet."""

    exit_code = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: where, what, and what to do.

    `theme` and `states` tell programs of what and of whom; `before` and `now` of a number, as it
    was stated and as it is.
    """

    kind: Kind
    spot: Spot
    what: str
    remedy: str
    theme: str = ""
    states: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    now: tuple[str, ...] = ()

    @classmethod
    def refused(cls, problem: Problem) -> Finding:
        """A problem of a file as a finding."""
        return cls(kind=Kind.REFUSED, spot=problem.spot, what=problem.reason, remedy=problem.remedy)

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.spot}: {self.kind}: {self.what}. {self.remedy}."

    def row(self, root: Path) -> dict[str, object]:
        """The finding for a program; its file relative to a folder."""
        path = self.spot.path
        return {
            "kind": self.kind,
            "file": str(path.relative_to(root)) if path.is_relative_to(root) else str(path),
            "line": self.spot.line,
            "what": self.what,
            "remedy": self.remedy,
            "theme": self.theme or None,
            "states": list(self.states),
            "before": list(self.before),
            "now": list(self.now),
        }
