"""DI4C and random networks, with time to go home between meetings: gaps depend on who follows whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.effort import Effort
from benchmarks.peers.registry import WHERE_GAPS_DIFFER
from benchmarks.report import bullets, filled, picture
from benchmarks.sections.section import Section
from benchmarks.sections.side_by_side import compare_all, comparisons_of, tables

PICTURE = "benchmark-proof"

MODELS = (
    "**CP-SAT, circuit**: a variable for each host's first day, with the open days as its domain; a literal for each "
    "host after another, under `add_circuit`; the gap enforced by that literal; rhythm as `add_abs_equality`. Two "
    "workers. So the documentation of OR-Tools writes routes with time windows.",
    "**CP-SAT, places**: the model that this library gives to CP-SAT for what its own engines cannot hold, told "
    "nothing by them here: a literal for each host on each day, each host at each place of the rotation, and each "
    "place on each day. Two workers.",
    "**HiGHS**: a mixed-integer programme with a step variable for each host and day (\"has started by then\"), one "
    "for each place of the rotation and day, a binary for each host after another, and a row for each such pair and "
    "day that keeps the gap. Through `ortools.math_opt`; its own number of threads.",
    "**Gecode**, through MiniZinc (`benchmarks/peers/rotation.mzn`): hosts as a permutation with its `inverse`, days "
    "and gaps by `element`, rhythm by `abs`; branching on hosts and days by `dom_w_deg`, the best of seven searches "
    "tried (without any search annotation it finds nothing). Two threads. It proves no bounds on its way.",
    "**DIDPPy**: a dynamic programme over the set of hosts left, the last host and its day, with a transition for "
    "each host and open day, state constraints for hosts that would come too late, and dual bounds from the least way "
    "into, and out of, each host left; all goal levels in one weighted total. Complete anytime beam search (CABS), "
    "two threads.",
    "**Timefold**, in Python: constraint streams, a score with one level for rules and one for each goal level "
    "(`BendableScore`), its default construction heuristic and local search. Up to 20 hosts a planning entity is a "
    "place of the rotation with a host and a day to choose, which found better plans in trials; beyond, the meeting of "
    "a host with a day to choose, which found any. It proves nothing: it is told the values that were proven and stops "
    "when it has reached them; translating its classes to Java is not in its time.",
)  # fmt: skip
"""The models, as the page tells of them."""


def measure(effort: Effort) -> Any:
    """Solve each network by each solver."""
    return compare_all(effort.differing, WHERE_GAPS_DIFFER, effort)


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    first, *rest = tables(
        measured,
        "The best plan and the proof that none is better, for networks of eight hosts and more: an even rhythm first, "
        "then the shortest tour. Every solver gets the same tables, the same time and the same two cores.",
    )
    return [
        first,
        picture(PICTURE, "Seconds to the proof against the number of hosts, one line a solver"),
        *rest,
        filled(
            "Window of 183 days, from 20 hosts on 23 days for each host; meetings of two days, "
            "`TravelSpacing(rest=5)`, each host's holidays; level 1 is `EvenRhythm`, level 2 `ShortestTour`; \"DI4C, "
            "its file\" has its own rules and `FewestHolidayClashes` before these two. Random networks are towns of "
            "at least 50,000 inhabitants in member states of the European Union, from the library's table of places: "
            "one a country, for 40 and 80 hosts several at least 100 km apart; \"· 1\" is the seed. A peer that found "
            "nothing is not run on larger networks. The models, each as the documentation of its solver would write "
            "it:"
        ),
        bullets(MODELS),
    ]  # fmt: skip


def draw(measured: Any) -> Mapping[str, Any]:
    """Return the chart of the times to the proof."""
    from benchmarks.charts import proof_chart

    random_ones = [each for each in comparisons_of(measured) if not each.name.startswith("di4c")]
    return {PICTURE: proof_chart(random_ones, measured["limit"])} if random_ones else {}


SECTION = Section(
    "differing-gaps", "An even rhythm and a short tour, with time to go home between meetings", measure, show, draw
)
