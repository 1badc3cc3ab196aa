"""An address ↔ a page and its view: language, path, choice; each has one proper spelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import parse_qs

from dashboard.page import Page, Pages
from dashboard.view import YEARS, View
from emn.errors import Misused
from emn.language import BRUSSELS, Language, _
from emn.network import Network
from emn.period import Period

Chosen = Mapping[str, Sequence[str]]  # every value of each parameter


def read(pathname: str, chosen: Chosen, pages: Pages, network: Network) -> tuple[Page, View] | None:
    """The page behind an address, and the view of it; None where there is no such page.

    `Misused` names a place, a period or another choice that does not exist. Parameters that are
    not the page's are left alone.
    """
    code, _slash, path = pathname.strip("/").partition("/")
    page = pages.of(path)
    if code.lower() not in set(Language) or page is None:
        return None
    view = View(language=Language.parse(code), path=_spelled(path, page, network))
    return page, page.settled(_chosen(view, page, chosen, network))


def is_proper(chosen: Chosen, page: Page, view: View) -> bool:
    """Tell whether these parameters are the one proper spelling of a view of the page."""
    proper = {name: text for name, (text,) in parse_qs(view.search.removeprefix("?")).items()}
    ours = {*dict(view.shared), *(each.id for each in page.options)}
    return all(len(each) == 1 and each[0] for each in chosen.values()) and {
        name: text for name, (text,) in chosen.items() if name in ours
    } == {name: text for name, text in proper.items() if name in ours}


def _spelled(path: str, page: Page, network: Network) -> str:
    """The path with what stands in braces in its proper spelling."""
    found = page.pattern.fullmatch(path)
    if page.subject is None or found is None:
        return path
    return f"{path[: found.start(1)]}{page.subject(found[1], network)}"


def _chosen(view: View, page: Page, chosen: Chosen, network: Network) -> View:
    asked = [geo for value in chosen.get("places", ()) for geo in value.split(",") if geo.strip()]
    places = tuple(dict.fromkeys(network.named(geo.strip().upper()).geo for geo in asked))
    if len(places) > page.most_places:
        most = page.most_places
        message = _("{number} places are too many to tell apart. Choose {most}.")
        raise Misused(message, number=len(places), most=most)
    until, as_of = _first(chosen, "until"), _first(chosen, "as-of")
    spelled = {each.id: each.spelled(_first(chosen, each.id), network) for each in page.options}
    return replace(
        view,
        places=places if page.has_places else (),
        until=_period(until) if until and page.has_places else None,
        as_of=day(as_of) if as_of else None,
        has_events=_is_on(_first(chosen, "events"), "events"),
        options=tuple((id_, text) for id_, text in spelled.items() if text),
    )


def _first(chosen: Chosen, name: str) -> str:
    return next((value.strip() for value in chosen.get(name, ()) if value.strip()), "")


def _is_on(text: str, name: str) -> bool:
    if text not in {"", "1"}:
        message = _("{name} is {text}. Write {name}=1, or leave it out.")
        raise Misused(message, name=name, text=repr(text))
    return text == "1"


def _period(text: str) -> Period:
    period = Period.parse(text)
    if period.start.year not in YEARS:
        message = _("{text} is out of reach. Choose {first} to {last}.")
        raise Misused(message, text=repr(text), first=YEARS[0], last=YEARS[-1])
    return period


def day(text: str) -> date:
    """Read a day of the past, or this one; `Misused` for others: what will be is not known."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        message = _("{text} is no day. Write it as 2026-09-20.")
        raise Misused(message, text=repr(text)) from None
    if found.year not in YEARS or found > datetime.now(BRUSSELS).date():
        message = _("{text} is out of reach. Choose a day from {first} to today.")
        raise Misused(message, text=found, first=YEARS[0])
    return found
