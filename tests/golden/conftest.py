"""Fonts and canvases for golden figures."""

from __future__ import annotations

import pytest

from charts.fonts import Fonts


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    """The fonts in a folder of their own, for the whole session."""
    return Fonts(tmp_path_factory.mktemp("fonts"))
