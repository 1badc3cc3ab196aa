"""Every page, listed in the open, in the order of the navigation."""

from dashboard.page import Page
from dashboard.pages import overview, protection

PAGES: dict[str, Page] = {page.path: page for page in (overview.PAGE, protection.PAGE)}
