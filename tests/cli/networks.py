"""Problem files that the tests of the command share."""

from __future__ import annotations

_COUNTRIES = ("IT", "FI", "FR", "IE", "LV", "RO")

HEAD = """\
name = "Two"
lead = "Messina"
first = 2019-09-02
last = 2019-12-20
days = 2
"""

PARTNERS = """
[[partners]]
name = "Messina"
place = "Messina, IT"

[[partners]]
name = "Oulu"
place = "Oulu, FI"
"""

TWO = HEAD + PARTNERS
"""A problem with a schedule."""

CLASH = (
    TWO
    + """
[[rules]]
kind = "fixed"
partner = "Oulu"
dates = "2019-10"

[[rules]]
kind = "unavailable"
partner = "Oulu"
dates = "2019-10"
reason = "film festival"
"""
)
"""A problem without: Oulu hosts in October, and does not."""


def crowd(partners: int, last: str, *rules: str) -> str:
    """Return a problem file with many partners, on a grid over Europe, that takes long to solve."""
    lines = ['name = "Crowd"', 'lead = "P00"', "first = 2019-09-02", f"last = {last}", "days = 2"]
    for i in range(partners):
        lines += ["[[partners]]", f'name = "P{i:02}"', f'country = "{_COUNTRIES[i % 6]}"', 'timezone = "Europe/Paris"']
        lines += [f"lat = {38 + i * 7 % 25}.5", f"lon = {i * 11 % 33 - 8}.5"]
    for section, kind, more in (
        ("rules", "travel_spacing", "rest = 1"),
        ("goals", "even_rhythm", "level = 1"),
        ("goals", "shortest_tour", "level = 2"),
    ):
        lines += [f"[[{section}]]", f'kind = "{kind}"', more]
    for rule in rules:
        lines += ["[[rules]]", rule]
    return "\n".join(lines) + "\n"


def for_the_sequence_engine() -> str:
    """Return a problem that the sequence engine takes longer for than a hundredth of a second."""
    return crowd(14, "2020-10-30")


def for_many_hosts() -> str:
    """Return a problem of so many hosts that even the relaxation takes long."""
    return crowd(80, "2024-06-28")


def for_the_constraint_model() -> str:
    """Return a problem with a rule that neither tables nor branches hold; nothing proves it in some seconds."""
    return crowd(14, "2020-06-30", 'kind = "in_turn"\ngroups = "country"\nk = 4')
