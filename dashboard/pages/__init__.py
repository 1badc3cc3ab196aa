"""Every page, listed in the open, in the order of the navigation."""

from dashboard.page import Pages
from dashboard.pages import overview, protection

PAGES = Pages((overview.PAGE, protection.PAGE))
