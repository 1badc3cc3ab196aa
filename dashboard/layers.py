"""What a reader may lay over the charts of a page: events of law and policy."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.plan import Plan
from charts.workshop import Workshop
from dashboard.markup import element
from dashboard.view import View
from emn.errors import NothingStored
from emn.language import _


def switch(plans: Sequence[Plan], view: View, workshop: Workshop) -> Markup:
    """The link that lays events over what is drawn over time, or takes them off; else nothing."""
    if not any(_is_over_time(plan, view, workshop) for plan in plans):
        return Markup("")
    shown, hidden = _("Hide the events of law and policy"), _("Show events of law and policy")
    text = view.language.say(shown if view.has_events else hidden)
    return element("p", element("a", text, href=view.with_events.url), class_="layers")


def _is_over_time(plan: Plan, view: View, workshop: Workshop) -> bool:
    """Tell whether an exhibit is drawn over time, which events can be laid over."""
    try:
        layout = plan.exhibit(workshop, view.selection).figure.spec["layout"]
    except NothingStored:
        return False
    return bool(layout.get("xaxis", {}).get("type") == "date")
