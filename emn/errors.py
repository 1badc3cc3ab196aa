"""What can go wrong, grouped by who can put it right.

Each error is named for what happened, names the thing, and ends in what to do. The class decides
the exit code of the command line; `emn.__main__` catches `EmnError` alone.

    EmnError                     1
    ├── Misused                  2   whoever typed it: correct the call
    ├── BrokenFile               3   whoever edits our files: correct the file
    ├── SourceError             10   Eurostat, or the way to it
    │   ├── SourceUnavailable   10   try again later; the last vintage stays in service
    │   ├── StructureChanged    11   compare the declaration with the dataflow
    │   ├── WrongAnswer         12   the answer is not what was asked for; nothing was published
    │   ├── Refused             13   Eurostat will not answer this query; correct the declaration
    │   └── NothingFound        14   a valid query that matches no observation
    ├── ChecksFailed            15   a person decides: the vintage is in quarantine
    ├── PartlyRefreshed         16   some datasets failed; the others are new
    ├── CacheError              20   the cache, or the disk under it
    │   ├── NothingStored       20   refresh first
    │   ├── MixedOrigins        21   sample and published figures may not meet
    │   └── BrokenVintage       22   a stored file can't be read; refresh that dataset
    └── Undrawable              30   a figure uses what the static drawing does not know
"""


class EmnError(Exception):
    """Something a person can put right; the message says what and how."""

    exit_code = 1


class Misused(EmnError):
    """The call asks for something that does not exist: a period, a place, a language."""

    exit_code = 2


class BrokenFile(EmnError):
    """A file that people edit can't be understood."""

    exit_code = 3


class SourceError(EmnError):
    """Eurostat, or the way to it, did not give what we need."""

    exit_code = 10


class SourceUnavailable(SourceError):
    """Eurostat can't be reached, is under maintenance, or gave up after every retry."""


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


class WrongAnswer(SourceError):
    """The answer is not what was asked for, or is not what it claims to be."""

    exit_code = 12


class Refused(SourceError):
    """Eurostat will not answer this query, however often it is asked."""

    exit_code = 13


class NothingFound(SourceError):
    """The query is valid and nothing matches it."""

    exit_code = 14


class ChecksFailed(EmnError):
    """A new vintage is not fit to replace the last; it waits in quarantine."""

    exit_code = 15


class PartlyRefreshed(EmnError):
    """Some datasets of a refresh failed, others arrived."""

    exit_code = 16


class CacheError(EmnError):
    """The cache, or the disk under it, did not do its part."""

    exit_code = 20


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
