"""Pictures in prose: a PNG or JPEG of the edition's own folder, small, and told in words."""

from __future__ import annotations

import struct
from pathlib import Path, PurePosixPath

from bulletins.document import Illustration

FOLDER = "pictures"
_LARGEST = 2_000_000  # bytes
_MOST_PIXELS = 25_000_000  # a small file may unpack to gigabytes
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the JPEG markers that say the size
_GREY_OR_COLOURS = {1, 3}  # channels: four are for a printing press, and no screen shows them alike


class BadPicture(Exception):
    """A picture can't be printed: the reason, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


def illustration(edition: Path, address: str, alt: str, caption: str) -> Illustration:
    """The picture at an address such as `pictures/route.png`; `BadPicture` says what is wrong."""
    if not alt.strip():
        raise BadPicture(
            f"the picture {address} has no alternative text",
            "Say in the square brackets what it shows",
        )
    content = _content(edition, address)
    kind = "png" if content.startswith(_PNG) else "jpeg"
    width, height = _size(content, address)
    if width * height > _MOST_PIXELS:
        raise BadPicture(
            f"{address} has {width} × {height} pixels", "Scale it to at most 2000 pixels a side"
        )
    return Illustration(
        content=content, kind=kind, width=width, height=height, alt=alt.strip(), caption=caption
    )


def _content(edition: Path, address: str) -> bytes:
    path = _path(edition, address)
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise BadPicture(
                f"{address} has {size / 1e6:.1f} MB, more than the 2 MB of a picture",
                "Scale it down",
            )
        return path.read_bytes()
    except OSError as error:
        raise BadPicture(
            f"there is no picture {address} ({error.strerror})", f"Put it into {FOLDER}/"
        ) from error


def _path(edition: Path, address: str) -> Path:
    """Where the picture is; never outside the folder of pictures, not even by a link."""
    named = PurePosixPath(address)
    folder = (edition / FOLDER).resolve()
    path = (edition / address).resolve()
    is_within = named.parts[:1] == (FOLDER,) and ".." not in named.parts
    if not is_within or not path.is_relative_to(folder):
        raise BadPicture(
            f"{address} lies outside the edition's pictures",
            f"Put it into {FOLDER}/ and write {FOLDER}/NAME.png",
        )
    return path


def _size(content: bytes, address: str) -> tuple[int, int]:
    """Width and height as the file says them; what is neither PNG nor JPEG has none."""
    try:
        if content.startswith(_PNG) and content[12:16] == b"IHDR":
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        if content.startswith(_JPEG):
            return _size_of_jpeg(content, address)
    except (IndexError, struct.error) as error:
        raise BadPicture(f"{address} is cut short", "Save it again") from error
    raise BadPicture(f"{address} is neither PNG nor JPEG", "Save it as one of them")


def _size_of_jpeg(content: bytes, address: str) -> tuple[int, int]:
    """Walk over the segments to the one that begins a frame."""
    at = 2
    while True:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _FRAMES:
            height, width, channels = struct.unpack(">HHB", content[at + 5 : at + 10])
            if channels not in _GREY_OR_COLOURS:
                raise BadPicture(f"{address} has the colours of a press", "Save it in RGB")
            return width, height
        at += 2 + length
