"""What one state reports on a theme: its text with tags, sources and the contact point's sign-off.

The same block stands in a contribution as it was sent, and in the file of its theme, where editors
go on with it. `from` says which contribution it was filed from, and what it was at that moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletins.desk.details import Details, SignOff, misused
from bulletins.desk.markdown import blocks
from bulletins.desk.reading import Lines, Problem, Spot
from bulletins.document import Block
from emn.errors import Misused
from emn.language import Language
from emn.network import Network, Place
from emn.themes import Theme

KEYS = ("themes", "source", "signed-off-by", "signed-off-on", "from")


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalBlock:
    """One state's text on a theme; it may concern further themes.

    `text` is its Markdown as it stands, `blocks` what that says. `filed` is the contribution and
    the fingerprint of what was filed; empty where editors wrote the block themselves.
    """

    place: Place
    themes: tuple[Theme, ...]
    text: str
    blocks: tuple[Block, ...]
    spot: Spot
    sources: tuple[str, ...] = ()
    sign_off: SignOff | None = None
    filed: tuple[str, str] | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same text, tags, sources and sign-off, whatever its contribution."""
        said = "\n".join((*self._details(), "", self.text))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def is_untouched(self) -> bool:
        """Tell whether it is as it was filed from a contribution."""
        return self.filed is not None and self.filed[1] == self.fingerprint

    def written(self, language: Language) -> list[str]:
        """The block as lines of its theme's file."""
        filed = [f"from: {' '.join(self.filed)}"] if self.filed else []
        head = (f"### {self.place.name(language)}", "", *self._details(), *filed)
        return [*head, "", *self.text.split("\n"), ""]

    def _details(self) -> Iterator[str]:
        yield f"themes: {', '.join(each.id for each in self.themes)}"
        yield from (f"source: {each}" for each in self.sources)
        if self.sign_off:
            yield f"signed-off-by: {self.sign_off.by}"
            yield f"signed-off-on: {self.sign_off.on}"


def national_block(
    lines: Lines, theme: Theme, edition: Path, network: Network, problems: list[Problem]
) -> NationalBlock | None:
    """Read a block of a theme's file, from its `### State` on; None where the state is none."""
    place = place_named(lines.lines[0].removeprefix("###").strip(), lines.spot, network, problems)
    head, body = _parted(lines.part(1))
    details = Details(head, KEYS, problems)
    said, refused = blocks(body, edition, level=None)
    problems.extend(refused)
    if place is None:
        return None
    filed = details.text("from").split()
    return NationalBlock(
        place=place,
        themes=details.themes("themes") or (theme,),
        text=body.text,
        blocks=said,
        spot=lines.spot,
        sources=details.sources(),
        sign_off=details.sign_off(),
        filed=(filed[0], filed[-1]) if filed else None,
    )


def place_named(text: str, spot: Spot, network: Network, problems: list[Problem]) -> Place | None:
    """The state of this code or name, in any language; a problem where there is none."""
    try:
        return network.find(text)
    except Misused as error:
        problems.append(misused(error, spot))
        return None


def _parted(lines: Lines) -> tuple[Lines, Lines]:
    """The details below the heading, up to the first blank line, and the text after them.

    A first paragraph that begins like no detail is text already.
    """
    first = next((at for at, line in enumerate(lines.lines) if line.strip()), len(lines.lines))
    words = lines.lines[first] if first < len(lines.lines) else ""
    if words.partition(":")[0].strip().lower() not in KEYS:
        return lines.part(0, 0), lines
    rest = enumerate(lines.lines[first:], first)
    end = next((at for at, line in rest if not line.strip()), len(lines.lines))
    return lines.part(first, end), lines.part(end)
