"""The body of an answer that lies on the disk: packed or not, whole or cut short, and its hash.

Reading it is bounded: gzip can hold a thousand times its own size, and a table of figures never
does.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emn.errors import CutShort, Inflated

GZIP = b"\x1f\x8b"
HEAD = 64 * 1024
_LONGEST_UNPACKED = 2 * 1024**3
_ALWAYS_FINE = 64 * 1024**2  # below this nobody asks how well it was packed
_MOST_TIMES = 250  # real tables unpack to 3 to 21 times their size
_PIECE = 1024**2
_BLOCK = 2 * 1024**2
_BROKEN_GZIP = (EOFError, gzip.BadGzipFile, zlib.error)


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
        """Read a body from end to end; `Inflated` where it unpacks without measure."""
        head, last, digest, is_whole = b"", b"", hashlib.sha256(), True
        try:
            for piece in _unpacked(path):
                digest.update(piece)
                head += piece[: HEAD - len(head)]
                last = piece[-1:]
        except _BROKEN_GZIP:
            is_whole = False
        return cls(
            head=head,
            sha256=digest.hexdigest(),
            is_gzip=_is_gzip(path),
            is_whole=is_whole,
            ends_in_line_end=last == b"\n",
        )


def whole(path: Path) -> bytes:
    """Give all of a body, unpacked; `CutShort` or `Inflated` where its gzip can't be believed."""
    kept = io.BytesIO()
    for piece in _whole_pieces(path):
        kept.write(piece)
    return kept.getvalue()


def blocks(path: Path) -> Iterator[bytes]:
    """Give a body unpacked, some megabytes of whole lines at a time, so that any length has room.

    The last block may lack its line end. `CutShort` or `Inflated` as `whole`.
    """
    kept = bytearray()
    for piece in _whole_pieces(path):
        kept += piece
        if len(kept) >= _BLOCK:
            end = kept.rfind(b"\n") + 1
            if end:
                yield bytes(kept[:end])
                del kept[:end]
    if kept:
        yield bytes(kept)


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(GZIP)) == GZIP


def _whole_pieces(path: Path) -> Iterator[bytes]:
    """The body in pieces; a gzip that is broken is an error."""
    try:
        yield from _unpacked(path)
    except _BROKEN_GZIP as error:
        raise CutShort(
            f"{path.name}: the gzip is broken or ends before its end ({error})."
            " Nothing was published; try again later."
        ) from error


def _unpacked(path: Path) -> Iterator[bytes]:
    """The body in pieces; memory stays at one piece, and the sum within the bound."""
    most = min(_LONGEST_UNPACKED, max(_ALWAYS_FINE, _MOST_TIMES * path.stat().st_size))
    size = 0
    with gzip.open(path) if _is_gzip(path) else path.open("rb") as file:
        while piece := file.read1(_PIECE):
            size += len(piece)
            if size > most:
                raise Inflated(
                    f"{path.name}: unpacks to more than {most:,} bytes, which no table does."
                    " Nothing was published; look at the address in a browser."
                )
            yield piece
