"""What a frozen edition stated, kept beside it: what the next edition, and `diff`, compare with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from bulletins.desk.edition import FILE, Edition, edition_in
from bulletins.desk.generated import GeneratedFile
from bulletins.document import Document
from bulletins.outline import Outline
from bulletins.stated import Last, Stated
from cache import Store
from charts.today import flag
from charts.workshop import Workshop
from emn.errors import BrokenFile
from emn.fact import Fact, Kind
from emn.indicators import indicator
from emn.language import Language
from emn.network import Network
from emn.period import Period

_FILE = "stated.json"


def keep(edition: Edition, documents: Mapping[Language, Document], workshop: Workshop) -> None:
    """Write down the facts of an edition, each with where in the cache it stands.

    `documents` are those of its figures, by language; `workshop` is over the vintages that the
    edition is pinned to.
    """
    facts = dict.fromkeys(
        fact
        for language, document in documents.items()
        for fact in _facts(edition, document, language)
    )
    rows = [_row(fact, workshop) for fact in facts]
    with Store(edition.folder).written(edition.folder / _FILE) as file:
        file.write((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())


def _facts(edition: Edition, document: Document, language: Language) -> Iterator[Fact]:
    """Those of the key figures, then those of the sentences that editors left."""
    for figure in document.cover.key_figures if document.cover else ():
        yield from figure.facts
    for chosen in edition.themes:
        yield from GeneratedFile(edition, chosen.theme, language).facts


def _row(fact: Fact, workshop: Workshop) -> dict[str, object]:
    """The fact, and the dataset, vintage and codes that it is from."""
    about = indicator(fact.indicator)
    vintage = workshop.store.current(about.dataset)
    return {
        **fact.to_json(),
        "flag": flag(workshop, fact) if fact.kind is Kind.LEVEL else "",
        "dataset": about.dataset.id,
        "codes": {dimension: list(codes) for dimension, codes in about.of.items()},
        "vintage": vintage.name if vintage else "",
    }


def stated(edition: Edition) -> Stated | None:
    """What a frozen edition stated; None while it is open."""
    path = edition.folder / _FILE
    if not edition.is_frozen:
        return None
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        flags = {Fact.from_json(row): str(row["flag"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenFile(
            f"{path}: can't be read ({error!r}). Take it back from version control, or delete the"
            f" end of {FILE} and freeze the edition again."
        ) from error
    return Stated(
        quarter=edition.quarter, published=edition.published, facts=tuple(flags), flags=flags
    )


def outline_of(edition: Edition, network: Network) -> Outline:
    """What an edition chose to show, and what the last one stated."""
    return Outline(
        exhibits={each.theme.id: each.exhibits for each in edition.themes},
        last=_last(edition, network),
    )


def _last(edition: Edition, network: Network) -> Last:
    """What the latest earlier edition that is frozen stated; else the quarter of the latest."""
    open_: Period | None = None
    for quarter in _earlier(edition):
        found = edition_in(edition.folder.parent / str(quarter), network)
        if (told := stated(found)) is not None:
            return told
        open_ = open_ or quarter
    return open_


def _earlier(edition: Edition) -> Iterable[Period]:
    """The quarters of the earlier editions beside this one, the latest first."""
    folders = (path.parent for path in edition.folder.parent.glob(f"*/{FILE}"))
    quarters = {Period.parse(each.name) for each in folders}
    return sorted((each for each in quarters if each < edition.quarter), reverse=True)
