"""Can the edition close? What people still have to write, sign, translate and correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from bulletins.desk.contribution import Contribution, contributions
from bulletins.desk.edition import Chosen, Edition
from bulletins.desk.finding import Finding, Kind
from bulletins.desk.national import NationalBlock
from bulletins.desk.reading import Problem, Spot
from bulletins.desk.theme_file import Part, ThemeWords
from bulletins.desk.words import Words
from emn.language import Language
from emn.network import Network

Written = Mapping[Language, Words]


def check_words(edition: Edition, network: Network, written: Written) -> Iterator[Finding]:
    """What is refused, missing, unsigned or untranslated in what people write."""
    sent = list(contributions(edition.folder, network))
    for each in sent:
        problems = each.problems if isinstance(each, Contribution) else (each,)
        yield from map(Finding.refused, problems)
    for words in written.values():
        yield from map(Finding.refused, words.problems)
    received = [each for each in sent if not isinstance(each, Problem)]
    for chosen in edition.themes:
        themes = {language: _theme(words, chosen) for language, words in written.items()}
        yield from _uncollected(chosen, received, themes)
        yield from _missing(edition, network, chosen, received, themes)
        for of_a_language in themes.values():
            yield from _unsigned(of_a_language)
        yield from _untranslated(edition, chosen, themes)
    yield from _forewords(edition, written)


def _theme(words: Words, chosen: Chosen) -> ThemeWords:
    return next(each for each in words.themes if each.theme is chosen.theme)


def _uncollected(
    chosen: Chosen, received: Sequence[Contribution], themes: Mapping[Language, ThemeWords]
) -> Iterator[Finding]:
    """Contributions that are there and not filed yet."""
    for each in received:
        filed = {
            block.filed[0]
            for block in (themes[each.language].national if each.language in themes else ())
            if block.filed
        }
        for block in each.blocks:
            if block.themes[0] is chosen.theme and each.path.name not in filed:
                yield Finding(
                    kind=Kind.CONTRIBUTION,
                    spot=block.spot,
                    what=f"{each.place.name_en} on {chosen.theme.id} is not filed",
                    remedy="Run `emn bulletin collect`",
                    theme=chosen.theme.id,
                    states=(each.place.geo,),
                )


def _missing(
    edition: Edition,
    network: Network,
    chosen: Chosen,
    received: Sequence[Contribution],
    themes: Mapping[Language, ThemeWords],
) -> Iterator[Finding]:
    """The states that are to write on a theme and have neither written nor said that all is old."""
    written = {block.place.geo for each in themes.values() for block in each.national}
    written |= {each.place.geo for each in received if chosen.theme in each.nothing_on}
    written |= {
        each.place.geo for each in received for block in each.blocks if chosen.theme in block.themes
    }
    missing = [geo for geo in chosen.states(network, edition.quarter.end) if geo not in written]
    if missing:
        names = ", ".join(network.place(geo).name_en for geo in missing)
        yield Finding(
            kind=Kind.CONTRIBUTION,
            spot=edition.spot(chosen.theme.id),
            what=f"{chosen.theme.id} waits for {names}",
            remedy="Ask them, or change awaits; who has no news sends nothing-on",
            theme=chosen.theme.id,
            states=tuple(missing),
        )


def _unsigned(words: ThemeWords) -> Iterator[Finding]:
    for each in words.national:
        if each.sign_off is None:
            yield Finding(
                kind=Kind.UNSIGNED,
                spot=each.spot,
                what=f"nobody of {each.place.name_en}'s contact point signed this off",
                remedy="Add signed-off-by and signed-off-on below the heading",
                theme=words.theme.id,
                states=(each.place.geo,),
            )


def _untranslated(
    edition: Edition, chosen: Chosen, themes: Mapping[Language, ThemeWords]
) -> Iterator[Finding]:
    """States and parts that are there in one language and not in another."""
    for one, other in _pairs(edition.languages):
        here, there = themes[one], themes[other]
        told = {block.place.geo for block in there.national}
        for block in here.national:
            if block.place.geo not in told:
                yield _translation(block.spot, block.place.name_en, other, chosen, block)
        for part in Part:
            if here.said(part) and not there.said(part):
                yield _translation(Spot(here.path, 1), part, other, chosen)


def _forewords(edition: Edition, written: Written) -> Iterator[Finding]:
    for one, other in _pairs(edition.languages):
        if written[one].foreword and not written[other].foreword:
            yield _translation(Spot(edition.foreword(one), 1), "the foreword", other)


def _translation(
    spot: Spot,
    what: str,
    language: Language,
    chosen: Chosen | None = None,
    block: NationalBlock | None = None,
) -> Finding:
    about = f" on {chosen.theme.id}" if chosen else ""
    return Finding(
        kind=Kind.TRANSLATION,
        spot=spot,
        what=f"{what}{about} is not in {language.own_name}",
        remedy=f"Write it in {language}/",
        theme=chosen.theme.id if chosen else "",
        states=(block.place.geo,) if block else (),
    )


def _pairs(languages: Sequence[Language]) -> Iterator[tuple[Language, Language]]:
    for one, other in combinations(languages, 2):
        yield from ((one, other), (other, one))
