from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

import pytest
from werkzeug.test import Client

from charts.compare.asked import INDICATORS, Shape
from dashboard.address import is_proper
from dashboard.comparing import FREQUENCIES, OPTIONS
from dashboard.view import View
from emn.flags import Absence
from tests.dashboard.asked import found, random_views, rows

ABSENCES = {each.mark: each.value for each in Absence}
HELD = ("asylum_applicants", "pending_applicants", "first_instance_decisions", "recognition_rate")


@pytest.mark.parametrize("view", [*random_views(500, tuple(each.id for each in INDICATORS))])
def test_a_view_round_trips_through_its_address(view: View) -> None:
    page, settled = found(view.url)
    _page, again = found(settled.url)

    assert again == settled
    assert is_proper(parse_qs(settled.search.removeprefix("?")), page, settled)
    assert [name for name, _text in settled.options] == [
        each.id for each in OPTIONS if settled.option(each.id)
    ]
    kept = {name: text for name, text in view.options if settled.option(name)}
    assert dict(settled.options) == kept
    dropped = dict(set(view.options) - set(settled.options))
    one = next(each for each in INDICATORS if each.id == view.option("indicator"))
    usual = {"indicator": INDICATORS[0].id, "as": "trend", "measure": "absolute"}
    usual |= {name: one.of[name][0] for name in ("sex", "age") if name in one.by}
    for name, text in dropped.items():
        if name == "by":
            assert FREQUENCIES[text] is one.dataset.frequency
        elif name == "base":
            assert settled.option("as") != Shape.INDEX
        else:
            assert text == usual[name]
    assert settled.places == view.places


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("indicator=recognition_rate&measure=per-capita", "it is not divided by the population."),
        ("group=own", "Your own group is empty: choose its places."),
        ("as=index&base=2030-01", "choose from Jan 2022 to Dec 2025."),
        ("by=year&measure=change-previous", "is the change on a year earlier."),
        ("indicator=pending_applicants&sex=F", "are not told apart that way."),
    ],
)
def test_what_can_t_be_shown_is_answered_with_a_way_to_what_can(
    client: Client, search: str, said: str
) -> None:
    html = client.get(f"/en/compare?{search}").text

    (link,) = re.findall(r'<a href="([^"]+)">Show what there is</a>', html)
    assert said in html
    assert "<svg" not in html
    assert client.get(f"/en/compare.csv?{search}").status_code == 404
    assert "<svg" in client.get(link.replace("&amp;", "&")).text


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("indicator=asylum", "asylum_applicants"),
        ("as=pie", "There are: trend, index, panels, ranking, map, table."),
        ("measure=relative", "per-capita"),
        ("by=week", "There are: month, quarter, year."),
        ("group=benelux", "There are: all, emn, emn-norway, eu, observers, schengen, own."),
        ("base=soon", "is no period"),
        ("sex=X", "There are: T, F."),
        ("places=XX", "is no place of ours"),
    ],
)
def test_a_wrong_value_is_told_what_there_is(client: Client, search: str, said: str) -> None:
    answer = client.get(f"/en/compare?{search}")

    assert answer.status_code == 400
    assert said in answer.text


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("compare?as=pie", "n’existe pas ici (présentation)"),
        ("compare?group=benelux", "n’existe pas ici (groupe de pays)"),
        ("compare?sex=X", "n’est pas un code de sex dans ces chiffres"),
        ("compare?indicator=asylum", "n’existe pas ici (indicateur)"),
        ("data/nothing", "n’existe pas ici (jeu de données)"),
        ("data?theme=nothing", "n’existe pas ici (thème)"),
    ],
)
def test_a_wrong_value_is_told_in_french(client: Client, path: str, said: str) -> None:
    assert said in client.get(f"/fr/{path}").text


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("indicator=asylum_applicants&as=trend&by=month&group=all&sex=T", ""),
        ("as=TABLE", "?as=table"),
        ("places=de&as=map", "?as=map&places=DE"),
        ("as=map&base=2024-01", "?as=map"),
        ("as=index&base=2024M01", "?as=index&base=2024-01"),
        ("as=&measure=&citizen=&places=DE&places=FR", "?places=DE,FR"),
    ],
)
def test_every_view_has_one_spelling(client: Client, asked: str, proper: str) -> None:
    answer = client.get(f"/en/compare?{asked}")

    assert (answer.status_code, answer.location) == (302, f"/en/compare{proper}")


@pytest.mark.usefixtures("figures")
def test_the_form_offers_what_goes_with_the_choice_and_nothing_else(client: Client) -> None:
    def offered(search: str) -> dict[str, list[str]]:
        html = client.get(f"/en/compare?{search}").text
        form = html.partition("<form")[2].partition("</form>")[0]
        return {
            name: re.findall(r'<option value="([^"]*)"', values)
            for values, name in re.findall(r'<select name="(\w+)">(.*?)</select>', form)
            for name, values in [(values, name)]
        }

    applicants, rate = offered("until=2025-06"), offered("indicator=recognition_rate&as=table")

    assert set(applicants) == {"indicator", "as", "measure", "by", "group", "sex"}
    assert applicants["by"] == ["", "quarter", "year"]
    assert applicants["measure"] == ["", "per-capita", "share", "change-previous", "change-year"]
    assert rate["measure"] == ["", "change-previous", "change-year"]
    assert rate["as"] == ["", "panels", "ranking", "map", "table"]
    assert rate["by"] == ["", "year"]
    assert "base" in offered("as=index")


@pytest.mark.usefixtures("figures")
def test_the_form_keeps_what_it_has_no_field_for(client: Client) -> None:
    html = client.get("/en/compare?as=table&until=2025-06").text

    assert '<input type="hidden" name="until" value="2025-06">' in html
    assert 'type="hidden" name="as"' not in html
    assert '<option value="table" selected>Table</option>' in html


@pytest.mark.usefixtures("figures")
def test_a_group_is_shown_with_its_total_only_where_there_is_one(client: Client) -> None:
    def places(group: str) -> list[str]:
        answer = client.get(f"/en/compare.csv?as=table&group={quote(group)}")
        return list(dict.fromkeys(row[0] for row in rows(answer.text)[1:]))

    assert places("eu")[0] == "EU27_2020"
    assert places("emn")[0] == "EU27_2020_X_DK"
    assert "DK" not in places("emn")
    assert places("emn-norway") == [*places("emn")[1:], "NO"]
    assert not {"EU27_2020", "EU27_2020_X_DK"} & set(places("observers"))


@pytest.mark.usefixtures("figures")
def test_a_group_of_one_s_own_holds_its_places_and_no_other(client: Client) -> None:
    answer = client.get("/en/compare.csv?as=table&group=own&places=FR,AM,EU27_2020,DE,EL,MT,NO,SI")

    told = rows(answer.text)[1:]
    assert list(dict.fromkeys(row[0] for row in told)) == [
        *("EU27_2020", "DE", "EL", "FR", "MT", "SI", "NO", "AM")
    ]
    assert {row[5] for row in told if row[0] == "AM"} == {"not collected"}


@pytest.mark.usefixtures("figures")
def test_a_table_that_is_asked_for_is_open(client: Client) -> None:
    html = client.get("/en/compare?as=table").text

    assert '<input type="radio" name="comparison-as-table" value="table" checked>' in html


def test_before_the_first_refresh_the_page_is_calm(client: Client) -> None:
    answer = client.get("/en/compare")

    assert answer.status_code == 200
    assert "Not in the cache yet" in answer.text
