"""Whether some agents can attend all their meetings: an oracle for CSPLib problem 046.

Each group of meetings (those of an agent, say) has a table of the ways to give them slots. A search gives one meeting
after the other a slot; between, slots that are in no way of a group, and ways that use such slots, are left out until
nothing changes: generalised arc consistency on tables, whose rows are the bits of one number (Demeulenaere and others:
Compact-Table, 2016). The meetings of groups that failed most come first (Boussemart and others: Boosting systematic
search by weighting constraints, 2004).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        For each group that counts the ways that are open, as bits.
    """

    slots: list[int]
    ways: dict[int, int]

    def copy(self) -> State:
        """Return a copy that can be changed."""
        return State(self.slots.copy(), self.ways.copy())


@define(eq=False)
class MeetingOracle:
    """Says whether some groups of meetings can all be apart.

    Parameters
    ----------
    instance
        The instance.
    meetings
        What may be asked about, by number: those of each agent, unless told otherwise.

    Attributes
    ----------
    questions
        How many were asked.
    """

    instance: Instance
    meetings: Sequence[Sequence[int]]
    questions: int = field(init=False, default=0)
    _groups: list[Group] = field(init=False)
    _groups_of: list[list[int]] = field(init=False)
    _failures: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._groups = [Group.of(self.instance, meetings) for meetings in self.meetings]
        self._groups_of = [
            [number for number, group in enumerate(self._groups) if meeting in group.using]
            for meeting in range(self.instance.meetings)
        ]
        self._failures = [1] * len(self._groups)

    def __call__(self, members: frozenset[int]) -> Verdict:
        """Say whether some groups can all be apart."""
        self.questions += 1
        state = State(
            [(1 << self.instance.slots) - 1] * self.instance.meetings,
            {number: self._groups[number].every_way for number in sorted(members)},
        )
        changed = {number: set(self._groups[number].meetings) for number in state.ways}
        found = self._search(state, first=True) if self._narrow(state, changed) else None
        if found is None:
            return Verdict(False)
        self._place_others(found)
        slot_of = [next(_bits(slots)) for slots in found.slots]
        kept = frozenset(n for n, group in enumerate(self._groups) if self.instance.apart(group.meetings, slot_of))
        if not members <= kept:
            raise WrongAnswerError(f"meetings of {sorted(members - kept)} are too close: {slot_of}")
        return Verdict(True, kept)

    def _search(self, state: State, first: bool = False) -> State | None:
        """Return a state in which each meeting of the groups has one slot; None if there is none."""
        meeting = self._next_meeting(state)
        if meeting is None:
            return state
        slots = state.slots[meeting]
        if first:
            # every way, read from the last slot to the first, is a way, too
            slots &= (1 << (self.instance.slots + 1) // 2) - 1
        for slot in _bits(slots):
            tried = state.copy()
            tried.slots[meeting] = 1 << slot
            if self._narrow(tried, {number: {meeting} for number in self._groups_of[meeting] if number in state.ways}):
                found = self._search(tried)
                if found is not None:
                    return found
        return None

    def _next_meeting(self, state: State) -> int | None:
        """Return the meeting with fewest slots for the failures of its groups; None if all have one slot."""
        best, least = None, float("inf")
        for meeting, slots in enumerate(state.slots):
            failures = sum(self._failures[number] for number in self._groups_of[meeting] if number in state.ways)
            open_slots = slots.bit_count()
            if open_slots > 1 and failures and open_slots / failures < least:
                best, least = meeting, open_slots / failures
        return best

    def _narrow(self, state: State, changed: dict[int, set[int]]) -> bool:
        """Leave out ways and slots until nothing changes; say whether each meeting still has a slot.

        Parameters
        ----------
        state
            It is changed.
        changed
            For each group the meetings whose slots are fewer than when it was looked at last; it is used up.
        """
        while changed:
            number = next(iter(changed))
            group, before = self._groups[number], state.ways[number]
            ways = before
            for meeting in changed.pop(number):
                ways &= _any_of(group.using[meeting], state.slots[meeting])
            if not ways:
                self._failures[number] += 1
                return False
            if ways == before:
                continue
            state.ways[number] = ways
            for meeting, using in group.using.items():
                slots = sum(1 << slot for slot in _bits(state.slots[meeting]) if ways & using[slot])
                if slots != state.slots[meeting]:
                    state.slots[meeting] = slots
                    for other in self._groups_of[meeting]:
                        if other != number and other in state.ways:
                            changed.setdefault(other, set()).add(meeting)
        return True

    def _place_others(self, state: State) -> None:
        """Give slots to the meetings of other groups, one group after the other, where the slots given leave a way."""
        for number, group in enumerate(self._groups):
            if number in state.ways:
                continue
            ways = group.every_way
            for meeting, using in group.using.items():
                ways &= _any_of(using, state.slots[meeting])
            if ways:
                for meeting, using in group.using.items():
                    state.slots[meeting] = next(1 << slot for slot, some in enumerate(using) if some & ways & -ways)


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


def _any_of(using: list[int], slots: int) -> int:
    """Return the ways that use one of some slots."""
    ways = 0
    for slot in _bits(slots):
        ways |= using[slot]
    return ways


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit
