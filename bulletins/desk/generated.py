"""The generated sentences of an edition, as files that editors change.

Beside `en/generated/protection.md` lies a `.json` with what every line was when it was last seen,
and the facts that it states. It is the machine's, and belongs under version control with the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bulletins.desk.edition import Edition
from bulletins.desk.markdown import blocks
from bulletins.desk.passages import (
    Again,
    Line,
    Narrative,
    Passage,
    Refreshed,
    Seen,
    Stale,
    refreshed,
)
from bulletins.desk.reading import Problem, Spot, read
from bulletins.document import Block, Document, Section
from cache import Store
from emn.errors import BrokenFile
from emn.fact import Fact, Sentence
from emn.language import Language
from emn.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleSentence:
    """A sentence that somebody edited and whose numbers have moved, where it stands."""

    spot: Spot
    stale: Stale


class GeneratedFile:
    """The generated sentences of one theme in one language."""

    def __init__(self, edition: Edition, theme: Theme, language: Language) -> None:
        self._edition, self._theme, self._language = edition, theme, language
        folder = edition.folder / language / "generated"
        self.path, self._record = folder / f"{theme.id}.md", folder / f"{theme.id}.json"

    def blocks(self) -> tuple[tuple[Block, ...], list[Problem]]:
        """What the file says, and what of it is refused; nothing where there is no file."""
        if not self.path.exists():
            return (), []
        return blocks(read(self.path), self._edition.folder, level=None)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What its sentences stated when it was last written."""
        lines = self._seen().lines
        return tuple(fact for line in lines for each in line.passages for fact in each.facts)

    def compared(self, narrative: Narrative, again: Again) -> Refreshed:
        """What the file would be after a refresh; touches nothing."""
        return refreshed(self._seen(), self._lines(), narrative, again, self._language)

    def refresh(self, narrative: Narrative, again: Again) -> tuple[StaleSentence, ...]:
        """Write what nobody touched anew, keep what somebody edited; give what is stale.

        What somebody saves at that very moment stays, for the next refresh to look at.
        """
        before = self._lines()
        done = self.compared(narrative, again)
        if (done.lines or self.path.exists()) and self._lines() == before:
            self._write(self.path, "\n".join(done.lines).rstrip("\n") + "\n")
            self._write(self._record, _written(done.seen))
        return self.stale(done)

    def stale(self, done: Refreshed) -> tuple[StaleSentence, ...]:
        """The stale sentences with their place in the file."""
        return tuple(
            StaleSentence(spot=Spot(self.path, each.line), stale=each) for each in done.stale
        )

    def _lines(self) -> tuple[str, ...]:
        return read(self.path).lines if self.path.exists() else ()

    def _seen(self) -> Seen:
        try:
            return _read(json.loads(self._record.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Seen()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenFile(
                f"{self._record}: can't be read ({error!r}). Take it back from version control, or"
                f" delete it together with {self.path.name}: both are then written anew."
            ) from error

    def _write(self, path: Path, text: str) -> None:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        with Store(path.parent).written(path) as file:
            file.write(text.encode())


def narrative(section: Section) -> Narrative:
    """The sentences of a section that a rule wrote, paragraph by paragraph."""
    seen: Counter[str] = Counter()

    def passage(sentence: Sentence) -> Passage:
        seen[sentence.id] += 1
        again = f"-{seen[sentence.id]}" if seen[sentence.id] > 1 else ""
        return Passage(id=f"{sentence.id}{again}", text=sentence.text, facts=sentence.facts)

    return [
        [passage(sentence) for sentence in paragraph.sentences]
        for paragraph in section.paragraphs
        if paragraph.sentences
    ]


def files(edition: Edition, document: Document) -> Iterator[tuple[GeneratedFile, Narrative]]:
    """The file of every theme that the document of the figures tells of, with what it tells."""
    sections = {each.id: each for each in document.sections}
    for chosen in edition.themes:
        if chosen.theme.id in sections:
            told = narrative(sections[chosen.theme.id])
            yield GeneratedFile(edition, chosen.theme, document.language), told


def refresh(edition: Edition, document: Document, again: Again) -> tuple[StaleSentence, ...]:
    """Write the generated sentences of a language anew where nobody touched them.

    Gives those that were edited and whose facts have moved. A frozen edition stays as it is.
    """
    if edition.is_frozen:
        return ()
    return tuple(
        stale for file, told in files(edition, document) for stale in file.refresh(told, again)
    )


def stale_in(edition: Edition, document: Document, again: Again) -> tuple[StaleSentence, ...]:
    """The same, without writing anything."""
    return tuple(
        stale
        for file, told in files(edition, document)
        for stale in file.stale(file.compared(told, again))
    )


class _StoredPassage(TypedDict):
    id: str
    text: str
    facts: list[dict[str, object]]


class _StoredLine(TypedDict):
    text: str
    is_edited: bool
    passages: list[_StoredPassage]
    told: list[_StoredPassage]


class _Stored(TypedDict):
    lines: list[_StoredLine]
    deleted: list[str]


def _written(seen: Seen) -> str:
    stored = _Stored(
        lines=[
            _StoredLine(
                text=line.text,
                is_edited=line.is_edited,
                passages=[_passage_written(each) for each in line.passages],
                told=[_passage_written(each) for each in line.told],
            )
            for line in seen.lines
        ],
        deleted=list(seen.deleted),
    )
    return json.dumps(stored, ensure_ascii=False, indent=1) + "\n"


def _passage_written(passage: Passage) -> _StoredPassage:
    facts = [fact.to_json() for fact in passage.facts]
    return _StoredPassage(id=passage.id, text=passage.text, facts=facts)


def _read(stored: _Stored) -> Seen:
    lines = tuple(
        Line(
            text=each["text"],
            passages=tuple(_passage(passage) for passage in each["passages"]),
            told=tuple(_passage(passage) for passage in each["told"]),
            is_edited=each["is_edited"],
        )
        for each in stored["lines"]
    )
    return Seen(lines=lines, deleted=tuple(stored["deleted"]))


def _passage(stored: _StoredPassage) -> Passage:
    facts = tuple(Fact.from_json(each) for each in stored["facts"])
    return Passage(id=stored["id"], text=stored["text"], facts=facts)
