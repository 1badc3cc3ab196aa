"""Addresses on the dashboard: what a bulletin links to, written as the dashboard reads it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from emn.language import Language
from emn.period import Period


def query(chosen: Iterable[tuple[str, str]]) -> str:
    """A choice as an address carries it: `?places=DE,FR&until=2026-06`, or nothing."""
    said = "&".join(f"{name}={quote(text, safe=',')}" for name, text in chosen if text)
    return f"?{said}" if said else ""


def permalink(site: str, language: Language, path: str, until: Period | None, exhibit: str) -> str:
    """Where an exhibit stands on the dashboard at this site; nothing without a site."""
    if not site:
        return ""
    search = query([("until", str(until or ""))])
    return f"{site.rstrip('/')}/{language}/{path}{search}#{exhibit}"
