"""The manifest against the fields that Kubernetes has, and against what the job must not do."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
META: dict[str, type] = {
    "metadata.name": str,
    "metadata.labels.app": str,
    "apiVersion": str,
    "kind": str,
}
JOB = "spec.jobTemplate.spec"
POD = f"{JOB}.template.spec"
BOX = f"{POD}.containers[]"
# The fields of the API, v1 and batch/v1, that we use, with their types: a slip of a letter shows.
FIELDS: dict[str, dict[str, type]] = {
    "PersistentVolumeClaim": META
    | {"spec.accessModes[]": str, "spec.resources.requests.storage": str},
    "CronJob": META
    | {
        "spec.schedule": str,
        "spec.timeZone": str,
        "spec.concurrencyPolicy": str,
        "spec.startingDeadlineSeconds": int,
        "spec.successfulJobsHistoryLimit": int,
        "spec.failedJobsHistoryLimit": int,
        f"{JOB}.backoffLimit": int,
        f"{JOB}.activeDeadlineSeconds": int,
        f"{JOB}.template.metadata.labels.app": str,
        f"{POD}.restartPolicy": str,
        f"{POD}.automountServiceAccountToken": bool,
        f"{POD}.securityContext.runAsNonRoot": bool,
        f"{POD}.securityContext.runAsUser": int,
        f"{POD}.securityContext.runAsGroup": int,
        f"{POD}.securityContext.fsGroup": int,
        f"{POD}.securityContext.seccompProfile.type": str,
        f"{BOX}.name": str,
        f"{BOX}.image": str,
        f"{BOX}.args[]": str,
        f"{BOX}.env[].name": str,
        f"{BOX}.env[].value": str,
        f"{BOX}.envFrom[].secretRef.name": str,
        f"{BOX}.envFrom[].secretRef.optional": bool,
        f"{BOX}.resources.requests.cpu": str,
        f"{BOX}.resources.requests.memory": str,
        f"{BOX}.resources.limits.memory": str,
        f"{BOX}.securityContext.allowPrivilegeEscalation": bool,
        f"{BOX}.securityContext.readOnlyRootFilesystem": bool,
        f"{BOX}.securityContext.capabilities.drop[]": str,
        f"{BOX}.volumeMounts[].name": str,
        f"{BOX}.volumeMounts[].mountPath": str,
        f"{POD}.volumes[].name": str,
        f"{POD}.volumes[].persistentVolumeClaim.claimName": str,
        f"{POD}.volumes[].emptyDir": dict,
    },
}


@pytest.fixture(scope="module")
def items() -> dict[str, Any]:
    """The objects of the manifest by kind."""
    path = ROOT / "deploy" / "kubernetes" / "refresh.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert (manifest["apiVersion"], manifest["kind"]) == ("v1", "List")
    return {each["kind"]: each for each in manifest["items"]}


@pytest.fixture(scope="module")
def pod(items: dict[str, Any]) -> dict[str, Any]:
    """What runs."""
    found: dict[str, Any] = items["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return found


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of a manifest with its path."""
    match value:
        case dict() if value:
            for name, inner in value.items():
                yield from leaves(inner, f"{path}.{name}".lstrip("."))
        case list():
            for inner in value:
                yield from leaves(inner, f"{path}[]")
        case _:
            yield path, value


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_is_one_of_kubernetes_and_of_its_type(items: dict[str, Any], kind: str) -> None:
    used = {path: type(value) for path, value in leaves(items[kind])}

    assert used == FIELDS[kind]


def test_versions_are_those_that_hold_these_kinds(items: dict[str, Any]) -> None:
    assert {kind: each["apiVersion"] for kind, each in items.items()} == {
        "PersistentVolumeClaim": "v1",
        "CronJob": "batch/v1",
    }


def test_no_refresh_begins_while_another_is_under_way(items: dict[str, Any]) -> None:
    spec = items["CronJob"]["spec"]

    assert spec["concurrencyPolicy"] == "Forbid"
    assert spec["jobTemplate"]["spec"]["backoffLimit"] == 0
    assert spec["jobTemplate"]["spec"]["template"]["spec"]["restartPolicy"] == "Never"


def test_it_begins_within_the_hour_after_each_update_in_brussels(items: dict[str, Any]) -> None:
    spec = items["CronJob"]["spec"]

    assert (spec["schedule"], spec["timeZone"]) == ("55 11,23 * * *", "Europe/Brussels")


def test_the_pod_may_do_as_little_as_it_needs(pod: dict[str, Any]) -> None:
    (box,) = pod["containers"]

    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert box["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


def test_what_is_mounted_is_there(items: dict[str, Any], pod: dict[str, Any]) -> None:
    (box,) = pod["containers"]
    volumes = {each["name"]: each for each in pod["volumes"]}
    mounts = {each["name"]: each["mountPath"] for each in box["volumeMounts"]}
    claim = volumes["data"]["persistentVolumeClaim"]["claimName"]

    assert mounts == {"data": "/data", "scratch": "/tmp"}  # noqa: S108 - a place in the container
    assert set(volumes) == set(mounts)
    assert claim == items["PersistentVolumeClaim"]["metadata"]["name"]
    assert {"name": "EMN_DATA_DIR", "value": mounts["data"]} in box["env"]


def test_the_image_is_of_this_version_and_of_this_user(pod: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    recipe = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")

    assert pod["containers"][0]["image"] == f"emn-statistics:{project['version']}"
    assert f"\nUSER {pod['securityContext']['runAsUser']}\n" in recipe
