from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emn.errors import Misused
from emn.language import Language
from emn.network import Place, Role, group_label, load

NETWORK = load()
TODAY = date(2026, 11, 22)
UNION = "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE"
OTHERS = "IS LI NO CH UK ME MD MK GE AL RS UA AM"
PROTOCOL_ORDER = f"{UNION} {OTHERS}".split()


def test_places_stand_in_the_protocol_order() -> None:
    assert [place.geo for place in NETWORK.places] == PROTOCOL_ORDER


@pytest.mark.parametrize("field", ["geo", "iso2", "iso3", "name_en", "name_fr"])
def test_no_two_places_share_a_code_or_a_name(field: str) -> None:
    values = Counter(getattr(place, field) for place in NETWORK.places)

    assert values.most_common(1)[0][1] == 1


@pytest.mark.parametrize("place", NETWORK.places, ids=lambda place: place.geo)
def test_a_site_is_a_web_address_or_nothing(place: Place) -> None:
    assert place.site == "" or place.site.startswith("https://")


def test_where_a_first_day_is_not_known_the_span_says_so_and_why() -> None:
    spans = {place.geo: standing.span for place in NETWORK.places for standing in place.standings}

    unknown = {geo: span for geo, span in spans.items() if span.since is None}

    assert set(unknown) == {"IE", "NO", "UA"}
    assert all(not span.is_certain and span.note for span in unknown.values())


# Members and observers


def test_today_the_members_are_the_27_without_denmark() -> None:
    members = {place.geo for place in NETWORK.members(TODAY)}

    assert members == set(UNION.split()) - {"DK"}


@given(st.dates())
def test_denmark_has_no_standing_on_any_day(on: date) -> None:
    denmark = NETWORK.place("DK")

    assert denmark not in NETWORK.members(on)
    assert denmark not in NETWORK.observers(on)


@given(st.dates())
def test_nobody_is_member_and_observer_on_one_day(on: date) -> None:
    assert set(NETWORK.members(on)) & set(NETWORK.observers(on)) == set()


@pytest.mark.parametrize(
    ("on", "observers"),
    [
        ("2010-12-31", ""),
        ("2011-01-01", "NO"),
        ("2021-03-10", "NO"),
        ("2021-03-11", "NO GE"),
        ("2021-03-12", "NO MD GE"),
        ("2022-09-22", "NO MD GE UA"),
        ("2022-09-23", "NO ME MD GE UA"),
        ("2022-10-27", "NO ME MD GE UA"),
        ("2022-10-28", "NO ME MD GE UA AM"),
        ("2023-03-16", "NO ME MD GE RS UA AM"),
        ("2024-10-28", "NO ME MD MK GE RS UA AM"),
        ("2025-06-23", "NO ME MD MK GE RS UA AM"),
        ("2025-06-24", "NO ME MD MK GE AL RS UA AM"),
    ],
)
def test_observers_join_on_their_day(on: str, observers: str) -> None:
    found = NETWORK.observers(date.fromisoformat(on))

    assert [place.geo for place in found] == observers.split()


@pytest.mark.parametrize(
    ("on", "members"),
    [
        ("2008-05-13", 0),
        ("2008-05-14", 24),  # without Ireland, which accepted the Decision later, and Croatia
        ("2009-04-28", 25),
        ("2013-06-30", 25),
        ("2013-07-01", 26),
        ("2026-11-22", 26),
    ],
)
def test_members_are_counted_on_their_day(on: str, members: int) -> None:
    assert len(NETWORK.members(date.fromisoformat(on))) == members


def test_a_place_has_its_role_from_its_first_day_on() -> None:
    montenegro = NETWORK.place("ME")

    assert not montenegro.has(Role.OBSERVER, date(2022, 9, 22))
    assert montenegro.has(Role.OBSERVER, date(2022, 9, 23))
    assert not montenegro.has(Role.MEMBER, date(2022, 9, 23))


# Groups


@pytest.mark.parametrize(
    ("group", "on", "size"),
    [
        ("emn", "2026-11-22", 26),
        ("emn+no", "2026-11-22", 27),
        ("observers", "2026-11-22", 9),
        ("EU27_2020", "2026-11-22", 27),
        ("EU27_2020", "2013-06-30", 26),
        ("EU27_2020", "2013-07-01", 27),
        ("schengen", "2026-11-22", 29),
        ("schengen", "2024-12-31", 27),
        ("schengen", "2022-12-31", 26),
        ("schengen", "2007-12-20", 15),
    ],
)
def test_groups_are_counted_on_their_day(group: str, on: str, size: int) -> None:
    assert len(NETWORK.group(group, date.fromisoformat(on))) == size


def test_a_group_comes_in_protocol_order() -> None:
    geos = NETWORK.group("emn+no", TODAY)

    assert list(geos) == sorted(geos, key=PROTOCOL_ORDER.index)
    assert geos[-1] == "NO"


def test_schengen_is_not_the_union() -> None:
    union, schengen = (set(NETWORK.group(id_, TODAY)) for id_ in ("EU27_2020", "schengen"))

    assert union - schengen == {"IE", "CY"}
    assert schengen - union == {"IS", "LI", "NO", "CH"}


@pytest.mark.parametrize(
    ("group", "label"),
    [
        ("emn", "EMN members"),
        ("emn+no", "EMN members and Norway"),
        ("observers", "EMN observers"),
        ("EU27_2020", "European Union (27 states)"),
        ("schengen", "Schengen area"),
    ],
)
def test_a_group_has_a_label(group: str, label: str) -> None:
    assert group_label(group) == label


def test_an_unknown_group_names_those_there_are() -> None:
    known = "There are: emn, emn+no, observers, EU27_2020, schengen."

    with pytest.raises(Misused, match=known.replace("+", r"\+")):
        NETWORK.group("efta", TODAY)
    with pytest.raises(Misused, match=known.replace("+", r"\+")):
        group_label("efta")


# Finding a place


@pytest.mark.parametrize(
    ("text", "geo"),
    [
        ("EL", "EL"),
        ("gr", "EL"),
        ("GRC", "EL"),
        ("Greece", "EL"),
        ("GRÈCE", "EL"),
        ("grece", "EL"),
        ("GB", "UK"),
        (" united kingdom ", "UK"),
        ("pays-bas", "NL"),
        ("The Netherlands", "NL"),
        ("Tchéquie", "CZ"),
        ("République tchèque", "CZ"),
        ("Moldova", "MD"),
        ("macédoine du nord", "MK"),
    ],
)
def test_a_place_is_found_as_people_write_it(text: str, geo: str) -> None:
    assert NETWORK.find(text).geo == geo


@pytest.mark.parametrize(("code", "geo"), [("EL", "EL"), ("GR", "EL"), ("UK", "UK"), ("GB", "UK")])
def test_a_code_of_eurostat_or_of_iso_gives_the_place(code: str, geo: str) -> None:
    assert NETWORK.place(code).geo == geo


def test_an_unknown_name_is_answered_with_those_near() -> None:
    with pytest.raises(Misused, match=r"'Germny' is no place of ours. Did you mean DE \(Germany\)"):
        NETWORK.find("Germny")


def test_a_code_that_is_near_none_is_answered_with_all() -> None:
    with pytest.raises(Misused, match="Give one of Eurostat's codes: BE, BG, CZ, DK"):
        NETWORK.place("XX")


def test_the_union_is_named_and_is_no_place() -> None:
    assert NETWORK.named("EU27_2020").name(Language.EN) == "European Union"
    assert NETWORK.named("FR") is NETWORK.place("FR")
    with pytest.raises(Misused):
        NETWORK.place("EU27_2020")
