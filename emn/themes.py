"""The ten themes of the EMN, in its own order."""

from __future__ import annotations

from dataclasses import dataclass

from emn.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A subject of the bulletin and of the dashboard."""

    id: str
    title: str


LEGAL_MIGRATION = Theme(id="legal-migration", title=_("Legal migration"))
PROTECTION = Theme(id="protection", title=_("International protection"))
MINORS = Theme(id="minors", title=_("Unaccompanied minors and vulnerable groups"))
INTEGRATION = Theme(id="integration", title=_("Integration"))
CITIZENSHIP = Theme(id="citizenship", title=_("Citizenship and statelessness"))
BORDERS = Theme(id="borders", title=_("Borders, visas and Schengen governance"))
IRREGULAR = Theme(
    id="irregular-migration",
    title=_("Irregular migration, including migrant smuggling"),
)
RETURN = Theme(id="return", title=_("Return and readmission"))
TRAFFICKING = Theme(id="trafficking", title=_("Trafficking in human beings"))
DEVELOPMENT = Theme(id="development", title=_("Migration and development"))

THEMES = (
    LEGAL_MIGRATION,
    PROTECTION,
    MINORS,
    INTEGRATION,
    CITIZENSHIP,
    BORDERS,
    IRREGULAR,
    RETURN,
    TRAFFICKING,
    DEVELOPMENT,
)
