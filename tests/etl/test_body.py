from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from emn.errors import CutShort, Inflated
from etl.body import Body, whole

TEXT = b"freq,geo\\TIME_PERIOD\t2025 \r\nA,DE\t1 \r\n"
PACKED = gzip.compress(TEXT, mtime=0)
SHA256 = hashlib.sha256(TEXT).hexdigest()


@pytest.mark.parametrize(("content", "is_gzip"), [(TEXT, False), (PACKED, True)])
def test_a_body_has_the_same_hash_packed_and_plain(
    tmp_path: Path,
    content: bytes,
    is_gzip: bool,  # noqa: FBT001 - a column of the table
) -> None:
    path = tmp_path / "answer"
    path.write_bytes(content)

    assert Body.of(path) == Body(
        head=TEXT, sha256=SHA256, is_gzip=is_gzip, is_whole=True, ends_in_line_end=True
    )


def test_two_gzip_members_are_one_body(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(gzip.compress(TEXT[:10]) + gzip.compress(TEXT[10:]))

    assert Body.of(path).sha256 == SHA256


@pytest.mark.parametrize("cut", [3, 12, len(PACKED) // 2, len(PACKED) - 1])
def test_gzip_that_ends_early_is_not_whole(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "answer"
    path.write_bytes(PACKED[:cut])

    assert not Body.of(path).is_whole


def test_gzip_with_a_broken_byte_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(PACKED[:-6] + b"\x00" + PACKED[-5:])

    assert not Body.of(path).is_whole


def test_plain_text_without_a_last_line_end_says_so(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(TEXT.rstrip())

    assert not Body.of(path).ends_in_line_end


def test_a_body_is_given_whole_and_unpacked_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(PACKED)
    assert whole(path) == TEXT

    path.write_bytes(PACKED[:-1])
    with pytest.raises(CutShort, match="answer: the gzip is broken"):
        whole(path)


def test_a_body_may_be_packed_well_and_not_unpack_without_measure(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    path.write_bytes(gzip.compress(b"A,DE\t: \t: \r\n" * 1_000_000))  # 12 MB
    assert Body.of(path).is_whole

    path.write_bytes(gzip.compress(bytes(100_000_000)))  # 97 kB
    with pytest.raises(Inflated, match="answer: unpacks to more than"):
        Body.of(path)
