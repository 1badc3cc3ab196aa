"""What the operating system says of a disk, as an error that says what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from emn.errors import CacheError, DiskFull, NotPermitted

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def unwritten(path: Path, error: OSError) -> CacheError:
    """Name what was said of a file that could not be written."""
    said = f"{path}: can't be written ({error.strerror or error})."
    if error.errno in _FULL:
        return DiskFull(f"{said} Make room on the disk; what is stored stays in service.")
    if error.errno in _FORBIDDEN:
        return NotPermitted(f"{said} Give whoever runs this the right to write there.")
    return CacheError(f"{said} Look at the disk; what is stored stays in service.")
