"""Whether some agents can attend all their meetings: an oracle for CSPLib problem 046.

Meetings of which each two must be apart form a group, and each group has a table of the ways to give them slots. A
search gives one meeting after the other a slot; between, slots that are in no way of a group, and ways that use such
slots, are left out until nothing changes: generalised arc consistency on tables, whose rows are the bits of one number
(Demeulenaere and others: Compact-Table, 2016). The meetings of groups that failed most come first (Boussemart and
others: Boosting systematic search by weighting constraints, 2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import define, field, frozen

from benchmarks.csplib046_instances import Instance
from benchmarks.verify import WrongAnswerError
from di4c_schedule.cores import Verdict


@frozen(eq=False)
class Group:
    """Meetings that must be apart, and all ways to give them slots.

    Parameters
    ----------
    meetings
        Their numbers.
    ways
        How many ways there are.
    using
        For each meeting and slot the ways that use it, as bits.
    """

    meetings: tuple[int, ...]
    ways: int
    using: dict[int, list[int]]

    @classmethod
    def of(cls, instance: Instance, meetings: Sequence[int]) -> Group:
        """Find the ways of some meetings of an instance."""
        using = {meeting: [0] * instance.slots for meeting in meetings}
        ways = 0
        for way in _ways(instance, meetings, [(1 << instance.slots) - 1] * len(meetings)):
            for meeting, slot in zip(meetings, way, strict=True):
                using[meeting][slot] |= 1 << ways
            ways += 1
        return cls(tuple(meetings), ways, using)

    @property
    def every_way(self) -> int:
        """All ways, as bits."""
        return (1 << self.ways) - 1


@define(eq=False)
class State:
    """What is left open at a point of the search.

    Parameters
    ----------
    slots
        For each meeting the slots that are open, as bits.
    ways
        For each group the ways that are open, as bits.
    """

    slots: list[int]
    ways: dict[Group, int]

    def copy(self) -> State:
        """Return a copy that can be changed."""
        return State(self.slots.copy(), self.ways.copy())


@define(eq=False)
class MeetingOracle:
    """Says whether some requirements can hold together, each that some meetings are apart.

    Parameters
    ----------
    instance
        The instance.
    requirements
        The meetings that each requirement is about.

    Attributes
    ----------
    questions
        How many were asked.
    """

    instance: Instance
    requirements: Sequence[Sequence[int]]
    questions: int = field(init=False, default=0)
    _groups: dict[tuple[int, ...], Group] = field(init=False, factory=dict)
    _groups_of: list[list[Group]] = field(init=False, factory=list)
    _failures: Counter[Group] = field(init=False, factory=Counter)

    def __call__(self, members: frozenset[int]) -> Verdict:
        """Say whether some requirements can hold together."""
        self.questions += 1
        found = self._slots([self.requirements[member] for member in sorted(members)])
        if found is None:
            return Verdict(False)
        self._place_others(found)
        slot_of = [_bits(slots)[0] for slots in found]
        kept = frozenset(n for n, one in enumerate(self.requirements) if self.instance.apart(one, slot_of))
        if not members <= kept:
            raise WrongAnswerError(f"meetings of {sorted(members - kept)} are too close: {slot_of}")
        return Verdict(True, kept)

    def _slots(self, apart: Sequence[Sequence[int]]) -> list[int] | None:
        """Return slots for each meeting, as bits: one for those that must be apart, all for the others."""
        everywhere = [(1 << self.instance.slots) - 1] * self.instance.meetings
        groups = [self._group(meetings) for meetings in _groups(self.instance.meetings, apart)]
        self._groups_of = [
            [group for group in groups if meeting in group.using] for meeting in range(self.instance.meetings)
        ]
        state = State(everywhere, {group: group.every_way for group in groups})
        if not self._narrow(state, {group: set(group.meetings) for group in groups}):
            return None
        return self._search(state, first=True)

    def _group(self, meetings: Sequence[int]) -> Group:
        key = tuple(meetings)
        if key not in self._groups:
            self._groups[key] = Group.of(self.instance, meetings)
        return self._groups[key]

    def _search(self, state: State, first: bool = False) -> list[int] | None:
        """Return slots of which each meeting of a group has one; None if there are none."""
        meeting = self._next_meeting(state)
        if meeting is None:
            return state.slots
        slots = state.slots[meeting]
        if first:
            # every way, read from the last slot to the first, is a way, too
            slots &= (1 << (self.instance.slots + 1) // 2) - 1
        for slot in _bits(slots):
            tried = state.copy()
            tried.slots[meeting] = 1 << slot
            if self._narrow(tried, {group: {meeting} for group in self._groups_of[meeting]}):
                found = self._search(tried)
                if found is not None:
                    return found
        return None

    def _next_meeting(self, state: State) -> int | None:
        """Return the meeting with fewest slots for the failures of its groups; None if all have one slot."""
        best, least = None, float("inf")
        for meeting, groups in enumerate(self._groups_of):
            slots = state.slots[meeting].bit_count()
            if slots > 1 and groups:
                few = slots / sum(1 + self._failures[group] for group in groups)
                if few < least:
                    best, least = meeting, few
        return best

    def _narrow(self, state: State, changed: dict[Group, set[int]]) -> bool:
        """Leave out ways and slots until nothing changes; say whether each meeting still has a slot.

        Parameters
        ----------
        state
            It is changed.
        changed
            For each group the meetings whose slots are fewer than when it was looked at last; it is used up.
        """
        while changed:
            group = next(iter(changed))
            ways = _any_way(group, state.slots, changed.pop(group)) & state.ways[group]
            if not ways:
                self._failures[group] += 1
                return False
            if ways == state.ways[group]:
                continue
            state.ways[group] = ways
            for meeting, using in group.using.items():
                slots = sum(1 << slot for slot in _bits(state.slots[meeting]) if ways & using[slot])
                if slots != state.slots[meeting]:
                    state.slots[meeting] = slots
                    for other in self._groups_of[meeting]:
                        if other is not group:
                            changed.setdefault(other, set()).add(meeting)
        return True

    def _place_others(self, slots: list[int]) -> None:
        """Keep further requirements, one after the other, where the slots given to meetings leave a way."""
        for meetings in self.requirements:
            if all(slots[meeting].bit_count() == 1 for meeting in meetings):
                continue
            group = self._group(meetings)
            ways = _any_way(group, slots, group.meetings)
            for meeting, using in group.using.items() if ways else ():
                slots[meeting] = next(1 << slot for slot, some in enumerate(using) if some & ways & -ways)


def agents_oracle(instance: Instance) -> MeetingOracle:
    """Return the oracle whose requirements are the agents: each attends all its meetings."""
    return MeetingOracle(instance, instance.attend)


def pairs_oracle(instance: Instance) -> MeetingOracle:
    """Return the oracle whose requirements are the pairs of meetings that some agent attends."""
    return MeetingOracle(instance, instance.pairs)


def _ways(instance: Instance, meetings: Sequence[int], slots: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield all ways to give slots, of those open to each, to meetings that must be apart."""
    if not meetings:
        yield ()
        return
    first, *rest = meetings
    for slot in _bits(slots[0]):
        left = []
        for other, open_slots in zip(rest, slots[1:], strict=True):
            near = instance.distance[first][other]
            # all bits but those of the slots that are too close
            left.append(open_slots & ~(((1 << 2 * near + 1) - 1) << slot >> near))
        if all(left):
            for way in _ways(instance, rest, left):
                yield (slot, *way)


