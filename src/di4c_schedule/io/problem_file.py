"""Problems from TOML files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from attrs import define, field

from di4c_schedule import goals, rules
from di4c_schedule.arguments import meeting_length
from di4c_schedule.calendar_style import CalendarStyle
from di4c_schedule.dates import DateRange, parse_date
from di4c_schedule.errors import Mistake, ProblemError, nearest, raise_all
from di4c_schedule.files.text_files import read_text
from di4c_schedule.forms import Turn
from di4c_schedule.io.calendar_files import calendar_keys, in_folder, read_calendars
from di4c_schedule.io.matrix_file import read_matrix_file
from di4c_schedule.io.outer_keys import OuterKeys
from di4c_schedule.io.partners import PARTNER_KEYS, read_partners_beside
from di4c_schedule.io.published_file import published_keys, read_slots
from di4c_schedule.io.structure import structure, unknown_keys
from di4c_schedule.io.toml_lines import key_lines, line_of
from di4c_schedule.io.toml_parsing import parse_toml
from di4c_schedule.names import clean_name
from di4c_schedule.network import Network, mistakes_in_names
from di4c_schedule.partner import Partner
from di4c_schedule.problem import Problem
from di4c_schedule.travel import Matrix, Travel
from di4c_schedule.travel.matrices import LARGEST
from di4c_schedule.validation import (
    mistakes_in_arguments,
    mistakes_in_calendars,
    mistakes_in_travel,
    mistakes_in_window,
)

T = TypeVar("T")

_OUTER = ("lead", "first", "last", "days", "meetings", "default_rules", "dropped")
"""Keys that stand outside all tables; no partner, rule or goal has one of that name, but for published `meetings`."""

_OUTER_OF_TURNS = tuple(key for key in _OUTER if key != "days")


def read_problem(path: str | Path) -> Problem:
    """Read a problem from a TOML file.

    Parameters
    ----------
    path
        The file; the reference describes its keys.

    Returns
    -------
    Problem

    Raises
    ------
    ProblemError
        With all mistakes of the file at once, each with its line: `PlaceError` or `CalendarError` where all mistakes
        are of that kind.

    Examples
    --------
    >>> read_problem("examples/di4c/network.toml")
    <Problem 'DI4C': 8 meetings of 2 days, 2019-09-02 to 2020-03-02, 8 rules, 3 goals>
    """
    path = Path(path)
    text = read_text(path, ProblemError)
    reader = _Reader(parse_toml(path, text), path.parent)
    problem = reader.read()
    if problem is None:
        lines = key_lines(text)
        placed = [
            in_folder(path.parent, mistake) if mistake.file else mistake.at(str(path), line_of(lines, mistake.where))
            for mistake in reader.mistakes
        ]
        raise_all(sorted(placed, key=lambda mistake: mistake.line or 0))
        raise ProblemError([Mistake("the problem could not be read", file=str(path))])
    return problem


@define
class _Reader:
    """Reads a parsed file and gathers its mistakes."""

    data: dict[str, Any]
    folder: Path
    mistakes: list[Mistake] = field(factory=list)

    def read(self) -> Problem | None:
        outer, mistakes = structure(OuterKeys, self.data)
        self.mistakes += mistakes
        travel = self._travel()
        style = self._calendar_style()
        partners = self._partners()
        turns = [self._turn(i, table) for i, table in enumerate(self._list("turns"))]
        read_rules = [self._read("rules", rules.BY_KIND, i, table) for i, table in enumerate(self._list("rules"))]
        read_goals = [self._read("goals", goals.BY_KIND, i, table) for i, table in enumerate(self._list("goals"))]
        self._look_across(partners, travel, {"turns": turns, "rules": read_rules, "goals": read_goals})
        if self.mistakes or outer is None:
            return None
        try:
            network = Network(outer.name, [p for p in partners if p is not None], outer.lead)
            return Problem(
                network,
                outer.first,
                outer.last,
                days=outer.days,
                meetings=outer.meetings,
                default_rules=outer.default_rules,
                dropped=outer.dropped,
                travel=travel or Travel(),
                calendars=style or CalendarStyle(),
                turns=[turn for turn in turns if turn is not None],
                rules=[rule for rule in read_rules if rule is not None],
                goals=[goal for goal in read_goals if goal is not None],
            )
        except ProblemError as error:
            self.mistakes += error.mistakes
            return None

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key, [])
        return value if isinstance(value, list) else []

    def _travel(self) -> Travel | None:
        given = self.data.get("travel")
        if not isinstance(given, dict):
            return None
        table, unread = dict(given), False
        for quantity in LARGEST:
            if isinstance(given.get(quantity), str):
                table[quantity] = self._matrix(given[quantity], quantity)
                unread = unread or table[quantity] is None
        travel, mistakes = structure(Travel, table)
        self.mistakes += [mistake.inside("travel") for mistake in mistakes]
        return None if unread else travel

    def _calendar_style(self) -> CalendarStyle | None:
        given = self.data.get("calendars")
        if not isinstance(given, dict):
            return None
        style, mistakes = structure(CalendarStyle, given)
        self.mistakes += [mistake.inside("calendars") for mistake in mistakes]
        return style

    def _matrix(self, name: str, quantity: str) -> Matrix | None:
        """Read a matrix from a file beside this one; None if that cannot be done."""
        where = ("travel", quantity)
        if not name.strip() or "\0" in name:
            self.mistakes.append(Mistake(f"expected the name of a CSV file, got {name!r:.60}", where))
            return None
        try:
            return read_matrix_file(self.folder / name, quantity)
        except ProblemError as error:
            self.mistakes += [
                mistake if mistake.line else Mistake(f"{name}: {mistake.message}", where) for mistake in error.mistakes
            ]
            return None

    def _partners(self) -> list[Partner | None]:
        given = self.data.get("partners")
        if not isinstance(given, str):
            return [self._partner(i, table) for i, table in enumerate(self._list("partners"))]
        try:
            return list(read_partners_beside(self.folder, given))
        except ProblemError as error:
            self.mistakes += error.mistakes
            return []

    def _partner(self, index: int, table: object) -> Partner | None:
        if not isinstance(table, dict):
            self._add("partners", index, Mistake("expected a table headed [[partners]]"))
            return None
        table = self._without_outer_keys("partners", index, table)
        unknown = list(unknown_keys(table, PARTNER_KEYS))
        arguments = {key: value for key, value in table.items() if key in PARTNER_KEYS}
        if "name" not in table:
            unknown.append(Mistake('the partner has no name; write name = "…"', ("name",)))
            arguments["name"] = "this partner"
        if isinstance(arguments.get("busy"), list):
            arguments["busy"], unread = read_calendars(self.folder, arguments["busy"])
            self._add("partners", index, *(mistake if mistake.file else mistake.inside("busy") for mistake in unread))
        self._add("partners", index, *unknown)
        try:
            return Partner(**arguments)
        except ProblemError as error:
            # a misspelt "place" is one mistake, not a missing place besides
            found = [mistake for mistake in error.mistakes if mistake.where or mistake.file or not unknown]
            self._add("partners", index, *found)
            return None

    def _turn(self, index: int, table: object) -> Turn | None:
        if not isinstance(table, dict):
            self._add("turns", index, Mistake("expected a table headed [[turns]]"))
            return None
        table = self._without_outer_keys("turns", index, table, _OUTER_OF_TURNS)
        turn, mistakes = structure(Turn, table)
        self._add("turns", index, *mistakes)
        return turn

    def _read(self, section: str, kinds: Mapping[str, type[Any]], index: int, table: object) -> Any:
        if not isinstance(table, dict):
            self._add(section, index, Mistake(f"expected a table headed [[{section}]]"))
            return None
        kind = table.get("kind")
        if not isinstance(kind, str):
            message = f'say which kind it is, such as kind = "{next(iter(kinds))}"; there are: {", ".join(kinds)}'
            self._add(section, index, Mistake(message, ("kind",)))
            return None
        if kind not in kinds:
            self._add(section, index, Mistake(f'unknown kind "{kind[:60]}", {nearest(kind, kinds)}', ("kind",)))
            return None
        published = published_keys(kinds[kind])
        table = self._without_outer_keys(section, index, table, tuple(key for key in _OUTER if key not in published))
        table = {key: value for key, value in table.items() if key != "kind"}
        unread = [key for key in published if isinstance(table.get(key), str)]
        unread = [key for key in unread if not self._take_from_file(section, index, table, key)]
        unread += self._take_calendars(section, index, table, calendar_keys(kinds[kind]))
        thing, mistakes = structure(kinds[kind], table)
        # a file that could not be read is one mistake, not a wrong value besides
        self._add(section, index, *(one for one in mistakes if not one.where or one.where[0] not in unread))
        return thing

    def _take_from_file(self, section: str, index: int, table: dict[str, Any], key: str) -> bool:
        """Put in place of a file's name the published meetings that the file holds; False if it cannot be read."""
        try:
            table[key] = read_slots(self.folder / table[key])
        except ProblemError as error:
            for mistake in error.mistakes:
                if mistake.line:
                    self.mistakes.append(mistake)
                else:
                    self._add(section, index, Mistake(f"{mistake.file}: {mistake.message}", (key,)))
            return False
        return True

    def _take_calendars(self, section: str, index: int, table: dict[str, Any], keys: list[str]) -> list[str]:
        """Put busy calendars in place of the names of their files; return the keys of those that cannot be read."""
        unread = []
        for key in keys:
            if isinstance(table.get(key), str):
                calendars, mistakes = read_calendars(self.folder, [table.pop(key)])
                if calendars:
                    table[key] = calendars[0]
                else:
                    unread.append(key)
                self._add(section, index, *(mistake if mistake.file else mistake.inside(key) for mistake in mistakes))
        return unread

    def _add(self, section: str, index: int, *mistakes: Mistake) -> None:
        """Add mistakes; those in another file keep their place in it."""
        self.mistakes += [mistake if mistake.file else mistake.inside(section, index) for mistake in mistakes]

    def _without_outer_keys(
        self, section: str, index: int, table: dict[str, Any], outer: tuple[str, ...] = _OUTER
    ) -> dict[str, Any]:
        """Return a table without the keys that belong outside all tables, and tell of those."""
        for key in table:
            if key in outer:
                text = f'"{key}" belongs at the top of the file, before the first heading in brackets'
                self._add(section, index, Mistake(text, (key,)))
        return {key: value for key, value in table.items() if key not in outer}

    def _look_across(
        self, partners: list[Partner | None], travel: Travel | None, sections: dict[str, list[Any]]
    ) -> None:
        """Find what is wrong across tables, also where some of them are wrong in themselves."""
        in_a_table = [table.get("name") if isinstance(table, dict) else None for table in self._list("partners")]
        names = [_value(clean_name, name) for name in in_a_table]
        if isinstance(self.data.get("partners"), str):
            names = [partner.name for partner in partners if partner]
        if names or isinstance(self.data.get("partners"), list):
            self.mistakes += mistakes_in_names(names, _value(clean_name, self.data.get("lead")))
        first, last = (_value(parse_date, self.data.get(key)) for key in ("first", "last"))
        days = _value(meeting_length, self.data.get("days", 1))
        window = None
        if first is not None and last is not None:
            window = DateRange(first, last) if first <= last else None
            self.mistakes += mistakes_in_window(first, last, days or 1)
            self.mistakes += mistakes_in_calendars(partners, first, last)
        known = [name for name in names if name is not None]
        if travel is not None and len(known) == len(names):
            self.mistakes += mistakes_in_travel(known, travel)
        for section, things in sections.items():
            for index, thing in enumerate(things):
                self._add(section, index, *mistakes_in_arguments(names, window, thing))


def _value(read: Callable[[object], T], value: object) -> T | None:
    """Read a value; None where it cannot be read, which is told elsewhere."""
    try:
        return read(value)
    except ProblemError:
        return None
