"""Tell: the quarterly bulletin, from the cache to a PDF and an HTML file, in two languages."""

from bulletins.build import build
from bulletins.edition import current_quarter

__all__ = ["build", "current_quarter"]
