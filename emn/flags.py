"""Eurostat's observation flags, what they are called, and what each forbids us to say.

A flag travels with its number and is never dropped. Composite flags (`bep`) are codes of their own
at Eurostat, made of letters in alphabetical order; a letter can be looked for in them. In a
*series* the letter `c` says that an observation was confidential: Eurostat's own flags no longer
use it, and says the same beside them as CONF_STATUS. The letter `n` says that the observations
are there and too small to make this number of them; the letter `x`, which Eurostat has not, that a
break lies between the periods that this number would compare.
"""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from emn.language import Language, _


class Flag(StrEnum):
    """One letter of an observation flag."""

    BREAK = "b"
    CONFIDENTIAL = "c"
    DEFINITION_DIFFERS = "d"
    ESTIMATED = "e"
    FORECAST = "f"
    IMPUTED = "i"
    CANNOT_EXIST = "m"
    NOT_SIGNIFICANT = "n"
    PROVISIONAL = "p"
    REVISED = "r"
    EUROSTAT_ESTIMATE = "s"
    LOW_RELIABILITY = "u"
    NOT_COMPARABLE = "x"
    NOT_APPLICABLE = "z"

    @property
    def label(self) -> str:
        """What Eurostat calls it, in English; a language translates it."""
        return _LABELS[self]


_LABELS = {
    Flag.BREAK: _("break in time series"),
    Flag.CONFIDENTIAL: _("confidential"),
    Flag.DEFINITION_DIFFERS: _("definition differs"),
    Flag.ESTIMATED: _("estimated"),
    Flag.FORECAST: _("forecast"),
    Flag.IMPUTED: _("imputed by Eurostat"),
    Flag.CANNOT_EXIST: _("not applicable"),
    Flag.NOT_SIGNIFICANT: _("not significant"),
    Flag.PROVISIONAL: _("provisional"),
    Flag.REVISED: _("revised"),
    Flag.EUROSTAT_ESTIMATE: _("Eurostat estimate"),
    Flag.LOW_RELIABILITY: _("low reliability"),
    Flag.NOT_COMPARABLE: _("not comparable: break in the series"),
    Flag.NOT_APPLICABLE: _("not applicable"),
}


class Absence(StrEnum):
    """Why there is no number. None of these is a zero, and they are not one another."""

    NOT_AVAILABLE = "not available"
    CONFIDENTIAL = "confidential"
    NOT_APPLICABLE = "not applicable"
    NOT_SIGNIFICANT = "not significant"
    NOT_COMPARABLE = "not comparable"
    NOT_COLLECTED = "not collected"

    @property
    def label(self) -> str:
        """What we call it, in English; a language translates it."""
        return _ABSENCES[self]

    @property
    def mark(self) -> str:
        """The shorthand in a table cell, after Eurostat's own: `:` `:c` `:z` `:n` `:x`, a dash."""
        return _MARKS[self]


_MARKS = {
    Absence.NOT_AVAILABLE: ":",
    Absence.CONFIDENTIAL: ":c",
    Absence.NOT_APPLICABLE: ":z",
    Absence.NOT_SIGNIFICANT: ":n",
    Absence.NOT_COMPARABLE: ":x",
    Absence.NOT_COLLECTED: "–",
}
_ABSENCES = {
    Absence.NOT_AVAILABLE: _("not available"),
    Absence.CONFIDENTIAL: _("confidential"),
    Absence.NOT_APPLICABLE: _("not applicable"),
    Absence.NOT_SIGNIFICANT: _("base too small"),
    Absence.NOT_COMPARABLE: _("not comparable: break in the series"),
    Absence.NOT_COLLECTED: _("not collected by Eurostat"),
}
_WHY = (  # the letters of a flag that say it, those that weigh most first
    (Flag.CONFIDENTIAL, Absence.CONFIDENTIAL),
    (Flag.CANNOT_EXIST + Flag.NOT_APPLICABLE, Absence.NOT_APPLICABLE),
    (Flag.NOT_COMPARABLE, Absence.NOT_COMPARABLE),
    (Flag.NOT_SIGNIFICANT, Absence.NOT_SIGNIFICANT),
)


def has(flag: str | None, letter: Flag) -> bool:
    """Tell whether the flag holds this letter."""
    return letter in (flag or "")


def absence(flag: str | None) -> Absence:
    """Why a row without a value has none. A place without any row is NOT_COLLECTED instead."""
    told = (kind for letters, kind in _WHY if set(letters) & set(flag or ""))
    return next(told, Absence.NOT_AVAILABLE)


def why_absent() -> pl.Expr:
    """The same for every row of a series at once; null where there is a value."""
    flag = pl.col("flag").fill_null("")
    told = (
        pl.when(flag.str.contains(f"[{letters}]")).then(pl.lit(kind.value))
        for letters, kind in _WHY
    )
    otherwise = pl.lit(Absence.NOT_AVAILABLE.value)
    return pl.when(pl.col("value").is_null()).then(pl.coalesce(*told, otherwise))


def labels(flag: str | None, language: Language) -> str:
    """Spell a flag out: `bp` gives `break in time series, provisional`; unknown letters stay."""
    known = set(Flag)
    return ", ".join(
        language.say(Flag(letter).label)
        if letter in known
        else language.say(_("unlabelled flag {letter}"), letter=letter)
        for letter in flag or ""
    )


ZERO = _("zero, or so few that rounding gives zero")
# Letters that never stand beside a number: the shorthand of an absence says the same.
_SAID_BY_ABSENCES = {Flag.CONFIDENTIAL, Flag.CANNOT_EXIST, Flag.NOT_APPLICABLE}


def signs() -> list[tuple[str, str]]:
    """Every sign of a table with its meaning: absences, zero, then flags in alphabetical order."""
    flags = sorted(set(Flag) - _SAID_BY_ABSENCES)
    absences = [(each.mark, each.label) for each in Absence]
    return [*absences, ("0", ZERO), *((str(flag), flag.label) for flag in flags)]


def combined(*, suppressed: pl.Expr, is_alone: bool = False) -> pl.Expr:
    """Within a group: every letter of its observations' flags, once, in alphabetical order.

    A series is provisional if one of its observations is, broken if one is, and so on; it holds
    `n` where the number was suppressed. Gives null where there is no flag at all. `is_alone` says
    that there are no groups: each observation stands for itself.
    """
    confidential = pl.when(pl.col("conf_status").is_not_null()).then(pl.lit("c"))
    each = pl.col("flag").fill_null("") + confidential.fill_null("")
    letters = each if is_alone else each.str.join("")
    marked = letters + pl.when(suppressed).then(pl.lit("n")).otherwise(pl.lit(""))
    flagged = pl.when(marked != "").then(marked)
    return flagged.str.split("").list.unique().list.sort().list.join("")
