"""Migration and development: Eurostat has no series of its own on it; who has figures is said."""

from charts.exhibition import Exhibition
from emn.language import _
from emn.themes import DEVELOPMENT

EXHIBITION = Exhibition(
    theme=DEVELOPMENT,
    remarks=(
        _(
            "Eurostat has no statistics on migration and development as such, and none"
            " are made up here: the theme is told in words."
        ),
        _(
            "What comes near: personal transfers and compensation of employees, in the balance of"
            " payments (Eurostat, bop_rem6, annual); official development assistance as a share of"
            " gross national income (Eurostat, sdg_17_10, annual); remittances received by each"
            " country (World Bank, BX.TRF.PWKR.CD.DT)."
        ),
    ),
)
