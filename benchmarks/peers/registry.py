"""All peers: what they are called, what they need, and how they are run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from attrs import field, frozen

from benchmarks.peers.answer import PeerAnswer, Recorder
from di4c_schedule import Problem

NOT_INSTALLED = "not installed"


@frozen
class Peer:
    """A solver with a model of the rotation.

    Parameters
    ----------
    key
        Its name in results and on the command line.
    label
        Its name in tables.
    module, function
        Where its function is: ``f(problem, limit, …) -> PeerAnswer``.
    packages, programs
        What must be installed: import names, commands.
    options
        More arguments, such as its number of workers.
    tells
        Whether it takes a `recorder` and tells of schedules on its way; if not, it is run anew for each earlier mark.
    takes_target
        Whether it takes a `target`: it cannot prove anything, and stops at values that others have proven.
    """

    key: str
    label: str
    module: str
    function: str
    packages: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(factory=dict)
    tells: bool = True
    takes_target: bool = False

    @property
    def missing(self) -> list[str]:
        """What it needs and is not installed."""
        needed = [package for package in (*self.packages, self.module) if not _can_import(package)]
        return needed + [program for program in self.programs if shutil.which(program) is None]

    def solve(
        self, problem: Problem, limit: float, marks: Sequence[float] = (), target: Sequence[int] | None = None
    ) -> PeerAnswer:
        """Run the peer.

        Parameters
        ----------
        problem
            The problem; its tables are filled.
        limit
            Seconds.
        marks
            Seconds at which a peer that tells is asked what it knows.
        target
            Values at which a peer that takes one may stop; None: none are known.
        """
        function: Callable[..., PeerAnswer] = getattr(import_module(self.module), self.function)
        options = dict(self.options)
        if self.takes_target:
            options["target"] = target
        if self.tells:
            options["recorder"] = Recorder(tuple(marks))
        return function(problem, limit, **options)


def _can_import(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


CORES = 2
"""Peers that can use several cores are given so many."""

CIRCUIT = Peer(
    "circuit",
    "CP-SAT, circuit",
    "benchmarks.peers.circuit",
    "solve_by_circuit",
    ("ortools",),
    options={"workers": CORES},
)
PLACES = Peer(
    "places", "CP-SAT, places", "benchmarks.peers.places", "solve_by_places", ("ortools",), options={"workers": CORES},
    tells=False,
)  # fmt: skip
HIGHS = Peer("highs", "HiGHS", "benchmarks.peers.highs_steps", "solve_by_highs", ("ortools",), tells=False)
GECODE = Peer(
    "gecode", "Gecode", "benchmarks.peers.gecode", "solve_by_gecode", programs=("minizinc",), options={"threads": CORES}
)
DIDP = Peer("didp", "DIDPPy", "benchmarks.peers.didp", "solve_by_didp", ("didppy",), options={"threads": CORES})
TIMEFOLD = Peer(
    "timefold", "Timefold", "benchmarks.peers.timefold", "solve_by_timefold", ("timefold",), ("java",),
    takes_target=True,
)  # fmt: skip
CPSAT_FLOW = Peer(
    "cpsat flow", "CP-SAT, flow", "benchmarks.peers.flow_models", "solve_by_cpsat_flow", ("ortools",),
    options={"workers": CORES}, tells=False,
)  # fmt: skip
HIGHS_FLOW = Peer(
    "highs flow", "HiGHS, flow", "benchmarks.peers.flow_models", "solve_by_highs_flow", ("ortools",), tells=False
)

PEERS = {peer.key: peer for peer in (CIRCUIT, PLACES, HIGHS, GECODE, DIDP, TIMEFOLD, CPSAT_FLOW, HIGHS_FLOW)}
"""All peers, by their keys."""

WHERE_GAPS_DIFFER = (CIRCUIT, PLACES, HIGHS, GECODE, DIDP, TIMEFOLD)
"""Peers for problems in which gaps depend on who follows whom."""

WHERE_GAPS_ARE_EQUAL = (CPSAT_FLOW, HIGHS_FLOW, GECODE, DIDP, TIMEFOLD)
"""Peers for problems in which nothing depends on who follows whom."""
