"""What a network wants its calendars and invitations to say besides the dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import time
from urllib.parse import urlsplit

from attrs import field, frozen

from di4c_schedule.arguments import optional_name, whole_number, yes_or_no
from di4c_schedule.calendar_style.words import Words, own_words, words_of
from di4c_schedule.errors import Mistake, ProblemError, raise_all
from di4c_schedule.frozen_table import FrozenTable
from di4c_schedule.names import clean_name
from di4c_schedule.partner import optional_email, optional_language

MOST_ALARM_DAYS = 365


def _optional_time(value: object) -> time | None:
    if value is None:
        return None
    if isinstance(value, time) and value.tzinfo is None:
        return value.replace(second=0, microsecond=0)
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return time.fromisoformat(value)
    raise ProblemError(f'expected a time of day such as "09:00", got {value!r:.60}')


def _address(value: object) -> str:
    """Read a web address; what could end a line or a header of a mail is none."""
    if isinstance(value, str) and len(value) <= 2000 and re.fullmatch(r"https?://[!-~]+", value):
        try:
            if urlsplit(value).hostname:
                return value
        except ValueError:
            pass
    raise ProblemError(f'expected a web address such as "https://meet.example.org/di4c", got {value!r:.60}')


def _optional_address(value: object) -> str | None:
    return None if value is None else _address(value)


def _addresses(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise ProblemError(f'expected addresses by partner such as {{Oulu = "https://…"}}, got {value!r:.60}')
    return FrozenTable({clean_name(name): _address(address) for name, address in value.items()})


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ProblemError(f'expected a list of words such as ["DI4C", "meeting"], got {value!r:.60}')
    return tuple(clean_name(text) for text in value)


def _alarms(value: object) -> tuple[int, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ProblemError(f"expected a list of days before a meeting such as [14, 1], got {value!r:.60}")
    return tuple(sorted({whole_number(days, 0, MOST_ALARM_DAYS) for days in value}, reverse=True))


def _language(value: object) -> str:
    return optional_language(value) or "en"


@frozen
class CalendarStyle:
    """What calendars and invitations say besides the dates; in a problem file the table ``[calendars]``.

    Parameters
    ----------
    organizer
        E-mail address that invites and gets the replies; None: that of the lead partner.
    organizer_name
        Its name; None: the network's name.
    begin, end
        Hours of each meeting day at the host, such as ``"09:00"`` and ``"17:00"``; both or neither. Without them
        meetings are entered as whole days.
    url
        Web page of the network.
    link
        Where online and hybrid meetings take place.
    links
        The same for the meetings of single hosts, by their names.
    categories
        Words that calendars group events by.
    alarms
        How many days before a meeting calendars remind of it.
    language
        Language of texts where a partner has none of its own: ``"en"``, or another that there are words for.
    travel_days
        Whether a partner's calendar shows its days of travel.
    words
        Texts of one's own by language, for languages that are not there or words that do not please; what is missing
        is said in English.

    Raises
    ------
    ProblemError
        If an argument is wrong.

    Examples
    --------
    >>> style = CalendarStyle(organizer="di4c@example.org", begin="09:00", end="17:00", alarms=[1, 14])
    >>> style.begin, style.alarms
    (datetime.time(9, 0), (14, 1))
    """

    organizer: str | None = field(default=None, converter=optional_email)
    organizer_name: str | None = field(default=None, converter=optional_name)
    begin: time | None = field(default=None, converter=_optional_time)
    end: time | None = field(default=None, converter=_optional_time)
    url: str | None = field(default=None, converter=_optional_address)
    link: str | None = field(default=None, converter=_optional_address)
    links: Mapping[str, str] = field(factory=FrozenTable, converter=_addresses)
    categories: tuple[str, ...] = field(default=(), converter=_texts)
    alarms: tuple[int, ...] = field(default=(), converter=_alarms)
    language: str = field(default="en", converter=_language)
    travel_days: bool = field(default=True, converter=yes_or_no)
    words: Mapping[str, Words] = field(factory=FrozenTable, converter=own_words)

    def __attrs_post_init__(self) -> None:
        if (self.begin is None) != (self.end is None):
            missing = "end" if self.end is None else "begin"
            raise_all([Mistake('write both begin and end, such as "09:00" and "17:00"', (missing,))])
        if self.begin is not None and self.end is not None and self.end <= self.begin:
            raise_all([Mistake(f"a day that begins at {self.begin:%H:%M} cannot end at {self.end:%H:%M}", ("end",))])

    @property
    def timed(self) -> bool:
        """Whether meetings have hours."""
        return self.begin is not None

    def words_in(self, language: str | None = None) -> Words:
        """Return what is said in a language; None: that of the style."""
        return words_of(language or self.language, self.words)

    def link_of(self, host: str) -> str | None:
        """Return where an online or hybrid meeting of a host takes place."""
        return self.links.get(host, self.link)
