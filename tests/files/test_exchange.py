"""Two folders take each other's name."""

from __future__ import annotations

import ctypes
import errno
import sys
from types import SimpleNamespace

import pytest

from di4c_schedule.files.exchange import exchange


@pytest.fixture
def pair(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path / "one", tmp_path / "other"


def answering(monkeypatch, name, number):
    """Let the system's call fail with an error, or succeed if it is 0."""

    def call(*_):
        ctypes.set_errno(number)
        return -1 if number else 0

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(**{name: call}))


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such call here")
def test_each_has_what_the_other_had(pair):
    if not exchange(*pair):
        pytest.skip("this file system cannot exchange names")
    assert [(path / "file").read_text() for path in pair] == ["other", "one"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such call here")
def test_what_is_missing_is_an_error(pair):
    with pytest.raises(FileNotFoundError):
        exchange(pair[0], pair[0].with_name("missing"))


@pytest.mark.parametrize(("platform", "name"), [("linux", "renameat2"), ("darwin", "renamex_np")])
def test_a_system_that_cannot_says_so(pair, monkeypatch, platform, name):
    monkeypatch.setattr(sys, "platform", platform)
    answering(monkeypatch, name, errno.EINVAL)
    assert not exchange(*pair)
    answering(monkeypatch, name, 0)
    assert exchange(*pair)
    answering(monkeypatch, name, errno.EXDEV)
    with pytest.raises(OSError, match="cross-device"):
        exchange(*pair)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    assert not exchange(*pair)


def test_other_systems_cannot(pair, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert not exchange(*pair)
    assert (pair[0] / "file").read_text() == "one"
