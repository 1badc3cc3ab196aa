"""Every page, listed in the open, in the order of the navigation."""

from dashboard.page import Pages
from dashboard.pages import (
    about,
    accessibility,
    compare,
    coverage,
    data,
    dataset,
    glossary,
    method,
    origins,
    overview,
    place,
    places,
    revisions,
    theme,
)

PAGES = Pages(
    (
        overview.PAGE,
        *theme.PAGES,
        places.PLACES,
        place.PLACE,
        origins.ORIGINS,
        origins.ORIGIN,
        compare.PAGE,
        coverage.PAGE,
        revisions.PAGE,
        data.PAGE,
        dataset.PAGE,
        method.PAGE,
        glossary.PAGE,
        accessibility.PAGE,
        about.PAGE,
    )
)
