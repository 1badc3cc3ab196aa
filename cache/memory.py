"""Class Memory: what was read from small files, until a file is replaced by another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

Content = TypeVar("Content")
_Mark = tuple[int, int, int]


class Memory(Generic[Content]):
    """Reads a file anew only when it is not the file that was read: everything here is replaced.

    Give it the way to read one; it holds as many contents as there are files.
    """

    def __init__(self, read: Callable[[Path], Content]) -> None:
        self._read = read
        self._held: dict[str | Path, tuple[_Mark, Content]] = {}

    def of(self, path: str | Path) -> Content:
        """The content of a file; `FileNotFoundError` where there is none."""
        mark = marked(path)
        held = self._held.get(path)
        if held is not None and held[0] == mark:
            return held[1]
        content = self._read(Path(path))
        self._held[path] = (mark, content)  # read after it was marked: never newer than it says
        return content


def marked(path: str | Path) -> _Mark:
    """What tells one file from the next that takes its place."""
    stat = os.stat(path)  # noqa: PTH116  # asked for sixty files an answer: no Path is made of each
    return stat.st_ino, stat.st_mtime_ns, stat.st_size
