"""What a contact point sends: one file a language, with who speaks for whom at its top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletins.desk.details import Details, misused, themes
from bulletins.desk.markdown import blocks
from bulletins.desk.national import NationalBlock, place_named
from bulletins.desk.reading import Lines, Problem, Refused, Spot, read
from bulletins.desk.theme_file import cut
from bulletins.document import Block
from emn.errors import Misused
from emn.language import Language
from emn.network import Network, Place
from emn.themes import Theme

KEYS = ("state", "language", "themes", "nothing-on", "source", "signed-off-by", "signed-off-on")
_FENCE = "---"
_Text = tuple[tuple[Theme, ...], Lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A state's texts in one language, each for one theme or more; and on what it has no news.

    What was refused of the file is in `problems`, and in no block.
    """

    path: Path
    place: Place
    language: Language
    blocks: tuple[NationalBlock, ...]
    nothing_on: tuple[Theme, ...]
    problems: tuple[Problem, ...]


def contributions(edition: Path, network: Network) -> Iterator[Contribution | Problem]:
    """Each contribution of an edition in the order of file names, or why there is none in a file.

    A name that begins with an underscore is a form to fill in.
    """
    for path in sorted((edition / "contributions").glob("[!._]*")):
        if path.suffix != ".md":
            yield Problem(Spot(path, 1), "this is no Markdown file", "Save it as text, NAME.md")
            continue
        try:
            yield contribution(path, edition, network)
        except Refused as refused:
            yield from refused.problems


def contribution(path: Path, edition: Path, network: Network) -> Contribution:
    """Read one file; `Refused` where it is not told whose it is."""
    problems: list[Problem] = []
    head, body = _parted(read(path))
    details = Details(head, KEYS, problems)
    place = _place(details, network, problems)
    language = _language(details, problems)
    tags, nothing_on = details.themes("themes"), details.themes("nothing-on")
    if place is None or language is None:
        raise Refused(problems)
    sources, sign_off = details.sources(), details.sign_off()
    found = [
        NationalBlock(
            place=place,
            themes=about,
            text=lines.text,
            blocks=said,
            spot=lines.spot,
            sources=sources,
            sign_off=sign_off,
        )
        for about, lines in _texts(body, tags, problems)
        for said in [_said(lines, edition, problems)]
        if said is not None
    ]
    return Contribution(
        path=path,
        place=place,
        language=language,
        blocks=tuple(found),
        nothing_on=nothing_on,
        problems=tuple(problems),
    )


def _parted(lines: Lines) -> tuple[Lines, Lines]:
    """The front matter, without its fences, and what follows; `Refused` where there is none."""
    fences = [at for at, line in enumerate(lines.lines) if line.rstrip() == _FENCE]
    if fences[:1] != [0]:
        raise Refused([Problem(lines.spot, "there is no front matter", f"Begin with {_FENCE}")])
    if len(fences) == 1:
        remedy = f"Put {_FENCE} on a line of its own below it"
        raise Refused([Problem(lines.spot, "the front matter does not end", remedy)])
    return lines.part(1, fences[1]), lines.part(fences[1] + 1)


def _place(details: Details, network: Network, problems: list[Problem]) -> Place | None:
    state = details.needed("state")
    return place_named(state, details.spot("state"), network, problems) if state else None


def _language(details: Details, problems: list[Problem]) -> Language | None:
    code = details.needed("language")
    try:
        return Language.parse(code) if code else None
    except Misused as error:
        problems.append(misused(error, details.spot("language")))
        return None


def _texts(body: Lines, tags: tuple[Theme, ...], problems: list[Problem]) -> Iterator[_Text]:
    """Each text with its themes: one below each `## Theme`; without headings, one about them all.

    A text whose theme is none is refused; it stays in its file.
    """
    told: set[Theme] = set()
    for about, heading, lines in _pieces(body, tags, problems):
        if lines.is_empty:
            problems.append(Problem(heading, "nothing stands below this heading", "Write it"))
        elif not told.isdisjoint(about):
            theme = next(each for each in about if each in told)
            reason = f"there is a text already on {theme.id}"
            problems.append(Problem(heading, reason, "Make them one"))
        else:
            told.update(about)
            yield about, lines
    for theme in tags:
        if theme not in told:
            reason = f"{theme.id} is among the themes, and no text is about it"
            problems.append(Problem(body.spot, reason, "Write one, or delete the theme"))


def _pieces(
    body: Lines, tags: tuple[Theme, ...], problems: list[Problem]
) -> Iterator[tuple[tuple[Theme, ...], Spot, Lines]]:
    """The stretches that say what they are about, each with the spot that says it."""
    head, *others = cut(body, "## ")
    if not head.is_empty and tags:
        yield tags, head.spot, head
    elif not head.is_empty:
        remedy = "Name one in the front matter, as themes: …, or in a heading of two #"
        problems.append(Problem(head.spot, "this text is about no theme", remedy))
    for each in others:
        about = themes(each.lines[0].removeprefix("## ").strip(), each.spot, problems)
        if about:
            yield about, each.spot, each.part(1)


def _said(lines: Lines, edition: Path, problems: list[Problem]) -> tuple[Block, ...] | None:
    """What a text says; None where a part is refused: half a text may say something else."""
    said, refused = blocks(lines, edition, level=None)
    problems.extend(refused)
    return None if refused else said
