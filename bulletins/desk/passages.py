"""Generated sentences in a file that editors change: refreshed where untouched, kept where not.

A sentence stands on a line of its own. What each line was when it was last seen, and the facts
that it states, are kept beside the file; so a line that is as it was seen gets today's words, one
that somebody changed stays, and is told where its facts have moved. Pure functions on lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from bulletins.desk.numbers import numbers
from emn.fact import Fact
from emn.language import Language

_MEANINGFUL = re.compile(r"([\\`*_\[\]<>])")
_BEGINS = re.compile(r"^(?=[#+-])|^(\d+)(?=[.)]\s)")
Again = Callable[[Fact], Fact | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence as it was generated: what it is in its text, and what it states."""

    id: str
    text: str
    facts: tuple[Fact, ...] = ()


Narrative = Sequence[Sequence[Passage]]  # paragraph by paragraph
Moved = tuple[Fact | None, Fact | None]  # as it was stated, and as it is; None where it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the file as it was last seen.

    `passages` are what it stood for when it was written, none where an editor wrote it. `told` is
    what its editor has since been told of them, the same with today's words and facts.
    """

    text: str
    passages: tuple[Passage, ...] = ()
    told: tuple[Passage, ...] = ()
    moved: tuple[Moved, ...] = ()
    is_edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it was last seen, and which sentences its editors had deleted by then."""

    lines: tuple[Line, ...] = ()
    deleted: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The sentences that the file stands for, or that were deleted from it."""
        there = {passage.id for line in self.lines for passage in line.passages}
        return frozenset(there | set(self.deleted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """An edited line that no longer states what its sentence would state today."""

    line: int
    text: str
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a file becomes, and what its editors have to look at."""

    seen: Seen
    stale: tuple[Stale, ...] = field(default=())

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file."""
        return tuple(line.text for line in self.seen.lines)


def refreshed(
    seen: Seen, now: Sequence[str], narrative: Narrative, again: Again, language: Language
) -> Refreshed:
    """The file after a refresh: `now` are its lines, `narrative` what would be generated.

    `again` finds what is true today in the place of a fact.
    """
    known = _aligned(seen, now, language)
    new = {passage.id: passage for paragraph in narrative for passage in paragraph}
    renewed = (_renewed(line, new, again) for line in known.lines)
    lines = [line for line in renewed if line is not None]
    for paragraph in narrative:
        for passage in paragraph:
            if passage.id not in known.ids:
                _insert(lines, passage, narrative)
    tidy = tuple(_tidy(lines))
    return Refreshed(seen=Seen(lines=tidy, deleted=known.deleted), stale=tuple(_stale(tidy)))


def escaped(text: str) -> str:
    """A sentence as Markdown that says it to the letter."""
    return _BEGINS.sub(lambda at: f"{at[1] or ''}\\", _MEANINGFUL.sub(r"\\\1", text))


def _aligned(seen: Seen, now: Sequence[str], language: Language) -> Seen:
    """What each line of the file stands for, found by comparing it with what was last seen."""
    before = [_plain(line.text) for line in seen.lines]
    matcher = SequenceMatcher(None, before, [_plain(each) for each in now], autojunk=False)
    lines: list[Line] = []
    deleted = list(seen.deleted)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            lines += seen.lines[i:i_end]
        else:
            changed = _changed(seen.lines[i:i_end], now[j:j_end])
            lines += (_settled(line, language) for line in changed)
            kept = {passage.id for line in changed for passage in line.passages}
            gone = (passage.id for line in seen.lines[i:i_end] for passage in line.passages)
            deleted += [each for each in gone if each not in kept]
    return Seen(lines=tuple(lines), deleted=tuple(dict.fromkeys(deleted)))


def _plain(text: str) -> str:
    """A line without what an editor's program may change by itself: kinds of spaces."""
    return " ".join(text.split())


