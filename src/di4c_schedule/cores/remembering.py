"""An oracle that asks another one only what does not follow from earlier answers."""

from __future__ import annotations

from attrs import define, field

from di4c_schedule.cores.verdict import Oracle, Verdict


@define(eq=False)
class Remembering:
    """Answers for another oracle: parts of what can hold can hold, and what holds a clash clashes.

    Parameters
    ----------
    oracle
        The other oracle.
    clashing
        Sets that are known to clash, without asking it.

    Examples
    --------
    >>> asked = Remembering(lambda members: Verdict(not members >= {0, 1}, members))
    >>> asked({0, 2}), asked({0}), asked.questions
    (Verdict(possible=True, kept=frozenset({0, 2})), Verdict(possible=True, kept=frozenset({0, 2})), 1)
    """

    oracle: Oracle
    clashing: list[frozenset[int]] = field(factory=list)
    questions: int = field(init=False, default=0)
    _kept: list[frozenset[int]] = field(init=False, factory=list)
    _undecided: set[frozenset[int]] = field(init=False, factory=set)

    def __call__(self, members: frozenset[int]) -> Verdict:
        """Say whether some requirements can hold together."""
        known = self._known(frozenset(members))
        return known or self._learn(frozenset(members))

    def _known(self, members: frozenset[int]) -> Verdict | None:
        for kept in self._kept:
            if members <= kept:
                return Verdict(True, kept)
        if any(clash <= members for clash in self.clashing):
            return Verdict(False)
        return Verdict(None) if members in self._undecided else None

    def _learn(self, members: frozenset[int]) -> Verdict:
        self.questions += 1
        verdict = self.oracle(members)
        if verdict.possible:
            verdict = Verdict(True, verdict.kept | members)
            self._kept = [one for one in self._kept if not one <= verdict.kept] + [verdict.kept]
        elif verdict.possible is None:
            self._undecided.add(members)
        else:
            self.clashing = [one for one in self.clashing if not one >= members] + [members]
        return verdict
