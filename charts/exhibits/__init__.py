"""What is shown of every theme, one module a theme, in the order of the EMN.

Dashboard and bulletin take their exhibits and key figures from EXHIBITIONS, and from nowhere else.
"""

from charts.exhibition import Exhibition
from charts.exhibits import (
    borders,
    citizenship,
    development,
    integration,
    irregular,
    legal_migration,
    minors,
    protection,
    return_,
    trafficking,
)
from emn.errors import Misused
from emn.message import _

EXHIBITIONS: tuple[Exhibition, ...] = (
    legal_migration.EXHIBITION,
    protection.EXHIBITION,
    minors.EXHIBITION,
    integration.EXHIBITION,
    citizenship.EXHIBITION,
    borders.EXHIBITION,
    irregular.EXHIBITION,
    return_.EXHIBITION,
    trafficking.EXHIBITION,
    development.EXHIBITION,
)


def exhibition(theme: str) -> Exhibition:
    """What is shown of the theme with this id; `Misused` says which was meant, or which are."""
    for each in EXHIBITIONS:
        if each.theme.id == theme:
            return each
    raise Misused.unknown(theme, _("theme"), [each.theme.id for each in EXHIBITIONS])
