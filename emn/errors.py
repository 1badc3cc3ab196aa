"""What can go wrong, grouped by who can put it right.

Each error is named for what happened, names the thing, and ends in what to do. The class decides
the exit code of the command line; `emn.__main__` catches `EmnError` alone.

    EmnError                          1
    ├── Misused                       2   whoever typed it: correct the call
    ├── BrokenFile                    3   whoever edits our files: correct the file
    ├── SourceError                  10   Eurostat, or the way to it
    │   ├── SourceUnavailable        10   try again later; the last vintage stays in service
    │   │   ├── TryLater             10   it passes; it was asked again, and still failed
    │   │   │   ├── ServerFailed          an answer of the 500s, or too many requests
    │   │   │   ├── Unreachable           no way to the host, or no answer in time
    │   │   │   ├── ProxyFailed           the proxy between us and Eurostat
    │   │   │   └── ConnectionBroken      in the middle of an answer
    │   │   ├── UnderMaintenance     10   a web page in place of data
    │   │   ├── SentElsewhere        10   a redirect to another host, or in circles
    │   │   ├── NotTrusted           10   no encrypted way that can be believed
    │   │   ├── StillQueued          10   longer in the queue than we wait
    │   │   └── TooSlow              10   an answer that does not end
    │   ├── StructureChanged         11   compare the declaration with the dataflow
    │   │   └── CodesGone            11   a dimension lost every code that we keep of it
    │   ├── WrongAnswer              12   not what was asked for; nothing was published
    │   │   ├── CutShort             12   it ends before its end
    │   │   ├── EmptyAnswer          12   it holds nothing
    │   │   ├── OtherKind            12   neither table nor structure: another format
    │   │   ├── OtherDataset         12   the table of another dataset
    │   │   ├── EmptyDimension       12   a dimension without a single code
    │   │   ├── TooLong              12   more bytes than any slice has
    │   │   ├── Inflated             12   unpacks without measure
    │   │   ├── UnknownState         12   a word of the queue that we do not know
    │   │   ├── BrokenTable          12   its header, its text or the width of a row
    │   │   ├── UnreadableCell       12   neither number nor flag
    │   │   └── RepeatedRow          12   one observation is there twice
    │   ├── Refused                  13   no answer to this query, ever; correct the declaration
    │   │   ├── TooBig               13   too many cells, even in parts
    │   │   ├── UnknownCode          13   it names a dimension or code that is not there
    │   │   ├── BadQuery             13   it is not written as Eurostat wants it
    │   │   └── NotOffered           13   no such dataflow, or not in this form
    │   └── NothingFound             14   a valid query that matches no observation
    ├── ChecksFailed                 15   a person decides: the vintage is in quarantine
    │   └── StillWaiting             15   and has been there since an earlier refresh
    ├── PartlyRefreshed              16   some datasets failed; the others are new
    ├── CacheError                   20   the cache, or the disk under it
    │   ├── DiskFull                 20   make room
    │   ├── NotPermitted             20   give whoever runs this the right to write
    │   ├── NothingStored            20   refresh first
    │   ├── MixedOrigins             21   sample and published figures may not meet
    │   └── BrokenVintage            22   a stored file can't be read; refresh that dataset
    └── Undrawable                   30   a figure uses what the static drawing does not know
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Self

from emn.message import _


class EmnError(Exception):
    """Something a person can put right; the message says what and how."""

    exit_code = 1


class Misused(EmnError):
    """The call asks for something that does not exist: a period, a place, a language.

    `values` fill the {names} of the message: a language says it with the same ones.
    """

    exit_code = 2

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message, self.values = message, values

    @classmethod
    def unknown(cls, text: str, kind: str, known: Collection[str]) -> Self:
        """Say that there is no such thing, and which was meant, or else which there are.

        The kind is marked as a message: whoever tells it in another language translates it too.
        """
        if near := get_close_matches(text, known):
            message, named = _("{text} is no {kind}. Did you mean {near}?"), " / ".join(near)
            return cls(message, text=repr(text), kind=kind, near=named)
        message = _("{text} is no {kind}. There are: {known}.")
        return cls(message, text=repr(text), kind=kind, known=", ".join(known))


class BrokenFile(EmnError):
    """A file that people edit can't be understood."""

    exit_code = 3


class SourceError(EmnError):
    """Eurostat, or the way to it, did not give what we need."""

    exit_code = 10


class SourceUnavailable(SourceError):
    """Eurostat can't be reached, is under maintenance, or gave up after every retry."""


