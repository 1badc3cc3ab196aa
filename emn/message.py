"""The mark of a message: what is shown to people, and is in the catalogues of other languages."""

from __future__ import annotations


def _(message: str) -> str:
    """Mark an English message for the catalogues; it stays as it is."""
    return message
