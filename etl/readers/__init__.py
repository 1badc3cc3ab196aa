"""Files that people downloaded or wrote → `Reading`: one module a format, told apart by content."""

from etl.readers.formats import read
from etl.readers.reading import Reading

__all__ = ["Reading", "read"]
