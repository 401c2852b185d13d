"""The file that remembers what people were told."""

from __future__ import annotations

import json

import pytest

from di4c_schedule.updates import plan_update
from di4c_schedule.updates.manifest import DamagedError, NewerSchemaError, digest_of, manifest_file, read_manifest
from tests.updates.networks import AUGUST, EMAILS, JULY, schedule_of

START = plan_update(None, schedule_of(("Messina", "2019-09-10"), ("Oulu", "2019-10-01")), JULY)
LATER = plan_update(START.state, schedule_of(("Oulu", "2019-10-08"), emails=EMAILS | {"Oulu": "x@y.org"}), AUGUST)


@pytest.fixture
def content():
    return json.loads(manifest_file(LATER.state, LATER.files))


def test_what_is_written_is_read_back():
    for update in (START, LATER):
        manifest = read_manifest(manifest_file(update.state, update.files))
        assert manifest.state == update.state
        assert dict(manifest.digests) == {path: digest_of(data) for path, data in update.files.items()}


def test_people_and_version_control_can_read_it():
    text = manifest_file(LATER.state, LATER.files).decode()
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text
    assert '"first": "2019-10-08"' in text
    assert '"stamp": "2019-08-01T12:00:00+00:00"' in text


@pytest.mark.parametrize(
    "path", ["../network.ics", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "", ".", "a//b", "nul\0", "..", "./a"]
)
def test_it_names_no_file_outside_of_its_folder(content, path):
    content["files"][path] = "0" * 64
    with pytest.raises(DamagedError):
        read_manifest(json.dumps(content).encode())


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("state",), None),
        (("state", "network"), 3),
        (("state", "network"), "Te\r\nst"),
        (("state", "partners"), []),
        (("state", "partners"), {"Oulu": 1}),
        (("state", "organizer"), "a@b.org\r\nX:1"),
        (("state", "meetings"), {"x": {}}),
        (("files",), None),
        (("files",), {"network.ics": 1}),
        (("schema",), "1"),
        (("schema",), None),
    ],
)
def test_what_it_never_held_is_damage(content, place, value):
    inner = content
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    with pytest.raises(DamagedError):
        read_manifest(json.dumps(content).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2019-10-08", "2019-13-08"),
        ("2019-08-01T12:00:00+00:00", "2019-08-01T12:00:00"),
        ('"turn": 1', '"turn": "x"'),
        ('"sequence": 1', '"sequence": null'),
        ("m@example.org", "m@example.org\\nX"),
    ],
)
def test_values_that_cannot_be_are_damage(content, old, new):
    text = json.dumps(content)
    assert old in text
    with pytest.raises(DamagedError):
        read_manifest(text.replace(old, new).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"null", b"1", b"[" * 100_000, b'{"schema": NaN}'])
def test_what_is_no_such_file_is_damage(data):
    with pytest.raises(DamagedError):
        read_manifest(data)


def test_a_later_schema_is_told_from_damage(content):
    with pytest.raises(NewerSchemaError):
        read_manifest(json.dumps(content | {"schema": 2, "state": "of another kind"}).encode())
