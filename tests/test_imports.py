"""The import is light, and every public name is there."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import di4c_schedule as ds
from tests.cli.command import environment

HEAVY = {"pandas", "ortools", "numpy", "altair", "rich", "icalendar", "holidays", "pytz", "dateutil"}

LOADED = """
import sys
import {module}
print(*sorted(name for name in sys.modules if not name.startswith("_")))
"""


def loaded_by(module: str) -> set[str]:
    """Return the modules that a fresh Python has after importing one."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(module=module)],
        check=True, capture_output=True, encoding="utf-8", env=environment(),
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["di4c_schedule", "di4c_schedule.cli"])
def test_the_import_is_light(module):
    loaded = loaded_by(module)
    assert module in loaded
    assert not {name.partition(".")[0] for name in loaded} & HEAVY


def test_the_package_alone_loads_none_of_its_parts():
    assert [name for name in loaded_by("di4c_schedule") if name.startswith("di4c_schedule.")] == []


@pytest.mark.parametrize("name", ds.__all__)
def test_every_public_name_is_there(name):
    thing = getattr(ds, name)
    assert thing.__doc__
    if isinstance(thing, type):
        assert thing.__name__ == name
        assert getattr(import_module(thing.__module__), name) is thing


def test_public_names_stand_in_order_and_once():
    assert sorted(set(ds.__all__)) == ds.__all__


def test_dir_lists_the_public_names():
    assert set(dir(ds)) == {*ds.__all__, "__version__"}


def test_a_star_import_brings_the_public_names():
    names: dict[str, object] = {}
    exec("from di4c_schedule import *", names)  # noqa: S102
    assert names.keys() - {"__builtins__"} == set(ds.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'di4c_schedule' has no attribute 'shedule'"):
        ds.shedule  # noqa: B018


@pytest.mark.parametrize("family", [ds.rules, ds.goals])
def test_every_rule_and_goal_is_known_to_files_by_its_kind(family):
    exported = [getattr(family, name) for name in family.__all__]
    classes = [thing for thing in exported if not getattr(thing, "_is_protocol", False) and isinstance(thing, type)]
    assert set(family.BY_KIND.values()) == set(classes)
    assert len(classes) >= 6
