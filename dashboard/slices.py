"""A whole dataset as a file: every observation of a vintage, as it is kept or as CSV.

`/data/ID.parquet` is the vintage's own file, its manifest inside. `/data/ID.csv` begins with lines
that start with `#`, as every CSV of ours does.
"""

from __future__ import annotations

import io

from dash import Dash
from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from cache import Vintage
from charts.workshop import Workshop
from dashboard.address import day
from dashboard.view import View
from emn.dataset import Dataset
from emn.datasets import dataset
from emn.language import Language, _

KINDS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def address(dataset: Dataset, kind: str, view: View) -> str:
    """Where the dataset of a view is found as a file."""
    search = f"?as-of={view.as_of}" if view.as_of else ""
    return f"/data/{dataset.id}.{kind}{search}"


class Slices:
    """Every dataset as a file, around a workshop."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def connect(self, app: Dash) -> None:
        """Give the addresses to the app's server."""
        app.server.add_url_rule("/data/<id_>.<kind>", "slice", self.file)

    def file(self, id_: str, kind: str) -> ResponseReturnValue:
        """The vintage in service, or that of the day that `as-of` names."""
        if kind not in KINDS:
            abort(404)
        asked, wanted = request.args.get("as-of", ""), dataset(id_)
        source = self.workshop.as_of(day(asked) if asked else None).source(wanted)
        answer = Response(mimetype=KINDS[kind])
        answer.headers["Cache-Control"] = "no-cache"
        answer.headers["Content-Disposition"] = f'attachment; filename="{id_}.{kind}"'
        answer.set_etag(f"{source.vintage.name}.{kind}")
        if answer.make_conditional(request).status_code != _NOT_MODIFIED:
            answer.data = self._written(wanted, source.vintage, kind)
        return answer

    def _written(self, wanted: Dataset, vintage: Vintage, kind: str) -> bytes:
        store = self.workshop.store
        if kind == "parquet":
            return store.parquet(wanted, vintage).read_bytes()
        out = io.BytesIO()
        out.writelines(f"# {line}\n".encode() for line in _about(wanted, vintage))
        store.observations(wanted, vintage).collect().write_csv(out)
        return out.getvalue()


_NOT_MODIFIED = 304


def _about(wanted: Dataset, vintage: Vintage) -> list[str]:
    """What a CSV says first: title, whose figures and of when, the query behind them."""
    language = Language.EN
    line = language.say(
        _("Source: {source}, {dataflow}, updated {updated}, extracted {extracted}."),
        source=vintage.whose(language),
        dataflow=wanted.dataflow,
        updated=language.date(vintage.last_update),
        extracted=language.date(vintage.extracted_at),
    )
    invented = ["Sample data: invented figures."] if vintage.is_sample else []
    return [*invented, wanted.title, line, f"{vintage.url} ({vintage.name})"]
