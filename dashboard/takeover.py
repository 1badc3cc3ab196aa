"""What Dash does once its scripts are there: it keeps address, control and content together."""

from __future__ import annotations

from collections.abc import Callable

from dash import (
    ALL,
    ClientsideFunction,
    Dash,
    Input,
    NoUpdate,
    Output,
    State,
    ctx,
    dcc,
    html,
    no_update,
)
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.document import PARTS
from dashboard.server_html import ServerHtml

SOON, SELDOM = 2_000, 60_000  # milliseconds between two looks at the cache

Redraw = Callable[[str, str], tuple[Markup, Markup, Markup, str]]
Look = Callable[[str, str, str], tuple[Markup, str | None, bool]]
Control = Callable[[str, str, bool], Component | NoUpdate]


def layout() -> Component:
    """The same parts as the first content, in the same order, each ready to take over its own."""
    masthead, progress, opening, tools, exhibits, footer = map(ServerHtml, PARTS)
    return html.Div(
        [
            dcc.Location(id="address", refresh=False),
            dcc.Store(id="wish"),
            dcc.Store(id="offer"),  # a wish that may change what there is to choose from
            dcc.Store(id="arrived"),
            dcc.Interval(id="clock", interval=SOON),
            masthead,
            progress,
            html.Main([opening, html.Div(tools, id="control"), exhibits], id="content"),
            footer,
        ]
    )


def connect(app: Dash, redraw: Redraw, look: Look, control: Control) -> None:
    """Connect the address, the controls and the clock to the content."""
    _connect_controls(app, control)

    @app.callback(
        Output("masthead", "html"),
        Output("opening", "html"),
        Output("exhibits", "html"),
        Output("opening", "stamp"),
        Input("wish", "data"),
        Input("arrived", "data"),
        State("address", "search"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def draw(
        _wish: str, _arrived: str, search: str, pathname: str
    ) -> tuple[Markup, Markup, Markup, str]:
        return redraw(pathname, search)

    @app.callback(
        Output("progress", "html"),
        Output("arrived", "data"),
        Output("clock", "interval"),
        Input("clock", "n_intervals"),
        State("address", "pathname"),
        State("address", "search"),
        State("opening", "stamp"),
        prevent_initial_call=True,
    )
    def watch(_ticks: int, pathname: str, search: str, stamp: str) -> tuple[object, object, int]:
        banner, arrived, is_under_way = look(pathname, search, stamp)
        return banner, arrived or no_update, SOON if is_under_way else SELDOM


def _connect_controls(app: Dash, control: Control) -> None:
    """What a reader chooses goes into the address; what there is to choose follows it."""
    app.clientside_callback(  # type: ignore[no-untyped-call]  # Dash has no types here
        ClientsideFunction("emn", "choose"),
        Output("address", "search"),
        Output("wish", "data"),
        Output("offer", "data"),
        Input("places", "value"),
        Input({"choice": ALL, "usual": ALL}, "value"),
        State("address", "search"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("control", "children"),
        Input("address", "pathname"),
        Input("offer", "data"),
        State("address", "search"),
    )
    def equip(pathname: str, _offer: str, search: str) -> Component | NoUpdate:
        return control(pathname, search, ctx.triggered_id == "offer")
