"""The bulletin for editors: a DOCX of native headings, tables and lists, pictures with alt text."""

from bulletins.word.writer import docx

__all__ = ["docx"]