class TryLater(SourceUnavailable):
    """Eurostat, or the way to it, failed in a way that passes; asked again, it may answer."""

    def __init__(self, message: str, *, after_s: float = 0.0) -> None:
        super().__init__(message)
        self.after_s = after_s  # what Eurostat itself named; 0 where it named nothing


class ServerFailed(TryLater):
    """Eurostat answers with a failure of its own, or has no room for us."""


class Unreachable(TryLater):
    """There is no way to the host, or it says nothing in time."""


class ProxyFailed(TryLater):
    """The proxy between us and Eurostat does not let us through."""


class ConnectionBroken(TryLater):
    """The connection ended in the middle of an answer."""


class UnderMaintenance(SourceUnavailable):
    """A web page came in place of data."""


class SentElsewhere(SourceUnavailable):
    """The answer is a redirect that we do not follow: to another host, or in circles."""


class NotTrusted(SourceUnavailable):
    """The encrypted way can't be opened, or its certificate can't be believed."""


class StillQueued(SourceUnavailable):
    """The answer stayed in Eurostat's queue for longer than we wait."""


class TooSlow(SourceUnavailable):
    """The answer did not end within the time that one answer may take."""


class StructureChanged(SourceError):
    """Eurostat changed the structure of a dataset that we declare."""

    exit_code = 11

    def __init__(self, dataset: str, *, missing: set[str], unexpected: set[str]) -> None:
        super().__init__(
            f"{dataset}: dimensions or codes changed at the source"
            f" (missing: {', '.join(sorted(missing)) or 'none'};"
            f" unexpected: {', '.join(sorted(unexpected)) or 'none'})."
            " Compare the declaration in emn/datasets/ with the dataflow on Eurostat."
        )


class CodesGone(StructureChanged):
    """A dimension lost every code that we keep of it, as when codes are renamed."""


class WrongAnswer(SourceError):
    """The answer is not what was asked for, or is not what it claims to be."""

    exit_code = 12


class CutShort(WrongAnswer):
    """The answer ended before its end; asked again, it may come whole."""


class EmptyAnswer(WrongAnswer):
    """The answer holds nothing at all."""


class OtherKind(WrongAnswer):
    """The answer is in another format than the one asked for."""


class OtherDataset(WrongAnswer):
    """The answer is the table of another dataset."""


class EmptyDimension(WrongAnswer):
    """A dimension has not a single code, so there can be no observation."""


class TooLong(WrongAnswer):
    """The answer has more bytes than any slice of ours."""


class Inflated(WrongAnswer):
    """The answer unpacks to more than its size can honestly hold."""


class UnknownState(WrongAnswer):
    """Eurostat's queue uses a word that we do not know."""


class BrokenTable(WrongAnswer):
    """The text of a table, its header, or the width of one of its rows makes no sense."""


class UnreadableCell(WrongAnswer):
    """A cell is neither a number nor a flag."""


class RepeatedRow(WrongAnswer):
    """One observation is there twice."""


class Refused(SourceError):
    """Eurostat will not answer this query, however often it is asked."""

    exit_code = 13


class TooBig(Refused):
    """The query asks for more cells than Eurostat gives out, and can't be split further."""


class UnknownCode(Refused):
    """The query names a dimension or a code that Eurostat does not have."""


class BadQuery(Refused):
    """The query is not written as Eurostat wants it."""


class NotOffered(Refused):
    """Eurostat has no such dataflow, or not in the form that was asked for."""


class NothingFound(SourceError):
    """The query is valid and nothing matches it."""

    exit_code = 14


class ChecksFailed(EmnError):
    """A new vintage is not fit to replace the last; it waits in quarantine."""

    exit_code = 15


class StillWaiting(ChecksFailed):
    """What Eurostat has is the vintage that waits in quarantine already; nothing was fetched."""


class PartlyRefreshed(EmnError):
    """Some datasets of a refresh failed, others arrived."""

    exit_code = 16


class CacheError(EmnError):
    """The cache, or the disk under it, did not do its part."""

    exit_code = 20


class DiskFull(CacheError):
    """The disk, or our share of it, has no room left."""


class NotPermitted(CacheError):
    """Whoever runs this may not write to the cache."""


class NothingStored(CacheError):
    """The cache holds no vintage of this dataset yet."""


class MixedOrigins(CacheError):
    """Sample data and published figures were about to meet in one cache."""

    exit_code = 21


class BrokenVintage(CacheError):
    """A stored file is there and can't be read."""

    exit_code = 22


class Undrawable(EmnError):
    """A figure uses something that the static drawing does not know."""

    exit_code = 30
