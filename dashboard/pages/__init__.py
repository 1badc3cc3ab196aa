"""Every page, listed in the open, in the order of the navigation."""

from dashboard.page import Pages
from dashboard.pages import coverage, overview, revisions, theme

PAGES = Pages((overview.PAGE, *theme.PAGES, coverage.PAGE, revisions.PAGE))
