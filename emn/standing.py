"""What a place is to the European Migration Network, in words and with its dates."""

from __future__ import annotations

from datetime import date

from emn.language import Language, _
from emn.network import Network, Place, Role, Standing

_SINCE = {
    (Role.MEMBER, True): _("EMN member since {day}"),
    (Role.MEMBER, False): _("EMN member since {day} at the latest"),
    (Role.OBSERVER, True): _("EMN observer since {day}"),
    (Role.OBSERVER, False): _("EMN observer since {day} at the latest"),
}
_OUTSIDE = _("Outside the EMN")
_OUTSIDE_BUT_IN_THE_EU = _("In the EU and outside the EMN")


def is_in_the_eu(place: Place, network: Network, on: date) -> bool:
    """Tell whether a place is one of the Union's 27."""
    return place.geo in network.group("EU27_2020", on)


def current(place: Place, on: date) -> Standing | None:
    """The standing that holds on a day, if any."""
    return next((each for each in place.standings if each.span.holds(on)), None)


def standing(place: Place, network: Network, on: date, language: Language) -> str:
    """Say what a place is to the EMN: `EMN observer since 23 September 2022`, or that it is not."""
    held = current(place, on)
    if held is None:
        is_eu = is_in_the_eu(place, network, on)
        return language.say(_OUTSIDE_BUT_IN_THE_EU if is_eu else _OUTSIDE)
    message = _SINCE[held.role, held.span.since is not None]
    return language.say(message, day=language.date(held.span.first_day))


def since(place: Place, network: Network, on: date, language: Language) -> str:
    """The same where the role is known already: `since 23 Sep 2022`."""
    held = current(place, on)
    if held is None:
        return language.say(_("in the EU")) if is_in_the_eu(place, network, on) else ""
    message = _("since {day}") if held.span.since else _("since {day} at the latest")
    return language.say(message, day=language.date(held.span.first_day, short=True))


def observer_annex(place: Place, language: Language) -> str:
    """Where the EMN itself has published national figures of an observer; empty where nowhere."""
    if place.geo not in _IN_THE_ANNEX:
        return ""
    return language.say(_ANNEX, of_place=place.of(language))


_ANNEX = _(
    "The EMN’s Observer Country Statistical Annex, first published on 7 October 2024, has national"
    " figures {of_place}."
)
_IN_THE_ANNEX = ("GE", "MD", "UA", "ME", "AM", "RS")
