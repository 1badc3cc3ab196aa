from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from emn.errors import BrokenFile
from emn.network import load

GOOD = """
[[place]]
geo = "FR"
iso2 = "FR"
iso3 = "FRA"
name_en = "France"
name_fr = "France"
article_fr = "la "
standings = [{ role = "member", since = 2008-05-14, until = 2030-01-01, source = "a decision" }]

[[place]]
geo = "DK"
iso2 = "DK"
iso3 = "DNK"
name_en = "Denmark"
name_fr = "Danemark"
article_fr = "le "

[[group]]
id = "schengen"
members = [{ geos = ["FR", "DK"], since = 1995-03-26, source = "a convention" }]
"""


STANDING = 'standings = [{ role = "member", known_by = 2012-01-01, source = "hearsay" }]\n'


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "network.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_standing_ends_after_its_last_day(written: Callable[[str], Path]) -> None:
    network = load(written(GOOD))

    assert [place.geo for place in network.members(date(2030, 1, 1))] == ["FR"]
    assert network.members(date(2030, 1, 2)) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[[place]]", "[[place", "this is no TOML"),
        ('geo = "FR"', "", "place 1: geo: it is missing. Add it."),
        ('iso3 = "FRA"', "", "place FR: iso3: it is missing. Add it."),
        ('iso3 = "FRA"', "iso3 = 250", "place FR: iso3: 250 is no text. Correct it."),
        ('name_fr = "Danemark"', 'name_fr = ""', "place DK: name_fr: it is empty. Fill it in."),
        ('"le "', '"le"', 'place DK: article_fr: \'le\' is none. Write one of "", "le "'),
        ('"member"', '"friend"', "place FR: standings 1: role: 'friend' is none."),
        ("until", "untill", "place FR: standings 1: untill: there is no such field."),
        (', source = "a decision"', "", "place FR: standings 1: source: it is missing."),
        ("since = 2008-05-14, ", "", "standings 1: since, until: give either since or known_by"),
        ("2030-01-01", "2001-01-01", "it ends on 2001-01-01, before it begins on 2008-05-14"),
        ("2008-05-14", '"2008"', "place FR: standings 1: since: '2008' is no date."),
        ('"DK"', '"FR"', "geo: 'FR' is there twice. Keep one."),
        ('["FR", "DK"]', '["FR", "XX"]', "group schengen: members: 'XX' is no place of this file"),
        ('["FR", "DK"]', '["FR", "FR"]', "group schengen: members: 'FR' is there twice."),
        ('geo = "DK"', f'{STANDING}geo = "DK"', "place DK: standings: Denmark is outside the EMN."),
    ],
)
def test_a_broken_entry_is_named_with_its_field_and_remedy(
    written: Callable[[str], Path], old: str, new: str, says: str
) -> None:
    path = written(GOOD.replace(old, new, 1))

    with pytest.raises(BrokenFile) as caught:
        load(path)

    assert str(caught.value).startswith(str(path))
    assert says in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match=r"nowhere\.toml: can't be read"):
        load(tmp_path / "nowhere.toml")
