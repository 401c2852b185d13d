"""Whatever is drawn at random, nothing comes of it but days or an error that tells the place."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.busy.judged import outcome
from tests.busy.spoilt import spoilt_files, strange_calendars

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(strange_calendars())
def test_a_calendar_of_strange_events_is_read_or_refused(data):
    assert outcome(data)


@SOME
@given(spoilt_files())
def test_a_spoilt_calendar_is_read_or_refused(data):
    assert outcome(data)
