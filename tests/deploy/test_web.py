"""The files that serve the dashboard: what systemd says of the unit, and what each promises."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from emn.__main__ import serve

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = (DEPLOY / "systemd" / "emn-web.service").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx" / "emn-statistics.conf").read_text(encoding="utf-8")
MOST_EXPOSED = 20  # tenths, as for the refresh


@pytest.fixture
def unit(tmp_path: Path) -> tuple[str, str]:
    """systemd-analyze, and the unit with a program that this machine has."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("this machine has no systemd-analyze")
    copy = tmp_path / "emn-web.service"
    copy.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT))
    return program, str(copy)


@pytest.fixture(scope="module")
def items() -> dict[str, Any]:
    """The objects of the manifest by kind."""
    manifest = json.loads((DEPLOY / "kubernetes" / "web.json").read_text(encoding="utf-8"))
    return {each["kind"]: each for each in manifest["items"]}


@pytest.fixture(scope="module")
def box(items: dict[str, Any]) -> dict[str, Any]:
    """The container that answers."""
    (found,) = items["Deployment"]["spec"]["template"]["spec"]["containers"]
    return dict(found)


def said(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.returncode, done.stderr


def test_systemd_understands_every_line(unit: tuple[str, str]) -> None:
    program, path = unit

    assert said(program, "verify", "--man=no", path) == (0, "")


def test_systemd_finds_the_service_hardened(unit: tuple[str, str]) -> None:
    program, path = unit
    threshold = f"--threshold={MOST_EXPOSED}"

    assert said(program, "security", "--offline=yes", "--no-pager", threshold, path) == (0, "")


@pytest.mark.parametrize("file", ["unit", "manifest"])
def test_the_command_is_one_that_the_program_takes(box: dict[str, Any], file: str) -> None:
    (line,) = re.findall(r"ExecStart=\S+ (.*)", UNIT)
    name, *options = line.split() if file == "unit" else box["args"]

    assert name == serve.name
    assert serve.make_context("serve", options).params["workers"] == 2


def test_nginx_passes_on_what_one_proxy_is_believed_in() -> None:
    told = set(re.findall(r"proxy_set_header (X-Forwarded-\w+)", NGINX))

    assert told == {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"}
    assert "EMN_PROXIES=1" in UNIT
    assert re.findall(r"server 127\.0\.0\.1:(\d+);", NGINX) == re.findall(r"--port (\d+)", UNIT)
    assert NGINX.count("{") == NGINX.count("}")


def test_the_service_finds_the_pod_and_the_pod_says_when_it_is_ready(
    items: dict[str, Any], box: dict[str, Any]
) -> None:
    service, deployment = items["Service"]["spec"], items["Deployment"]["spec"]
    port = box["ports"][0]["containerPort"]

    labels = deployment["template"]["metadata"]["labels"]
    assert service["selector"] == deployment["selector"]["matchLabels"] == labels
    assert service["ports"][0]["targetPort"] == port == int(box["args"][4])
    assert box["readinessProbe"]["httpGet"] == {"path": "/ready", "port": port}
    assert box["livenessProbe"]["httpGet"] == {"path": "/health", "port": port}


def test_the_pod_may_do_no_more_than_the_refresh(
    items: dict[str, Any], box: dict[str, Any]
) -> None:
    refresh = json.loads((DEPLOY / "kubernetes" / "refresh.json").read_text(encoding="utf-8"))
    (job,) = (each for each in refresh["items"] if each["kind"] == "CronJob")
    other = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    pod = items["Deployment"]["spec"]["template"]["spec"]

    for name in ("securityContext", "automountServiceAccountToken", "volumes"):
        assert pod[name] == other[name]
    for name in ("securityContext", "image", "volumeMounts"):
        assert box[name] == other["containers"][0][name]
