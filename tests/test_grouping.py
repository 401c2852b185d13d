from __future__ import annotations

import pytest

from di4c_schedule.errors import ProblemError
from di4c_schedule.grouping import group_of, grouping, optional_grouping, same_group


def test_partners_are_grouped_by_country_or_region(partner):
    messina = partner("Messina", region="South")
    assert (group_of(messina, "country"), group_of(messina, "region")) == ("IT", "South")
    assert group_of(partner("Oulu"), "region") is None


def test_who_is_in_no_group_is_in_none_with_itself():
    assert same_group(["a", None, "b", "a", None]).nonzero()[0].tolist() == [0, 0, 2, 3, 3]
    assert same_group([]).shape == (0, 0)


def test_only_country_and_region_group():
    assert (grouping("region"), optional_grouping("country"), optional_grouping(None)) == ("region", "country", None)
    with pytest.raises(ProblemError, match="expected one of country, region, got 'regoin', did you mean \"region\""):
        grouping("regoin")
