"""Zip files that are the same to the byte whenever they are written: parts without a clock."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first instant that a zip file knows


def archive(parts: Mapping[str, bytes], plain: tuple[str, ...] = ()) -> bytes:
    """Pack the parts in their order; `plain` ones are not compressed."""
    file = io.BytesIO()
    with ZipFile(file, "w") as packed:
        for name, content in parts.items():
            info = ZipInfo(name, _BEGINNING)
            info.compress_type = ZIP_STORED if name in plain else ZIP_DEFLATED
            packed.writestr(info, content)
    return file.getvalue()


def timeless(packed: bytes) -> bytes:
    """The same archive without the instant at which somebody wrote it."""
    with ZipFile(io.BytesIO(packed)) as opened:
        return archive({name: opened.read(name) for name in opened.namelist()})
