"""Tell: the quarterly bulletin, from the cache to every format, in two languages."""

from bulletins.build import build, bulletin
from bulletins.edition import current_quarter
from bulletins.formats import Format, Press

__all__ = ["Format", "Press", "build", "bulletin", "current_quarter"]
