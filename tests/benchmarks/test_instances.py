"""The problems that are timed."""

from __future__ import annotations

from itertools import combinations

import pytest

from benchmarks.instances import CAPPED, CLASHING, INFEASIBLE, instance
from benchmarks.large import LARGE_CLASHES
from benchmarks.networks import APART_KM, EU
from di4c_schedule.explanation import atoms_of
from di4c_schedule.travel import distance_km


def test_a_network_is_the_same_whenever_it_is_drawn():
    assert instance("8 hosts, seed 1").network.names[:3] == ["Maribor", "Saint-Malo", "Tournai"]


def test_up_to_twenty_seven_hosts_come_from_so_many_countries():
    partners = instance("20 hosts, seed 1").network.partners
    assert len({partner.country for partner in partners}) == 20


def test_more_hosts_than_countries_are_far_apart():
    partners = instance("40 hosts, seed 1").network.partners
    assert {partner.country for partner in partners} <= set(EU)
    assert min(distance_km(one, other) for one, other in combinations(partners, 2)) >= APART_KM


@pytest.mark.parametrize(("hosts", "days"), [(8, 183), (14, 183), (20, 460), (40, 920), (80, 1840)])
def test_large_networks_have_as_many_days_for_each_host_as_di4c(hosts, days):
    problem = instance(f"{hosts} hosts, seed 1")
    assert (problem.window.days, problem.meetings, problem.days) == (days, hosts, 2)


def test_equal_gaps_are_equal_and_nothing_is_charged_for_who_follows_whom():
    tables = instance("20 hosts equal gaps, seed 1").tables
    assert {int(gap) for gap in tables.gap.ravel()} == {5}
    assert not any(costs.succession.any() for costs in tables.levels.values())


def test_gaps_differ_in_the_other_networks():
    tables = instance("8 hosts, seed 1, 90 days").tables
    assert len({int(tables.gap[i, j]) for i in range(8) for j in range(8) if i != j}) > 1


@pytest.mark.parametrize("label", [*CAPPED, *INFEASIBLE, *CLASHING])
def test_variants_of_di4c_have_their_rules(label):
    assert len(instance(f"di4c + {label}").given_rules) > len(instance("di4c").given_rules)


def test_the_large_network_has_many_requirements():
    problem = instance("large")
    assert (len(problem.network), problem.window.days) == (40, 852)
    # 780 pairs of hosts travel; each host has holidays and three weekdays, and half of them a break or a range
    assert len(atoms_of(problem)) == 940


@pytest.mark.parametrize("label", LARGE_CLASHES)
def test_variants_of_the_large_network_have_their_rules(label):
    assert len(instance(f"large + {label}").given_rules) > len(instance("large").given_rules)


@pytest.mark.parametrize("name", ["12 hosts", "hosts, seed 1", "di5c", "8 hosts equal gaps, seed 1, 90 days"])
def test_other_names_are_refused(name):
    with pytest.raises(ValueError, match="no instance is called"):
        instance(name)
