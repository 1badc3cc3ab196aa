"""Packs for contact points: the factsheet of a state, its figures as tables, a form to check them.

One folder a state, sent before anything is printed. The same figures give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bulletins.document import Cover, Document, Section
from bulletins.factsheet import factsheet
from bulletins.formats import Format, Press
from bulletins.portrait import Portrait, portrait
from bulletins.themes import pictures
from bulletins.validation import form
from cache import Store
from charts import origin
from charts.exhibits import origins
from charts.plan import Plan
from charts.profile import beside_peers_view
from charts.workshop import Selection, Workshop
from emn.language import Language, _
from emn.network import Place
from emn.period import Period

_YEARS = 10  # that the tables go back
_FACTSHEET = (Format.PDF, Format.DOCX)


def pack(
    workshop: Workshop, place: Place, quarter: Period, languages: Iterable[Language], out: Path
) -> list[Path]:
    """Write the pack of a state into its folder, and give its files."""
    sheets = Press(out=out, fonts=workshop.fonts, formats=_FACTSHEET)
    books = Press(out=out, fonts=workshop.fonts, formats=(Format.XLSX,))
    paths: list[Path] = []
    for language in languages:
        paths += sheets.write(factsheet(workshop, place, quarter, language))
        state = portrait(workshop, Selection(language=language, until=quarter), place, quarter)
        paths += books.write(tables(state))
        paths.append(_form(state, out))
    return paths


def _form(state: Portrait, out: Path) -> Path:
    path = out / f"emn-form-{state.place.geo}-{state.quarter}-{state.language}.xlsx"
    with Store(out).written(path) as file:
        file.write(form(state, _title(state, _("Validation form"))))
    return path


def _title(state: Portrait, kind: str) -> str:
    language = state.language
    named = f"{language.say(kind)}{language.colon}{state.place.name(language)}"
    return f"{named}, {language.period(state.quarter)}"


def tables(state: Portrait) -> Document:
    """Every figure of a state over ten years, beside its peers: a sheet an indicator."""
    language, title = state.language, _title(state, _("Figures"))
    extracted = max(each.vintage.extracted_at for each in state.sources)
    return Document(
        title=title,
        file_name=f"emn-figures-{state.place.geo}-{state.quarter}-{language}",
        language=language,
        running=title,
        cover=Cover(
            name=state.place.name(language),
            subject=language.period(state.quarter),
            headline="",
            facts=(language.say(_("Data extracted on {day}"), day=language.date(extracted)),),
            key_figures=(),
        ),
        signs=None,
        sections=tuple(_sections(state)),
        extracted=extracted,
        is_sample=any(each.vintage.is_sample for each in state.sources),
    )


def _sections(state: Portrait) -> Iterator[Section]:
    """A section a theme, then one of the state's citizens in the EU."""
    known, near = state.known, state.known.peers
    peers = near.geos if near else ()
    for chapter in known.chapters:
        plans = (
            Plan(
                id=fact.indicator.id,
                indicator=fact.indicator,
                view=beside_peers_view,
                periods=_YEARS * fact.indicator.dataset.frequency.per_year,
                places=(state.place.geo, *peers),
            )
            for fact in chapter.facts
        )
        yield _section(state, chapter.theme.id, chapter.theme.title, plans)
    if state.people is not None:
        yield _section(state, "citizens", _("Citizens in the EU"), _of_its_people(state))


def _of_its_people(state: Portrait) -> Iterator[Plan]:
    if state.people is None:
        return
    for lens in origins.LENSES:
        indicator = origin.of_citizens(lens, state.people, state.language)
        yield Plan(
            id=f"citizens-{lens.indicator.id}",
            indicator=indicator,
            view=origin.destinations_view,
            periods=_YEARS * lens.indicator.by["citizen"].frequency.per_year,
        )


def _section(state: Portrait, id_: str, heading: str, plans: Iterable[Plan]) -> Section:
    known = state.known
    drawn = pictures(plans, known.workshop, known.selection)
    return Section(id=id_, heading=state.language.say(heading), blocks=tuple(drawn))
