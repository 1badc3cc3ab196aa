"""What changes from machine to machine, read once from an environment that is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from emn.errors import Misused

EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process; docs/reference/settings.md explains each."""

    data_dir: Path = Path("data")
    eurostat_url: str = EUROSTAT
    timeout_s: float = 60.0
    contact: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read `EMN_…` variables; `Misused` names the one that makes no sense."""
        timeout = environ.get("EMN_TIMEOUT_S", "60")
        try:
            timeout_s = float(timeout)
        except ValueError:
            raise Misused(f"EMN_TIMEOUT_S is {timeout!r}. Give a number of seconds.") from None
        url = environ.get("EMN_EUROSTAT_URL", EUROSTAT).rstrip("/")
        if not url.startswith(("http://", "https://")):
            raise Misused(f"EMN_EUROSTAT_URL is {url!r}. Give an address with http:// or https://.")
        return cls(
            data_dir=Path(environ.get("EMN_DATA_DIR", "data")),
            eurostat_url=url,
            timeout_s=timeout_s,
            contact=environ.get("EMN_CONTACT", ""),
        )
