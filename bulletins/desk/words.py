"""Everything that people wrote for an edition in one language, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletins.desk.edition import Edition
from bulletins.desk.generated import GeneratedFile
from bulletins.desk.markdown import blocks
from bulletins.desk.reading import Problem, Refused, read
from bulletins.desk.theme_file import ThemeWords, theme_words
from bulletins.document import Block
from emn.language import Language
from emn.network import Network
from emn.themes import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The foreword and what was written on each theme; what was refused is in `problems`.

    `generated` are the sentences from the figures as editors left them, of themes that have a file.
    """

    language: Language
    foreword: tuple[Block, ...]
    themes: tuple[ThemeWords, ...]
    generated: Mapping[Theme, tuple[Block, ...]]
    problems: tuple[Problem, ...]


def words(edition: Edition, language: Language, network: Network) -> Words:
    """Read every file of a language; a file that is no text is a problem, and holds nothing."""
    problems: list[Problem] = []
    foreword = _foreword(edition, language, problems)
    themes, generated = [], {}
    for chosen in edition.themes:
        path = edition.words_of(chosen.theme, language)
        try:
            found = theme_words(path, chosen.theme, language, network, problems)
        except Refused as refused:
            problems.extend(refused.problems)
            found = ThemeWords(theme=chosen.theme, path=path, parts={}, national=())
        themes.append(found)
        if said := _generated(edition, chosen.theme, language, problems):
            generated[chosen.theme] = said
    return Words(
        language=language,
        foreword=foreword,
        themes=tuple(themes),
        generated=generated,
        problems=tuple(sorted(set(problems))),
    )


def _generated(
    edition: Edition, theme: Theme, language: Language, problems: list[Problem]
) -> tuple[Block, ...]:
    try:
        said, refused_of_it = GeneratedFile(edition, theme, language).blocks()
    except Refused as refused:
        problems.extend(refused.problems)
        return ()
    problems.extend(refused_of_it)
    return said


def _foreword(edition: Edition, language: Language, problems: list[Problem]) -> tuple[Block, ...]:
    """The foreword below its title; none where the edition has no such file."""
    path = edition.foreword(language)
    if not path.exists():
        return ()
    try:
        lines = read(path)
    except Refused as refused:
        problems.extend(refused.problems)
        return ()
    begin = 1 if lines.lines[:1] and lines.lines[0].startswith("# ") else 0
    said, refused_of_it = blocks(lines.part(begin), edition.folder, level=2)
    problems.extend(refused_of_it)
    return said
