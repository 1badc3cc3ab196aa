"""Options that several commands take, said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def out(told: str, folder: str = "out") -> Callable[[Command], Command]:
    """The folder that a command writes to; `told` is its help."""
    return click.option(
        "--out",
        default=folder,
        show_default=True,
        type=click.Path(path_type=Path, file_okay=False),
        help=told,
    )
