"""What could be added to a problem so that a new plan meets the answers; offered, never imposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from di4c_schedule.arguments import expect
from di4c_schedule.dates import ONE_DAY, DateRange, long_dates
from di4c_schedule.goals import Goal, Prefer
from di4c_schedule.labels import listed
from di4c_schedule.names import LONGEST_NAME
from di4c_schedule.problem import Problem
from di4c_schedule.replies.answers import DECLINED, PROPOSES, Answer
from di4c_schedule.rules import Fixed, Rule, Unavailable
from di4c_schedule.schedule import Schedule
from di4c_schedule.toml_text import entries_toml


def _in_order(value: Iterable[Rule | Goal]) -> tuple[Rule | Goal, ...]:
    return tuple(value)


@frozen
class Offer:
    """Something that could be added to a problem, and why.

    Parameters
    ----------
    sentence
        Who said what, and what would follow.
    things
        Rules and goals; none if nothing that could be added would help.

    Examples
    --------
    >>> offer = Offer("Oulu cannot come.", [Unavailable("2019-10-08..2019-10-09", reason="Oulu cannot come")])
    >>> print(offer.to_toml())
    # Oulu cannot come.
    [[rules]]
    kind = "unavailable"
    dates = "2019-10-08..2019-10-09"
    reason = "Oulu cannot come"
    <BLANKLINE>
    """

    sentence: str
    things: tuple[Rule | Goal, ...] = field(default=(), converter=_in_order)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules among the things."""
        return tuple(thing for thing in self.things if isinstance(thing, (Fixed, Unavailable)))

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals among the things: wishes, which a plan meets if nothing of more weight speaks against it."""
        return tuple(thing for thing in self.things if isinstance(thing, Prefer))

    def to_toml(self) -> str:
        """Return the lines to paste into a problem file, with the sentence as a note."""
        return f"# {self.sentence}\n{entries_toml(self.things)}"

    def to_dict(self) -> dict[str, object]:
        """Return the offer as JSON holds it."""
        return {"sentence": self.sentence, "labels": [thing.label for thing in self.things], "toml": self.to_toml()}

    def __str__(self) -> str:
        return self.sentence


def offers_of(answers: Sequence[Answer], plan: Schedule | Problem) -> tuple[Offer, ...]:
    """Return what could be added to a problem, one offer for the host and one for the others of each meeting.

    Parameters
    ----------
    answers
        What partners said.
    plan
        The problem, or a schedule of it.

    Raises
    ------
    ProblemError
        If it is neither.
    """
    problem = plan.problem if isinstance(plan, Schedule) else plan
    expect(problem, Problem, "plan")
    network = problem.network
    known = [answer for answer in answers if answer.partner in network and answer.host in network]
    there = [*problem.given_rules, *problem.goals]
    offers = (*_of_hosts(known, problem), *_of_guests(known, problem))
    return tuple(offer for offer in offers if not offer.things or any(thing not in there for thing in offer.things))


def _of_hosts(answers: Sequence[Answer], problem: Problem) -> Iterator[Offer]:
    for answer in answers:
        if not answer.hosts:
            continue
        if answer.status == DECLINED:
            for dates in _refused(answer, problem):
                rule = Unavailable(dates, answer.partner, reason="declined")
                yield Offer(f"{answer.sentence} To look for another date: {rule.label}.", [rule])
        elif answer.status == PROPOSES:
            yield _of_proposing_host(answer, problem)


def _of_proposing_host(answer: Answer, problem: Problem) -> Offer:
    """Return the offer to meet when the host proposes, if the plan can hold it."""
    wish = _wish(answer, problem)
    if wish is None:
        return Offer(f"{answer.sentence} {_no_wish(answer, problem)}")
    days = (answer.dates.last - answer.dates.first).days + 1
    longer = f" (the meeting takes {days} days)" if wish.days < days else ""
    dates = DateRange(wish.first, max(wish.last, wish.first + (days - 1) * ONE_DAY))
    if dates.last > problem.last:
        return Offer(f"{answer.sentence} {_no_wish(answer, problem)}")
    most = problem.hosting[answer.partner][1]
    if most != 1:
        # a rule on a host holds for all its meetings; a wish alone may be met by one
        goal = _prefer(dates, answer.partner, problem)
        return Offer(f"{answer.sentence} It hosts more than once, so this is a wish{longer}: {goal.label}.", [goal])
    rule = Fixed(answer.partner, dates)
    return Offer(f"{answer.sentence} To meet then{longer}: {rule.label}.", [rule])


def _of_guests(answers: Sequence[Answer], problem: Problem) -> Iterator[Offer]:
    """Yield one offer for the guests of each meeting that cannot come on the same days, and one for each wish."""
    refusing: dict[tuple[DateRange, str, DateRange], list[Answer]] = {}
    for answer in answers:
        if not answer.hosts and answer.status in (DECLINED, PROPOSES):
            for dates in _refused(answer, problem):
                refusing.setdefault((answer.dates, answer.host, dates), []).append(answer)
    for (_, host, dates), several in refusing.items():
        names = [answer.partner for answer in several]
        reason = _reason(names)
        rule = Unavailable(dates, None, reason=reason)
        told = long_dates(dates.first, dates.last)
        sentence = f"{listed(names)} cannot come to {host}'s meeting on {told}. If it is to come: {rule.label}."
        yield Offer(sentence if len(names) == 1 else sentence.replace("If it is", "If they are"), [rule])
    for answer in answers:
        if not answer.hosts and answer.status == PROPOSES and answer.day is None and _refused(answer, problem):
            wish = _wish(answer, problem)
            if wish is None:
                yield Offer(f"{answer.sentence} {_no_wish(answer, problem)}")
            else:
                goal = _prefer(wish, answer.host, problem)
                yield Offer(f"{answer.sentence} As a wish: {goal.label}.", [goal])


def _refused(answer: Answer, problem: Problem) -> list[DateRange]:
    """Return the days of the window on which a partner cannot meet: those it was told and does not propose itself."""
    if answer.day is not None and answer.status != DECLINED:
        return []
    proposed = answer.proposal.dates if answer.proposal else ()
    told = answer.dates if answer.day is None else [answer.day]
    days = [day for day in told if day not in proposed and day in problem.window]
    ranges: list[DateRange] = []
    for day in days:
        if ranges and ranges[-1].last + ONE_DAY == day:
            ranges[-1] = DateRange(ranges[-1].first, day)
        else:
            ranges.append(DateRange(day, day))
    return ranges


def _wish(answer: Answer, problem: Problem) -> DateRange | None:
    """Return the proposed days that the plan can hold."""
    if answer.proposal is None or answer.day is not None or answer.proposal.dates == answer.dates:
        return None
    first, last = max(answer.proposal.dates.first, problem.first), min(answer.proposal.dates.last, problem.last)
    return DateRange(first, last) if first <= last else None


def _no_wish(answer: Answer, problem: Problem) -> str:
    if answer.day is not None:
        return "Its other days stay, so no rule can say that."
    if answer.proposal is not None and answer.proposal.dates == answer.dates:
        return "The days stay; hours are set for all meetings, in the table [calendars] of the problem file."
    return f"The plan goes from {problem.first} to {problem.last}; change first or last for that."


def _prefer(dates: DateRange, host: str, problem: Problem) -> Prefer:
    """Return the wish that a meeting lies within dates; it comes after all goals that are there."""
    days = min(problem.form(host, 1).days, dates.days)
    return Prefer(
        (dates.first, dates.last - (days - 1) * ONE_DAY),
        partner=host,
        level=max((goal.level for goal in problem.goals), default=0) + 1,
    )


def _reason(names: Sequence[str]) -> str:
    text = f"{listed(list(names))} cannot come"
    return text if len(text) <= LONGEST_NAME else f"{len(names)} partners cannot come"
