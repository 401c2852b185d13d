"""Travelling salesman instances with time windows: how their files are read, and how a tour is checked.

A file holds the number of places, the matrix of travel times (the time of service at the place that is left is part of
them), and a line with the first and the last moment of service for each place. Place 0 is the depot. A tour leaves the
depot at its first moment, may wait before a window opens, and ends with its return to the depot: the makespan.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "tsptw"

SCALES = (1, 10, 100, 1_000, 10_000)
"""Units of a moment that are tried until all times are whole numbers; the last is taken if none makes them so."""


@dataclass(frozen=True)
class Instance:
    """An instance, its times as whole numbers.

    Parameters
    ----------
    name
        Set and file, such as ``"AFG/rbg010a"``.
    distance
        Time from a place to another, service at the first included: a list a place, depot first.
    opens, closes
        First and last moment at which service may begin; at the depot: of departure and of return.
    scale
        So many units make one unit of the file.
    optimum
        The least makespan, as published, in units of this instance.
    """

    name: str
    distance: tuple[tuple[int, ...], ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    scale: int
    optimum: int

    @property
    def n(self) -> int:
        """Number of places, the depot among them."""
        return len(self.opens)

    def makespan(self, tour: Sequence[int]) -> int:
        """Return when a tour is back at the depot.

        Parameters
        ----------
        tour
            The places in the order of their visits, without the depot.

        Raises
        ------
        ValueError
            If the tour leaves out a place, visits one twice, or comes too late to one.
        """
        if sorted(tour) != list(range(1, self.n)):
            raise ValueError(f"{self.name}: the tour does not visit every place once: {list(tour)}")
        place, now = 0, self.opens[0]
        for following in (*tour, 0):
            now = max(now + self.distance[place][following], self.opens[following])
            if now > self.closes[following]:
                raise ValueError(
                    f"{self.name}: place {following} is reached at {now}, open to {self.closes[following]}"
                )
            place = following
        return now

    def coarser(self, unit: int) -> Instance:
        """Return the instance in larger units, rounded so that its tours keep the times of this one, too."""
        return replace(
            self,
            distance=tuple(tuple(-(-time // unit) for time in row) for row in self.distance),
            opens=tuple(-(-time // unit) for time in self.opens),
            closes=tuple(time // unit for time in self.closes),
        )


def read_instances(folder: Path = FOLDER) -> list[Instance]:
    """Read all instances of a folder, in the order of its table of optima."""
    with (folder / "optima.csv").open(encoding="utf-8", newline="") as file:
        return [read_instance(folder / row["instance"], row["makespan"]) for row in csv.DictReader(file)]


def read_instance(path: Path, optimum: str) -> Instance:
    """Read one instance; its times are multiplied by the least of `SCALES` that makes all of them whole.

    One travel time of one instance, 9.21954, has a digit more than the last scale holds. It is rounded up: every tour
    that keeps the rounded times keeps those of the file.
    """
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    numbers = [[Decimal(token) for token in line.split()] for line in lines if line.strip()]
    n = int(numbers[0][0])
    distance, windows, makespan = numbers[1 : n + 1], numbers[n + 1 : 2 * n + 1], Decimal(optimum)
    known = [makespan, *(number for row in (*distance, *windows) for number in row)]
    scale = next((scale for scale in SCALES if all(number * scale % 1 == 0 for number in known)), SCALES[-1])
    return Instance(
        f"{path.parent.name}/{path.stem}",
        tuple(tuple(ceil(number * scale) for number in row) for row in distance),
        tuple(int(first * scale) for first, _ in windows),
        tuple(int(last * scale) for _, last in windows),
        scale,
        int(makespan * scale),
    )
