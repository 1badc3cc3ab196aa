"""English and French: messages, numbers, percentages, periods and dates.

Messages are English in the code, marked with `_` where they are declared and given to
`Language.say` where they are shown. The catalogues are `locales/<language>/emn.po`; formats come
from the CLDR through Babel. Numbers follow the EU's English: `43,120` and `−12.4 %`.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from emn.errors import BrokenFile, Misused
from emn.message import _ as _  # noqa: PLC0414  # from here everybody takes it
from emn.period import Frequency, Period

_ONE, _SEVERAL = 1, 2  # what a catalogue takes for its singular, and for its plural
MINUS, NO_BREAK, NARROW_NO_BREAK = "\u2212", "\u00a0", "\u202f"
BRUSSELS = ZoneInfo("Europe/Brussels")


def plural(singular: str, several: str) -> tuple[str, str]:
    """Mark an English message that depends on a number; both stay as they are."""
    return singular, several


def folded(text: str) -> str:
    """A text without case, accents and outer spaces: `Grèce` and `GRECE` are one."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


class Language(StrEnum):
    """A language of the pages and bulletins; every word and number passes through one."""

    EN = "en"
    FR = "fr"

    @classmethod
    def parse(cls, code: str) -> Language:
        """Read a language code; `Misused` names those there are."""
        try:
            return cls(code.lower())
        except ValueError:
            known = ", ".join(cls)
            raise Misused(
                _("{text} is no language of ours. There are: {known}."),
                text=repr(code),
                known=known,
            ) from None

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return {"en": "English", "fr": "Français"}[self.value]

    @property
    def _locale(self) -> str:
        return {"en": "en_GB", "fr": "fr_FR"}[self.value]

    @property
    def colon(self) -> str:
        """What stands between a name and what follows it: French has a no-break space before."""
        return ": " if self is Language.EN else f"{NO_BREAK}: "

    def say(self, message: str, /, **values: object) -> str:
        """Translate a message and fill in its {names}."""
        return _translations(self).gettext(message).format(**values)

    def plural(
        self, singular: str, several: str, number: float, /, decimals: int = 0, **values: object
    ) -> str:
        """Translate a message that depends on a number; {number} is written in the language.

        What counts is the number as it is written. French has its plural from two on (`1,9 point`,
        `2,0 points`), English but for 1 (`1.0 points`).
        """
        form = Locale.parse(self._locale).plural_form(abs(_rounded(number, decimals)))
        text = _translations(self).ngettext(singular, several, _ONE if form == "one" else _SEVERAL)
        return text.format(number=self.number(number, decimals), **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number: `43,120` in English, `43 120` with a narrow no-break space in French."""
        return _number(self._locale, value, decimals)

    def percent(self, value: float, decimals: int = 1) -> str:
        """Write a percentage that is already out of a hundred: `12.4 %`, `12,4 %`."""
        space = NO_BREAK if self is Language.EN else NARROW_NO_BREAK
        return f"{self.number(value, decimals)}{space}%"

    def period(self, period: Period, *, short: bool = False) -> str:
        """Name a period: `June 2026`, `second quarter of 2026`; short: `Jun 2026`, `2026-Q2`."""
        match period.frequency:
            case Frequency.MONTHLY:
                pattern = "MMM y" if short else "MMMM y"
                return _day(self._locale, period.start, pattern)
            case Frequency.QUARTERLY:
                year = period.start.year
                if short:
                    return self.say(_("{year}-Q{number}"), year=year, number=period.number)
                return self.say(_QUARTERS[period.number - 1], year=year)
            case _:
                return str(period)

    def in_text(self, period: Period) -> str:
        """Name a period inside a sentence: `June 2026`, `the second quarter of 2026`."""
        name = self.period(period)
        is_quarter = period.frequency is Frequency.QUARTERLY
        return self.say(_("the {quarter}"), quarter=name) if is_quarter else name

    def during(self, period: Period) -> str:
        """Say when: `in June 2026`, `in the second quarter of 2026`, `in 2025`."""
        name = self.period(period)
        if period.frequency is Frequency.QUARTERLY:
            return self.say(_("in the {quarter}"), quarter=name)
        return self.say(_("in {period}"), period=name)

    def at_the_end_of(self, period: Period) -> str:
        """Say when a stock was counted: `at the end of June 2026`."""
        if period.frequency is Frequency.QUARTERLY:
            return self.say(_("at the end of the {quarter}"), quarter=self.period(period))
        return self.say(_("at the end of {period}"), period=self.period(period))

    def than(self, when: str) -> str:
        """Compare with a moment: `than in May 2026`, `qu’en mai 2026`, `que fin mai 2026`."""
        if self is Language.EN:
            return f"than {when}"
        return f"qu’{when}" if when[:1] in "aeiouéh" else f"que {when}"

    def date(self, day: date | datetime, *, short: bool = False) -> str:
        """Write a date: `16 September 2026`, short `16 Sep 2026`; an instant is Brussels time."""
        if isinstance(day, datetime):
            day = day.astimezone(BRUSSELS).date()
        text = _day(self._locale, day, "d MMM y" if short else "d MMMM y")
        return text.replace("1 ", "1er ", 1) if self is Language.FR and day.day == 1 else text

    def instant(self, moment: datetime) -> str:
        """Write a date and time in Brussels: `16 Sep 2026, 23:00`."""
        pattern = "d MMM y, HH:mm"
        return format_datetime(moment.astimezone(BRUSSELS), pattern, locale=self._locale)

    def listed(self, items: Sequence[str]) -> str:
        """Join names into a list as people write it: `France, Italy and Germany`."""
        if len(items) <= 1:
            return "".join(items)
        return self.say(_("{first} and {last}"), first=", ".join(items[:-1]), last=items[-1])


@lru_cache(maxsize=4096)
def _number(locale: str, value: float, decimals: int) -> str:
    """Write a number by the CLDR; half is rounded away from zero, and nothing has no minus."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    rounded = _rounded(value, decimals)
    text = format_decimal(rounded or abs(rounded), format=pattern, locale=locale)
    return text.replace("-", MINUS)


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def _day(locale: str, day: date, pattern: str) -> str:
    """Write a date by the CLDR."""
    return format_date(day, pattern, locale=locale)


_QUARTERS = (
    _("first quarter of {year}"),
    _("second quarter of {year}"),
    _("third quarter of {year}"),
    _("fourth quarter of {year}"),
)


@cache
def _translations(language: Language) -> NullTranslations:
    """Read a catalogue once; English is the code's own language and needs none."""
    if language is Language.EN:
        return NullTranslations()
    path = files("emn") / "locales" / language.value / "emn.po"
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language.value, abort_invalid=True)
    except (OSError, ValueError) as error:
        raise BrokenFile(f"{path}: the catalogue can't be read ({error}). Correct it.") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
