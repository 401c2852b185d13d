"""Folders and plans that the tests of the command share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import EXAMPLE, Answer, run


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """The problem file of DI4C, in a folder of its own."""
    folder = tmp_path_factory.mktemp("example") / "di4c"
    shutil.copytree(EXAMPLE, folder)
    return folder / "network.toml"


@pytest.fixture(scope="session")
def planned(tmp_path_factory, example) -> tuple[Path, Answer]:
    """The folder that ``plan`` wrote for DI4C, and what it said; no test changes the folder."""
    folder = tmp_path_factory.mktemp("planned") / "plan"
    return folder, run("plan", example, "--out", folder)


@pytest.fixture
def problem_file(tmp_path):
    """Write a problem file and return its path."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "network.toml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
