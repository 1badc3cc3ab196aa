"""What machines ask: are you there, can you show figures, and how old are they."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version

from dash import Dash
from flask import Response, jsonify

from cache import Store
from emn.dataset import Dataset
from emn.datasets import DATASETS
from emn.datasets.protection import ASYLUM_APPLICATIONS

HEADLINE = ASYLUM_APPLICATIONS  # without it there is no page worth sending a reader to
_HOUR = 3600


class Health:
    """`/ready` and `/status.json`, around a store; `/health` is Dash's own."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def connect(self, app: Dash) -> None:
        """Give the addresses to the app's server."""
        app.server.add_url_rule("/ready", "ready", self.ready)
        app.server.add_url_rule("/status.json", "status", self.status)

    def ready(self) -> Response:
        """200 once the headline dataset can be read, else 503 and the reason."""
        if self.store.current(HEADLINE) is None:
            return Response(f"{HEADLINE.id} is not in the cache yet.\n", 503, mimetype="text/plain")
        self.store.observations(HEADLINE)
        return Response("OK\n", mimetype="text/plain")

    def status(self) -> Response:
        """The version, and of each dataset its vintage, its age and how the last check ended."""
        last = self.store.runs().sort("started_at").unique("dataset", keep="last")
        checks = {row["dataset"]: row for row in last.iter_rows(named=True)}
        answer = jsonify(
            version=version("emn-statistics"),
            origin=self.store.origin,
            datasets=[self._told(each, checks.get(each.id)) for each in DATASETS],
        )
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    def _told(self, dataset: Dataset, check: dict[str, datetime | str] | None) -> dict[str, object]:
        vintage = self.store.current(dataset)
        age = datetime.now(UTC) - vintage.last_update if vintage else None
        at = check["started_at"] if check else None
        return {
            "dataset": dataset.id,
            "dataflow": dataset.dataflow,
            "vintage": vintage.name if vintage else None,
            "updated": vintage.last_update.isoformat() if vintage else None,
            "extracted": vintage.extracted_at.isoformat() if vintage else None,
            "age_hours": round(age.total_seconds() / _HOUR, 1) if age else None,
            "checked": at.isoformat() if isinstance(at, datetime) else None,
            "outcome": check["outcome"] if check else None,
        }
