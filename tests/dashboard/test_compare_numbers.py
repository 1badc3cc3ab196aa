from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from werkzeug.test import Client

from dashboard.view import View
from emn.flags import Absence
from emn.language import Language
from tests.dashboard import invented
from tests.dashboard.asked import found, random_views, rows

ABSENCES = {each.mark: each.value for each in Absence}
HELD = ("asylum_applicants", "pending_applicants", "first_instance_decisions", "recognition_rate")


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("seed", range(4))
def test_what_is_shown_is_what_plain_arithmetic_gives(client: Client, seed: int) -> None:
    views = list(random_views(320, HELD))[seed::4]
    shown = 0
    for each in views:
        view = replace(found(each.url)[1], language=Language.EN)
        html = client.get(view.url)
        assert html.status_code in {200, 400}
        answer = client.get(f"/en/compare.csv{view.search}")
        if answer.status_code != 200 or html.status_code != 200:
            continue
        _header, *told = rows(answer.text)
        _same_as_the_table(html.text, told)
        shown += _as_computed(view, told)
    assert shown > 100


def _same_as_the_table(html: str, numbers: list[list[str]]) -> None:
    """Each cell of the table beside the row of the CSV that it stands for, flag and all."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    lines = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in body.split("</tr>") if line]
    by_place: dict[str, list[list[str]]] = {}
    for row in numbers:
        by_place.setdefault(row[1], []).append(row)
    assert [line[0] for line in lines] == list(by_place)
    for name, *shown in lines:
        told = by_place[name]
        assert len(shown) - len(told) in {
            0,
            1,
        }  # the change, where two periods are set side by side
        for cell, row in zip(shown, told, strict=False):
            text = re.sub(r"<sup>.*</sup>|<[^>]+>", "", cell)
            flag = re.search(r"<sup><abbr[^>]*>(.*?)</abbr>", cell)
            if row[3]:
                number = float(re.sub(r"[^\d.\-]", "", text.replace("\u2212", "-")))
                decimals = len(text.partition(".")[2].rstrip("\u00a0%"))
                assert abs(number - float(row[3])) <= 0.5 * 10**-decimals + 1e-9
                assert (flag[1] if flag else "") == row[4]
            else:
                assert ABSENCES[text] == row[5]


def _as_computed(view: View, numbers: list[list[str]]) -> int:
    """Hold every value of the CSV against the same computed plainly; give how many there were."""
    expected = computed(view)
    for geo, _label, period, value, *_rest in numbers:
        if geo == "EMN_MEDIAN":
            continue
        made = expected.get((geo, _start(period)))
        assert value == "" if made is None else float(value) == pytest.approx(made)
    return sum(1 for row in numbers if row[3])


def computed(view: View) -> invented.Made:
    """What a view must show, from the invented figures alone."""
    numbers, of = {
        "asylum_applicants": (invented.APPLICANTS, 1),
        "pending_applicants": (invented.PENDING, 1),
        "first_instance_decisions": (invented.DECISIONS, 3),
        "recognition_rate": (invented.DECISIONS, 3),
    }[view.option("indicator") or "asylum_applicants"]
    if view.option("sex") == "F":
        numbers = invented.WOMEN
    by, is_stock = view.option("by"), view.option("indicator") == "pending_applicants"
    to = {"": of, "month": 1, "quarter": 3, "year": 12}[by]
    is_rate = view.option("indicator") == "recognition_rate"
    positive = invented.POSITIVE
    if to != of:
        numbers = invented.longer(numbers, of, to, is_stock=is_stock)
        positive = invented.longer(positive, of, to, is_stock=is_stock)
    if is_rate:
        numbers = {
            key: (_rate(positive[key][0], value), flag + positive[key][1])
            for key, (value, flag) in numbers.items()
        }
    else:
        numbers = invented.with_the_emn(numbers)
    made = _measured(view.option("measure"), numbers, to, is_stock=is_stock, is_rate=is_rate)
    if view.option("as") == "index":
        return invented.indices(
            {key: (value, numbers[key][1]) for key, value in made.items()},
            _start(view.option("base")) if view.option("base") else _default_base(numbers, to),
            numbers,
        )
    return made


def _rate(part: float | None, whole: float | None) -> float | None:
    return 100 * part / whole if part is not None and whole is not None and whole >= 100 else None


def _measured(
    measure: str, numbers: invented.Cells, months: int, *, is_stock: bool, is_rate: bool
) -> invented.Made:
    match measure:
        case "per-capita":
            return invented.per_head(numbers, 1_000 if is_stock or months == 12 else 100_000)
        case "share":
            return invented.shares(numbers)
        case "change-previous":
            return invented.changes(numbers, months, in_percent=not is_rate)
        case "change-year":
            return invented.changes(numbers, 12, in_percent=not is_rate)
        case _:
            return {key: value for key, (value, _flag) in numbers.items()}


def _start(period: str) -> date:
    year, _dash, part = period.partition("-")
    if part.startswith("Q"):
        return date(int(year), 3 * int(part[1]) - 2, 1)
    return date(int(year), int(part or 1), 1)


def _default_base(numbers: invented.Cells, months: int) -> date:
    """The first period that is shown: three years of months, all that there is of others."""
    starts = sorted({start for _geo, start in numbers})
    return starts[-36] if months == 1 else starts[0]
