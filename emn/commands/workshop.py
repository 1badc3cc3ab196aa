"""The workshop of this process: store, network and fonts where the settings say."""

from __future__ import annotations

from cache import Store
from charts.fonts import Fonts
from charts.workshop import Workshop
from emn.network import load
from emn.settings import Settings


def workshop(settings: Settings) -> Workshop:
    """Open the cache for reading and drawing."""
    found = Workshop(Store(settings.data_dir), load(), Fonts(settings.data_dir / "fonts"))
    return found.linking(settings.dashboard_url)
