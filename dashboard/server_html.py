"""Class ServerHtml: the one Dash component of ours, for HTML that the server wrote.

It needs no build step: its other half is assets/server_html.js. A page has thousands of table
cells; as one component each they would cost a phone seconds, as text they cost nothing, and the
same text is the first content and every later one.
"""

from __future__ import annotations

from dash.development.base_component import Component


class ServerHtml(Component):
    """A place on the page that takes over a part of the first content, then shows `html`.

    Args:
        id: The part of the first content that it takes over.
    """

    _namespace = "emn_dashboard"
    _type = "ServerHtml"

    def __init__(self, id: str) -> None:  # noqa: A002  # Dash's own word for it
        self._prop_names = ["id", "html", "stamp"]
        self._valid_wildcard_attributes = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = []
        super().__init__(id=id)  # type: ignore[no-untyped-call]  # Dash has no types here
