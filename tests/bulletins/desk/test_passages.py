from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bulletins.desk.passages import Line, Passage, Refreshed, Seen, escaped, refreshed
from emn.fact import Fact, Kind
from emn.language import Language
from emn.period import Period

JUNE = Period.parse("2026-06")
Values = dict[str, float]
PARAGRAPHS = (("EU", "FR", "IT"), ("DE",), ("MT", "SE"))
GEOS = tuple(geo for paragraph in PARAGRAPHS for geo in paragraph)
BEGINNING: Values = {geo: 1000.0 * at for at, geo in enumerate(GEOS, start=1)}


def fact(geo: str, value: float) -> Fact:
    return Fact(indicator="applicants", geo=geo, period=JUNE, kind=Kind.LEVEL, value=value)


def passage(geo: str, value: float) -> Passage:
    return Passage(
        id=geo, text=f"{geo} had {Language.EN.number(value)} of them.", facts=(fact(geo, value),)
    )


def narrative(values: Values) -> list[list[Passage]]:
    """A sentence a place, in three paragraphs; a place without a value has none."""
    return [[passage(geo, values[geo]) for geo in geos if geo in values] for geos in PARAGRAPHS]


def refresh(seen: Seen, now: tuple[str, ...], values: Values) -> Refreshed:
    def again(stated: Fact) -> Fact | None:
        return fact(stated.geo, values[stated.geo]) if stated.geo in values else None

    return refreshed(seen, now, narrative(values), again, Language.EN)


def begun(values: Values = BEGINNING) -> Refreshed:
    return refresh(Seen(), (), values)


def moved(done: Refreshed) -> list[tuple[str, list[tuple[float | None, float | None]]]]:
    """The stale lines, each with its values before and now."""
    return [
        (each.text, [(value(was), value(now)) for was, now in each.moved]) for each in done.stale
    ]


def value(fact: Fact | None) -> float | None:
    return None if fact is None else fact.value


def test_a_new_file_has_a_line_a_sentence_and_a_blank_one_a_paragraph() -> None:
    assert begun().lines == (
        "EU had 1,000 of them.",
        "FR had 2,000 of them.",
        "IT had 3,000 of them.",
        "",
        "DE had 4,000 of them.",
        "",
        "MT had 5,000 of them.",
        "SE had 6,000 of them.",
    )


def test_what_nobody_touched_is_refreshed_and_an_edit_stays() -> None:
    first = begun()
    now = tuple(line.replace("FR had", "France had only") for line in first.lines)

    done = refresh(first.seen, now, {**BEGINNING, "EU": 1500.0, "IT": 2500.0})

    assert done.lines[:3] == (
        "EU had 1,500 of them.",
        "France had only 2,000 of them.",
        "IT had 2,500 of them.",
    )
    assert done.stale == ()


def test_an_edit_whose_number_moved_is_told_with_both_until_it_is_worked_in() -> None:
    first = begun()
    now = tuple(line.replace("FR had", "France had") for line in first.lines)
    values = {**BEGINNING, "FR": 2100.0}

    told = refresh(first.seen, now, values)
    assert moved(told) == [("France had 2,000 of them.", [(2000, 2100)])]

    again = refresh(told.seen, told.lines, values)
    assert moved(again) == moved(told)

    other = tuple(line.replace("France had", "France counted") for line in again.lines)
    still = refresh(again.seen, other, values)
    assert moved(still) == [("France counted 2,000 of them.", [(2000, 2100)])]

    worked_in = tuple(line.replace("2,000", "2,100") for line in still.lines)
    done = refresh(still.seen, worked_in, values)
    assert done.stale == ()
    assert "France counted 2,100 of them." in done.lines

    later = refresh(done.seen, done.lines, {**values, "FR": 2200.0})
    assert moved(later) == [("France counted 2,100 of them.", [(2100, 2200)])]


def test_an_edit_without_the_number_is_told_once_and_settled_by_the_next_edit() -> None:
    first = begun()
    now = tuple(line.replace("FR had 2,000", "France had most") for line in first.lines)
    values = {**BEGINNING, "FR": 9000.0}
    told = refresh(first.seen, now, values)
    assert moved(told) == [("France had most of them.", [(2000, 9000)])]

    looked_at = tuple(line.replace("most", "by far most") for line in told.lines)
    assert refresh(told.seen, looked_at, values).stale == ()


