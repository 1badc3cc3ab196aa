from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from emn.errors import BrokenFile
from emn.events import about, load, read
from emn.language import Language
from emn.network import load as load_network
from emn.themes import BORDERS, PROTECTION

WHOLE = """
[[event]]
id = "temporary-protection"
day = 2022-03-04
short_en = "Temporary protection"
short_fr = "Protection temporaire"
name_en = "Temporary protection activated"
name_fr = "protection temporaire activée"
act_en = "Council Implementing Decision (EU) 2022/382"
act_fr = "décision d’exécution (UE) 2022/382 du Conseil"
themes = ["protection"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "events.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_event_is_told_with_its_day_and_its_act_in_both_languages(tmp_path: Path) -> None:
    (event,) = read(written(tmp_path, WHOLE))

    assert event.told(Language.EN) == (
        "4 March 2022: Temporary protection activated"
        " (Council Implementing Decision (EU) 2022/382)."
    )
    assert event.told(Language.FR) == (
        "4 mars 2022\u00a0: protection temporaire activée"
        " (décision d’exécution (UE) 2022/382 du Conseil)."
    )


def test_an_uncertain_date_says_so(tmp_path: Path) -> None:
    uncertain = WHOLE + 'is_certain = false\nnote = "the day was not confirmed"\n'

    (event,) = read(written(tmp_path, uncertain))

    assert event.told(Language.EN).endswith("2022/382; date not confirmed).")


@pytest.mark.parametrize(
    ("was", "instead", "complaint"),
    [
        ("day = 2022-03-04", "", "event temporary-protection: day: it is missing. Add it."),
        ("day = 2022-03-04", 'day = "2022"', "day: '2022' is no date. Correct it."),
        ('act_fr = "décision', '#"décision', "act_fr: it is missing. Add it."),
        ('["protection"]', '["visas"]', "themes: 'visas' is none. Write some of borders,"),
        ("day =", "since =", "since: there is no such field."),
        ("themes", "is_certain = false\nthemes", "note: it is missing. Say what is known"),
        ("\n[[event]]", WHOLE + "[[event]]", "id: 'temporary-protection' is there twice."),
        ("[[event]]", "[[event]", "this is no TOML"),
    ],
)
def test_whoever_edits_the_file_learns_what_is_wrong(
    tmp_path: Path, was: str, instead: str, complaint: str
) -> None:
    path = written(tmp_path, WHOLE.replace(was, instead, 1))

    with pytest.raises(BrokenFile) as error:
        read(path)

    assert complaint in str(error.value)
    assert str(error.value).startswith(str(path))


def test_our_events_stand_in_order_and_name_an_act_by_its_number_or_date() -> None:
    events = load()

    assert [event.day for event in events] == sorted(event.day for event in events)
    assert [
        event.id for event in events for act in event.act.values() if not any(map(str.isdigit, act))
    ] == []


@pytest.mark.parametrize(
    ("id_", "geo"),
    [
        ("switzerland-schengen", "CH"),
        ("liechtenstein-schengen", "LI"),
        ("croatia-schengen", "HR"),
        ("bulgaria-romania-schengen", "RO"),
    ],
)
def test_our_events_agree_with_the_network_on_who_joined_schengen_and_when(
    id_: str, geo: str
) -> None:
    (day,) = [event.day for event in load() if event.id == id_]
    network = load_network()

    assert geo in network.group("schengen", day)
    assert geo not in network.group("schengen", day - timedelta(days=1))


def test_a_theme_has_its_own_events() -> None:
    assert "pact" in {event.id for event in about(PROTECTION)}
    assert "croatia-schengen" not in {event.id for event in about(PROTECTION)}
    assert "croatia-schengen" in {event.id for event in about(BORDERS)}
    assert {event.day for event in about(PROTECTION)} >= {date(2022, 3, 4), date(2026, 6, 12)}
