"""What changed in figures and words: between two editions, or between an edition and now."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bulletins.desk.edition import Edition
from bulletins.desk.freezing import fingerprints_of_words
from bulletins.desk.generated import GeneratedFile
from bulletins.desk.moved import told
from bulletins.desk.outlining import stated
from bulletins.desk.passages import Again
from bulletins.desk.reading import read
from bulletins.stated import is_revised
from cache import Store, revisions
from emn.datasets import DATASETS
from emn.fact import Fact, Kind
from emn.language import Language


class About(StrEnum):
    """What is different."""

    VINTAGE = "vintage"
    FIGURE = "figure"
    EXHIBIT = "exhibit"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is different: what, as it was, as it is; a dash is none."""

    about: About
    what: str
    before: str = "–"
    now: str = "–"
    lines: tuple[str, ...] = ()  # of words, as a unified diff

    def __str__(self) -> str:
        """Write it in a line, with the lines that differ below it."""
        head = f"{self.about}: {self.what}"
        if not self.lines:
            return f"{head}: {self.before} → {self.now}"
        return "\n".join((head, *(f"    {line}" for line in self.lines)))


def since(edition: Edition, store: Store, again: Again) -> Iterator[Difference]:
    """What changed between an edition and now: vintages, the figures it stated, words since frozen.

    `again` finds what is true now in the place of a fact.
    """
    yield from _newer_vintages(edition, store)
    answers = ((fact, again(fact)) for fact in facts_of(edition))
    yield from _figures((was, now) for was, now in answers if is_revised(was, now))
    then = {each.file: each.sha256 for each in edition.words}
    now = {each.file: each.sha256 for each in fingerprints_of_words(edition)}
    for name in sorted({*then, *now}) if edition.is_frozen else ():
        if then.get(name) != now.get(name):
            before, later = (each.get(name, "–")[:8] for each in (then, now))
            yield Difference(about=About.WORDS, what=name, before=before, now=later)


def between(earlier: Edition, later: Edition) -> Iterator[Difference]:
    """What changed from one edition to another: vintages, exhibits, levels, and every word."""
    yield from _other_vintages(earlier, later)
    for one, other in zip(earlier.themes, later.themes, strict=True):
        if one.exhibits != other.exhibits:
            yield Difference(
                about=About.EXHIBIT,
                what=one.theme.id,
                before=", ".join(one.exhibits) or "–",
                now=", ".join(other.exhibits) or "–",
            )
    before, now = ({_question(fact): fact for fact in facts_of(each)} for each in (earlier, later))
    questions = dict.fromkeys((*before, *now))
    yield from _figures((before.get(each), now.get(each)) for each in questions)
    yield from _words(earlier, later)


def facts_of(edition: Edition) -> tuple[Fact, ...]:
    """The levels that an edition states: as it was frozen, or else as they were last generated."""
    frozen = stated(edition)
    if frozen is not None:
        return frozen.levels
    files = (
        GeneratedFile(edition, chosen.theme, edition.languages[0]) for chosen in edition.themes
    )
    found = (fact for file in files for fact in file.facts)
    return tuple(dict.fromkeys(fact for fact in found if fact.kind is Kind.LEVEL))


def _question(fact: Fact) -> tuple[str, str, str]:
    return fact.indicator, fact.geo, fact.period.frequency


def _figures(pairs: Iterable[tuple[Fact | None, Fact | None]]) -> Iterator[Difference]:
    for was, now in pairs:
        if was != now:
            what, before, later = told((was, now), Language.EN)
            if was and now and was.period != now.period:
                later = f"{later} in {now.period}"
            yield Difference(about=About.FIGURE, what=what, before=before, now=later)


def _newer_vintages(edition: Edition, store: Store) -> Iterator[Difference]:
    """The pinned vintages that are no longer in service, and how many cells differ."""
    known = {each.id: each for each in DATASETS}
    for each in edition.pins:
        dataset = known.get(each.dataset)
        current = store.current(dataset) if dataset else None
        if dataset is None or current is None or current.name == each.vintage:
            continue
        then = next((old for old in store.vintages(dataset) if old.name == each.vintage), None)
        counts = revisions(store, dataset, then, current).counts() if then else {}
        cells = ", ".join(f"{count:,} {kind}" for kind, count in counts.items() if count)
        yield Difference(
            about=About.VINTAGE,
            what=each.dataset,
            before=each.vintage,
            now=f"{current.name} ({cells or 'not compared'})",
        )


def _other_vintages(earlier: Edition, later: Edition) -> Iterator[Difference]:
    before, now = ({each.dataset: each.vintage for each in one.pins} for one in (earlier, later))
    for dataset in dict.fromkeys((*before, *now)):
        if before.get(dataset) != now.get(dataset):
            yield Difference(
                about=About.VINTAGE,
                what=dataset,
                before=before.get(dataset, "–"),
                now=now.get(dataset, "–"),
            )


def _words(earlier: Edition, later: Edition) -> Iterator[Difference]:
    names = [
        {path.relative_to(each.folder).as_posix() for path in each.folder.rglob("*.md")}
        for each in (earlier, later)
    ]
    for name in sorted(names[0] | names[1]):
        before, now = _lines(earlier, name), _lines(later, name)
        lines = difflib.unified_diff(before, now, lineterm="", n=1)
        told_lines = tuple(line for line in lines if not line.startswith(("---", "+++")))
        if told_lines:
            yield Difference(about=About.WORDS, what=name, lines=told_lines)


def _lines(edition: Edition, name: str) -> tuple[str, ...]:
    path = edition.folder / name
    return read(path).lines if path.exists() else ()
