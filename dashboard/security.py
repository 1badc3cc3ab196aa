"""What every answer forbids the browser: other origins, being framed, guessing types, sensors.

Only what is made to be embedded may stand in somebody else's page.
"""

from __future__ import annotations

from dash import Dash
from flask import Response, request

EMBEDDED = "embedded"  # the endpoint whose answers others may frame
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " object-src 'none'; base-uri 'none'; form-action 'self'"
)


def protect(app: Dash, allowed: str) -> None:
    """Put the headers on every answer; `allowed` names our own script within a page."""

    def guard(response: Response) -> Response:
        # Read the hashes anew each time: Dash adds inline scripts as late as the first request.
        scripts = " ".join(("'self'", allowed, *app.csp_hashes()))
        around = "*" if request.endpoint == EMBEDDED else "'self'"
        response.headers["Content-Security-Policy"] = (
            f"{_POLICY}; frame-ancestors {around}; script-src {scripts}"
        )
        response.headers.extend(_HEADERS)
        return response

    app.server.after_request(guard)