def test_a_sentence_that_states_more_today_makes_its_edit_stale() -> None:
    first = begun()
    now = tuple(line.replace("FR had", "France had") for line in first.lines)
    paragraphs = narrative(BEGINNING)
    paragraphs[0][1] = replace(paragraphs[0][1], facts=(fact("FR", 2000.0), fact("ES", 2500.0)))

    done = refreshed(first.seen, now, paragraphs, lambda stated: stated, Language.EN)

    assert [each.moved for each in done.stale] == [((None, fact("ES", 2500.0)),)]


def test_a_deleted_sentence_does_not_come_back() -> None:
    first = begun()
    now = tuple(line for line in first.lines if "IT" not in line)

    done = refresh(first.seen, now, {**BEGINNING, "IT": 1.0})
    again = refresh(done.seen, done.lines, BEGINNING)

    assert not any("IT" in line for line in (*done.lines, *again.lines))


def test_two_sentences_made_one_keep_the_facts_of_both() -> None:
    first = begun()
    lines = list(first.lines)
    lines[1:3] = ["FR and IT had 5,000 together."]

    done = refresh(first.seen, tuple(lines), {**BEGINNING, "IT": 3500.0})

    assert moved(done) == [("FR and IT had 5,000 together.", [(3000, 3500)])]


def test_an_editors_own_lines_stay_where_they_are() -> None:
    first = begun()
    lines = list(first.lines)
    lines[1:1] = ["A word of ours."]
    lines += ["", "A paragraph of ours."]

    done = refresh(first.seen, tuple(lines), {**BEGINNING, "EU": 1.0})
    again = refresh(done.seen, done.lines, {**BEGINNING, "EU": 2.0})

    assert again.lines[:3] == ("EU had 2 of them.", "A word of ours.", "FR had 2,000 of them.")
    assert again.lines[-1] == "A paragraph of ours."


def test_a_sentence_that_comes_and_goes_has_its_place() -> None:
    without = {geo: value for geo, value in BEGINNING.items() if geo not in {"FR", "DE"}}
    first = begun(without)

    there = refresh(first.seen, first.lines, BEGINNING)
    gone = refresh(there.seen, there.lines, without)

    assert there.lines == begun().lines
    assert gone.lines == first.lines


def test_spaces_that_an_editors_program_changed_are_no_edit() -> None:
    first = begun()
    now = tuple(line.replace(" had ", "  had\u00a0") for line in first.lines)

    done = refresh(first.seen, now, {**BEGINNING, "FR": 1.0})

    assert done.lines[1] == "FR had 1 of them."


def test_a_sentence_is_written_so_that_markdown_says_it_to_the_letter() -> None:
    assert escaped("1. A *b* [c] <d> #") == r"1\. A \*b\* \[c\] \<d\> #"
    assert escaped("- 5 and + 5") == r"\- 5 and + 5"


values_of = st.fixed_dictionaries({geo: st.sampled_from([1000.0, 2000.0, 3000.0]) for geo in GEOS})


@given(before=values_of, after=values_of, edited=st.sets(st.sampled_from(GEOS)))
def test_stale_is_what_was_edited_and_has_moved_and_nothing_else(
    before: Values, after: Values, edited: set[str]
) -> None:
    first = begun(before)
    geos = {line.passages[0].id: at for at, line in enumerate(first.seen.lines) if line.passages}
    lines = list(first.lines)
    for geo in edited:
        lines[geos[geo]] = f"Of them, {lines[geos[geo]]}"

    done = refresh(first.seen, tuple(lines), after)

    expected = {geo for geo in edited if before[geo] != after[geo]}
    assert {now.geo for each in done.stale for _was, now in each.moved if now} == expected
    assert len(done.stale) == len(expected)
    for geo, at in geos.items():
        whole = lines[at] if geo in edited else passage(geo, after[geo]).text
        assert done.lines[at] == whole
    assert refresh(done.seen, done.lines, after) == done


def test_a_line_carries_what_it_stands_for() -> None:
    assert begun().seen.lines[0] == Line(
        text="EU had 1,000 of them.", passages=(passage("EU", 1000.0),)
    )
