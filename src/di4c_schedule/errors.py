"""The errors of the library: what is wrong, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from textwrap import indent

from attrs import evolve, frozen


class Di4cError(Exception):
    """Base of all errors that the library raises on purpose."""


@frozen
class Mistake:
    """One mistake in the input.

    Parameters
    ----------
    message
        What is wrong and what to write instead, in one sentence.
    where
        Path to the value: ``("rules", 2, "partner")`` is the key ``partner`` of the third rule.
    error
        Class of the error that this mistake alone would raise.
    file, line
        Where the value stands, if it came from a file; lines count from 1.

    Examples
    --------
    >>> print(Mistake('unknown partner "Olu", did you mean "Oulu"?', ("rules", 2, "partner")))
    rules[3].partner: unknown partner "Olu", did you mean "Oulu"?
    """

    message: str
    where: tuple[str | int, ...] = ()
    error: type[ProblemError] | None = None
    file: str | None = None
    line: int | None = None

    @property
    def key(self) -> str:
        """The path as a person writes it: tables of a list are counted from 1."""
        text = ""
        for part in self.where:
            if isinstance(part, int):
                text += f"[{part + 1}]"
            else:
                text += f".{part}" if text else part
        return text

    def at(self, file: str, line: int | None) -> Mistake:
        """Return the same mistake with the place in a file."""
        return evolve(self, file=file, line=line)

    def inside(self, *where: str | int) -> Mistake:
        """Return the same mistake seen from further out: `where` is put before its path."""
        return evolve(self, where=(*where, *self.where))

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line:
            place.append(f"line {self.line}")
        if self.where:
            place.append(self.key)
        text = f"{', '.join(place)}: {self.message}" if place else self.message
        # what a file holds may be meant to steer a terminal
        return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


class ProblemError(Di4cError, ValueError):
    """The description of a problem is wrong; carries every mistake that was found.

    Parameters
    ----------
    mistakes
        One sentence, or all mistakes.

    Examples
    --------
    >>> error = ProblemError([Mistake("expected a date", ("first",)), Mistake("expected a date", ("last",))])
    >>> print(error)
    2 mistakes:
      first: expected a date
      last: expected a date
    """

    mistakes: tuple[Mistake, ...]

    def __init__(self, mistakes: str | Iterable[Mistake]) -> None:
        if isinstance(mistakes, str):
            mistakes = [Mistake(mistakes, error=type(self))]
        self.mistakes = tuple(mistakes)
        super().__init__(self._text())

    def _text(self) -> str:
        if len(self.mistakes) == 1:
            return str(self.mistakes[0])
        listed = (indent(str(mistake), "  ") for mistake in self.mistakes)
        return "\n".join([f"{len(self.mistakes)} mistakes:", *listed])


class PlaceError(ProblemError):
    """A city is unknown or its name fits several places."""


class CalendarError(ProblemError):
    """There is no holiday data for a country, a subdivision or a year."""


class CalendarFileError(ProblemError):
    """A calendar file is none, or holds events that cannot be read."""


class ScheduleError(ProblemError):
    """A schedule does not fit its problem or cannot be read from a file."""


class InfeasibleError(Di4cError):
    """No schedule can keep all the rules."""


class TimeLimitError(Di4cError):
    """The time limit came before a schedule was found; whether there is one is not known."""


class RuleError(Di4cError):
    """A rule or goal contradicts itself: what it tells the solver is not what it checks or measures."""


class OutputError(Di4cError):
    """A file could not be written."""


class ProblemWarning(UserWarning):
    """Something in the input that is probably not meant."""


def raise_all(mistakes: Sequence[Mistake]) -> None:
    """Raise one error with all `mistakes`, of their common class; do nothing if there are none.

    Raises
    ------
    ProblemError
        If there is any mistake: `PlaceError` or another subclass where all mistakes are of that kind.
    """
    if not mistakes:
        return
    kinds = {mistake.error or ProblemError for mistake in mistakes}
    raise (kinds.pop() if len(kinds) == 1 else ProblemError)(mistakes)


def nearest(wrong: str, valid: Iterable[str]) -> str:
    """Say which valid name comes nearest to a wrong one, else which names there are.

    Examples
    --------
    >>> nearest("Oulo", ["Oulu", "Messina"])
    'did you mean "Oulu"?'
    >>> nearest("Paris", ["Oulu", "Messina"])
    'expected one of: Oulu, Messina'
    """
    names = list(valid)
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(wrong.casefold()[:100], list(folded), n=1)
    if close:
        return f'did you mean "{folded[close[0]]}"?'
    shown = ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
    return f"expected one of: {shown}"
