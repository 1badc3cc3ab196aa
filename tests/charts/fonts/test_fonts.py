from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from charts.fonts import WEIGHTS, Fonts, Style


def opened(path: Path) -> TTFont:
    return TTFont(io.BytesIO(path.read_bytes()))


def test_a_cut_is_the_same_bytes_every_time(fonts: Fonts, tmp_path: Path) -> None:
    again = Fonts(tmp_path)

    assert again.ttf(600).read_bytes() == fonts.ttf(600).read_bytes()
    assert again.woff2(600).read_bytes() == fonts.woff2(600).read_bytes()


def test_a_cut_is_made_once(fonts: Fonts) -> None:
    first = fonts.ttf(400)
    before = first.stat().st_mtime_ns

    assert (fonts.ttf(400), first.stat().st_mtime_ns) == (first, before)


@pytest.mark.parametrize(
    ("weight", "style", "face", "os2"),
    [
        (400, Style.UPRIGHT, "Regular", 400),
        (600, Style.UPRIGHT, "SemiBold", 600),
        (700, Style.UPRIGHT, "Bold", 700),
        (400, Style.ITALIC, "Italic", 400),
    ],
)
def test_a_cut_is_found_by_family_and_weight(
    fonts: Fonts, weight: int, style: Style, face: str, os2: int
) -> None:
    cut = opened(fonts.ttf(weight, style))

    named = (cut["name"].getDebugName(16), cut["name"].getDebugName(17), cut["OS/2"].usWeightClass)
    assert named == ("Source Sans 3", face, os2)


def test_a_cut_is_static_keeps_latin_kerning_and_has_every_letter_that_we_write(
    fonts: Fonts,
) -> None:
    cut = opened(fonts.ttf(400))
    letters = "AÀŁșőñ Ωя 43\u202f120 −12,4\u00a0% ’“”–… ²₂ ▲▼€"

    assert "fvar" not in cut
    assert {record.FeatureTag for record in cut["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}
    assert [letter for letter in letters if ord(letter) not in cut.getBestCmap()] == []


def test_all_digits_are_equally_wide(fonts: Fonts) -> None:
    assert {fonts.width(digit, 1000, weight) for weight in WEIGHTS for digit in "0123456789"} == {
        fonts.width("0", 1000, weight) for weight in WEIGHTS
    }
    assert {fonts.width(digit, 1000) for digit in "0123456789"} == {fonts.width("0", 1000)}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_measuring_agrees_with_the_cut(fonts: Fonts, weight: int) -> None:
    text = "Bosnia and Herzegovina 43\u202f120 −12,4\u00a0%"
    cut = opened(fonts.ttf(weight))
    glyphs, advances = cut.getBestCmap(), cut["hmtx"]

    exact = sum(advances[glyphs[ord(letter)]][0] for letter in text) * 13 / 1000

    assert fonts.width(text, 13, weight) == pytest.approx(exact)


def test_an_unknown_letter_counts_as_an_em_and_a_combining_mark_as_nothing(fonts: Fonts) -> None:
    assert (fonts.width("漢", 13), fonts.width("\u0300", 13)) == (13, 0)


def test_a_web_subset_is_small(fonts: Fonts) -> None:
    assert fonts.woff2(400).stat().st_size < 30_000


def test_two_folders_hold_the_same_advances(fonts: Fonts, tmp_path: Path) -> None:
    again = Fonts(tmp_path)
    again.width("a", 1)
    fonts.width("a", 1)

    digests = {
        hashlib.sha256((each.folder / "advances.json").read_bytes()).hexdigest()
        for each in (fonts, again)
    }
    assert len(digests) == 1
