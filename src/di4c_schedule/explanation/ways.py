"""A way out of an impossible problem, and the trials that show that it is one."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from attrs import frozen

from di4c_schedule.explanation.edits import Edit
from di4c_schedule.explanation.oracle import can_hold
from di4c_schedule.problem import Problem
from di4c_schedule.schedule import Schedule


@frozen(eq=False)
class Way:
    """Edits that make a problem possible.

    Parameters
    ----------
    edits
        What to change.
    problem
        The problem with the edits.
    cost
        The sum of the weights of what is touched.
    schedule
        A schedule that keeps all rules of the edited problem.
    """

    edits: tuple[Edit, ...]
    problem: Problem
    cost: int
    schedule: Schedule

    @property
    def rank(self) -> tuple[int, int, int]:
        """What comes first: the cheaper one, fewer edits, smaller ones."""
        return self.cost, len(self.edits), sum(edit.amount for edit in self.edits)


@frozen(eq=False)
class Trials:
    """Tries problems out until a deadline.

    Parameters
    ----------
    deadline
        Value of ``time.monotonic()``; None: never.
    """

    deadline: float | None

    @property
    def late(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and monotonic() >= self.deadline

    def impossible(self, problem: Problem) -> bool:
        """Whether it is sure that a problem has no schedule."""
        return can_hold(problem, self.deadline) is False

    def schedule(self, problem: Problem) -> Schedule | None:
        """Return a schedule, or None if there is none, or none is found in time."""
        found = None if self.late else can_hold(problem, self.deadline)
        return found if isinstance(found, Schedule) else None

    def least(self, problem_at: Callable[[int], Problem], most: int) -> tuple[int, Schedule] | None:
        """Return the fewest steps, from 1 on, at which a problem is possible, and its schedule; None if there are none.

        Parameters
        ----------
        problem_at
            The problem after so many steps; more of them only make it easier.
        most
            Steps that are tried at most.
        """
        best = self.schedule(problem_at(most)) if most > 0 else None
        if best is None:
            return None
        low, high, step = 0, most, 1
        while high - low > 1 and not self.late:
            found = self.schedule(problem_at(step))
            if found is None:
                low = step
                step = min(2 * step, (low + high) // 2) if step < 8 else (low + high) // 2
            else:
                high, best = step, found
                step = (low + high) // 2
            step = max(low + 1, step)
        return None if self.late else (high, best)
