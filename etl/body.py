"""The body of an answer that lies on the disk: packed or not, whole or cut short, and its hash."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emn.errors import WrongAnswer

GZIP = b"\x1f\x8b"
HEAD = 64 * 1024
_LONGEST_UNPACKED = 4 * 1024**3
_PIECE = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What there is to know of a body without understanding it."""

    head: bytes  # its first bytes, unpacked
    sha256: str  # of all of it, unpacked
    is_gzip: bool
    is_whole: bool  # gzip that reached its own end; what is not packed can't tell
    ends_in_line_end: bool

    @classmethod
    def of(cls, path: Path) -> Body:
        """Read a body from end to end; `WrongAnswer` where it unpacks without measure."""
        with path.open("rb") as file:
            is_gzip = file.read(len(GZIP)) == GZIP
        head, last, digest, is_whole = b"", b"", hashlib.sha256(), True
        try:
            for piece in _unpacked(path, is_gzip=is_gzip):
                digest.update(piece)
                head += piece[: HEAD - len(head)]
                last = piece[-1:]
        except (EOFError, gzip.BadGzipFile, zlib.error):
            is_whole = False
        return cls(
            head=head,
            sha256=digest.hexdigest(),
            is_gzip=is_gzip,
            is_whole=is_whole,
            ends_in_line_end=last == b"\n",
        )


def _unpacked(path: Path, *, is_gzip: bool) -> Iterator[bytes]:
    size = 0
    with gzip.open(path) if is_gzip else path.open("rb") as file:
        while piece := file.read1(_PIECE):
            size += len(piece)
            if size > _LONGEST_UNPACKED:
                raise WrongAnswer(
                    f"{path.name}: unpacks to more than {_LONGEST_UNPACKED:,} bytes."
                    " Nothing was published; look at the address in a browser."
                )
            yield piece