def _any_way(group: Group, slots: Sequence[int], meetings: Iterable[int]) -> int:
    """Return the ways that use only slots that are open to some meetings."""
    ways = group.every_way
    for meeting in meetings:
        using, some = group.using[meeting], 0
        for slot in _bits(slots[meeting]):
            some |= using[slot]
        ways &= some
    return ways


def _groups(meetings: int, apart: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the largest groups of meetings of which each two must be apart (Bron and Kerbosch, 1973)."""
    near = [0] * meetings
    for some in apart:
        together = sum(1 << meeting for meeting in some)
        for meeting in some:
            near[meeting] |= together & ~(1 << meeting)
    found: list[tuple[int, ...]] = []

    def grow(group: int, more: int, past: int) -> None:
        if not more | past:
            found.append(_bits(group))
        elif more:
            pivot = max(_bits(more | past), key=lambda meeting: (more & near[meeting]).bit_count())
            for meeting in _bits(more & ~near[pivot]):
                bit = 1 << meeting
                grow(group | bit, more & near[meeting], past & near[meeting])
                more, past = more & ~bit, past | bit

    grow(0, sum(1 << meeting for meeting in range(meetings) if near[meeting]), 0)
    return sorted(group for group in found if group)


@lru_cache(1 << 14)
def _bits(mask: int) -> tuple[int, ...]:
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)
