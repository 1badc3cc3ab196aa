"""The unit files and the line of cron: what systemd says of them, and what they promise."""

from __future__ import annotations

import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest

from emn.commands.schedule import AFTER_UPDATES

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = ("emn-refresh.service", "emn-refresh.timer")
MOST_EXPOSED = 20  # tenths: 2.0 of 10, where systemd says "OK"


def entries(unit: str, section: str) -> dict[str, list[str]]:
    """The entries of a section, each with all its values in order."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in (DEPLOY / "systemd" / unit).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def cron_lines() -> list[str]:
    text = (DEPLOY / "cron" / "emn-refresh").read_text(encoding="utf-8")
    assert text.endswith("\n")  # without it cron ignores the last line
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def analyze(tmp_path: Path) -> tuple[str, list[str]]:
    """systemd-analyze, and the units with a program that this machine has."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("this machine has no systemd-analyze")
    (command,) = entries("emn-refresh.service", "Service")["ExecStart"]
    for unit in UNITS:
        text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
        (tmp_path / unit).write_text(text.replace(command.split()[0], "/bin/true"))
    return program, [str(tmp_path / unit) for unit in UNITS]


def said(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.returncode, done.stderr


def test_systemd_understands_every_line(analyze: tuple[str, list[str]]) -> None:
    program, units = analyze

    assert said(program, "verify", "--man=no", *units) == (0, "")


def test_systemd_finds_the_service_hardened(analyze: tuple[str, list[str]]) -> None:
    program, (service, _) = analyze
    threshold = f"--threshold={MOST_EXPOSED}"

    assert said(program, "security", "--offline=yes", "--no-pager", threshold, service) == (0, "")


def test_the_timer_makes_up_for_what_was_missed_and_spreads_its_requests() -> None:
    timer = entries("emn-refresh.timer", "Timer")

    assert timer["Persistent"] == ["true"]
    assert timer["RandomizedDelaySec"] == ["10min"]
    assert entries("emn-refresh.timer", "Install") == {"WantedBy": ["timers.target"]}


def test_the_timer_keeps_the_hours_of_the_schedule_in_brussels() -> None:
    calendar = entries("emn-refresh.timer", "Timer")["OnCalendar"]

    assert calendar == [f"*-*-* {each} Europe/Brussels" for each in AFTER_UPDATES]


def test_the_service_writes_its_cache_and_nothing_else() -> None:
    service = entries("emn-refresh.service", "Service")
    folder = f"/var/lib/{service['StateDirectory'][0]}"

    assert f"EMN_DATA_DIR={folder}" in service["Environment"][0].split()
    assert service["ProtectSystem"] == ["strict"]
    assert service["User"] == ["emn"]
    assert service["CapabilityBoundingSet"] == [""]
    assert "ReadWritePaths" not in service


def test_cron_keeps_the_hours_of_the_schedule_in_brussels() -> None:
    *variables, first, second = cron_lines()
    hours = [time(int(line.split()[1]), int(line.split()[0])) for line in (first, second)]

    assert variables == ["CRON_TZ=Europe/Brussels", "EMN_DATA_DIR=/var/lib/emn-statistics"]
    assert tuple(hours) == AFTER_UPDATES


def test_cron_starts_what_systemd_starts_and_mails_only_what_went_wrong() -> None:
    (command,) = entries("emn-refresh.service", "Service")["ExecStart"]

    for line in cron_lines()[2:]:
        _, _, *days, user, what = line.split(maxsplit=6)
        assert (days, user, what) == (["*"] * 3, "emn", f"{command} >/dev/null")