def _changed(before: Sequence[Line], now: Sequence[str]) -> list[Line]:
    """Lines in the place of others: one for one, or else the first of them stands for all."""
    meant = [line for line in before if line.text.strip()]
    words = [text for text in now if text.strip()]
    if len(meant) != len(words):
        together = Line(
            text="",
            passages=tuple(passage for line in meant for passage in line.passages),
            told=tuple(passage for line in meant for passage in line.told),
        )
        meant = [together, *[Line(text="")] * (len(words) - 1)]
    stands_for = iter(meant)
    return [
        replace(next(stands_for), text=text, is_edited=True) if text.strip() else Line(text="")
        for text in now
    ]


def _settled(line: Line, language: Language) -> Line:
    """Take what an editor was told as what the line states, now that it was changed since.

    Not while it holds a number that was true before and is no more.
    """
    was, would_be = (
        {number for each in passages for number in numbers(each.text, language)}
        for passages in (line.passages, line.told)
    )
    if not line.told or numbers(line.text, language) & (was - would_be):
        return line
    return replace(line, passages=line.told, told=(), moved=())


def _renewed(line: Line, new: Mapping[str, Passage], again: Again) -> Line | None:
    """The line with today's words where nobody touched it; None where there are none today."""
    if not line.passages:
        return line
    if not line.is_edited:
        passage = new.get(line.passages[0].id)
        return Line(text=escaped(passage.text), passages=(passage,)) if passage else None
    moved = [pair for each in line.passages for pair in _moved(each, new.get(each.id), again)]
    told = tuple(_today(each, new.get(each.id), again) for each in line.passages)
    return replace(line, told=told if moved else (), moved=tuple(moved))


def _moved(passage: Passage, today: Passage | None, again: Again) -> Iterator[Moved]:
    """The facts of a sentence that are others now, then those that it would state besides."""
    answers = [(fact, again(fact)) for fact in passage.facts]
    yield from ((was, now) for was, now in answers if was != now)
    known = {now for _was, now in answers}
    yield from ((None, fact) for fact in (today.facts if today else ()) if fact not in known)


def _today(passage: Passage, today: Passage | None, again: Again) -> Passage:
    """What a sentence is today; where it is no longer generated, the answers to its facts alone."""
    if today is not None:
        return today
    answers = (again(fact) for fact in passage.facts)
    facts = tuple(answer for answer in answers if answer is not None)
    return Passage(id=passage.id, text="", facts=facts)


def _stale(lines: Iterable[Line]) -> Iterator[Stale]:
    for at, line in enumerate(lines, start=1):
        if line.moved:
            yield Stale(line=at, text=line.text, moved=line.moved)


def _insert(lines: list[Line], passage: Passage, narrative: Narrative) -> None:
    """Put a new sentence behind the one before it, or before the next; or by itself at the end."""
    line = Line(text=escaped(passage.text), passages=(passage,))
    places = {each.id: at for at, there in enumerate(lines) for each in there.passages}
    order = [[each.id for each in paragraph] for paragraph in narrative]
    mine = next(paragraph for paragraph in order if passage.id in paragraph)
    at = mine.index(passage.id)
    before = [places[id_] for id_ in mine[:at] if id_ in places]
    after = [places[id_] for id_ in mine[at:] if id_ in places]
    earlier = [places[id_] for each in order[: order.index(mine)] for id_ in each if id_ in places]
    if before:
        lines.insert(max(before) + 1, line)
    elif after:
        lines.insert(min(after), line)
    else:
        end = _end_of_paragraph(lines, max(earlier)) if earlier else _end_of_paragraph(lines, 0)
        lines[end:end] = [Line(text=""), line, Line(text="")]


def _end_of_paragraph(lines: Sequence[Line], at: int) -> int:
    rest = range(at, len(lines))
    return next((each for each in rest if not lines[each].text.strip()), len(lines))


def _tidy(lines: Iterable[Line]) -> Iterator[Line]:
    """Neither two blank lines in a row, nor any at the beginning or the end."""
    is_first, gap = True, False
    for line in lines:
        if not line.text.strip():
            gap = not is_first
            continue
        if gap:
            yield Line(text="")
        yield line
        is_first, gap = False, False
