"""Source Sans 3, cut to what we write with, and measured."""

from charts.fonts.family import FAMILY_NAME, WEIGHTS, Fonts, Style

__all__ = ["FAMILY_NAME", "WEIGHTS", "Fonts", "Style"]
