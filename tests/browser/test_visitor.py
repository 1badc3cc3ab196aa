"""A visitor does what people come for: every task, on every kind of page, in both languages.

The tasks are in tasks.py; reader.py is who carries them out.
"""

from __future__ import annotations

from itertools import product

import pytest

from dashboard.pages import PAGES
from emn.language import Language
from tests.browser.conftest import Visitor
from tests.browser.reader import Hand, Reader
from tests.browser.tasks import TASKS, Task

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)
# By mouse in both languages at both widths; by key alone and without scripts once at each.
ONCE_AT_EACH = tuple(zip(Language, WIDTHS[::-1], strict=True))
RUNS = [
    (task, hand, language, width)
    for task in TASKS
    for hand in (Hand.MOUSE, *task.hands)
    for language, width in (product(Language, WIDTHS) if hand is Hand.MOUSE else ONCE_AT_EACH)
]


@pytest.mark.parametrize(
    ("task", "hand", "language", "width"),
    RUNS,
    ids=["-".join(map(str, (task.name, *how))) for task, *how in RUNS],
)
def test_a_visitor_does_what_they_came_for(
    visitor: Visitor, task: Task, hand: Hand, language: Language, width: int
) -> None:
    visit = visitor(width=width, scripts=hand is not Hand.PLAIN)
    reader = Reader(visit, language, width, hand)

    task.does(reader)

    reader.leave()
    assert set(task.pages) <= reader.been


def test_the_tasks_lead_across_every_page_and_enough_of_them_by_key_alone() -> None:
    across = {path for task in TASKS for path in task.pages}

    assert sorted(across) == sorted(page.path for page in PAGES)
    assert len(TASKS) >= 15
    assert sum(Hand.KEYS in task.hands for task in TASKS) >= 6
    assert all(Hand.PLAIN in task.hands for task in TASKS)
