"""Partners that form a network, one of them the lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import field, frozen

from di4c_schedule.errors import Mistake, ProblemError, nearest, raise_all
from di4c_schedule.names import clean_name
from di4c_schedule.partner import Partner


def _partners(value: Iterable[Partner]) -> tuple[Partner, ...]:
    partners = tuple(value)
    for index, partner in enumerate(partners):
        if not isinstance(partner, Partner):
            raise ProblemError([Mistake(f"expected a Partner, got {partner!r:.60}", ("partners", index))])
    return partners


def mistakes_in_names(names: Sequence[str | None], lead: str | None) -> Iterator[Mistake]:
    """Yield what is wrong with the names of partners as a whole.

    Parameters
    ----------
    names
        In the partners' order; None for one that could not be read.
    lead
        Name of the lead; None if it could not be read.
    """
    if not names:
        yield Mistake("a network needs at least one partner", ("partners",))
    seen = set[str]()
    for index, name in enumerate(names):
        if name is not None and name.casefold() in seen:
            yield Mistake(f'two partners are called "{name}"; give each its own name', ("partners", index, "name"))
        seen.add(name.casefold() if name is not None else "")
    known = [name for name in names if name is not None]
    if known and lead is not None and lead not in known:
        yield Mistake(f'unknown partner "{lead}", {nearest(lead, known)}', ("lead",))


@frozen(repr=False)
class Network:
    """Partners, one of them the lead.

    Parameters
    ----------
    name
        Name of the network.
    partners
        The partners, in the order in which ties are broken; names differ.
    lead
        Name of the partner that leads.

    Raises
    ------
    ProblemError
        If there is no partner, two have the same name, or the lead is none of them.

    Examples
    --------
    >>> network = Network("DI4C", [Partner("Messina", "Messina, IT"), Partner("Oulu", "Oulu, FI")], lead="Messina")
    >>> network["Oulu"].country
    'FI'
    """

    name: str = field(converter=clean_name)
    partners: tuple[Partner, ...] = field(converter=_partners)
    lead: str = field(converter=clean_name)

    def __attrs_post_init__(self) -> None:
        raise_all(list(mistakes_in_names(self.names, self.lead)))

    @property
    def names(self) -> list[str]:
        """Names of the partners, in their order."""
        return [partner.name for partner in self.partners]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {partner.name: index for index, partner in enumerate(self.partners)}

    def index(self, name: str) -> int:
        """Return the place of a partner in the network's order, from 0.

        Raises
        ------
        KeyError
            If no partner has that name.
        """
        return self._places[name]

    def __getitem__(self, name: str) -> Partner:
        return self.partners[self.index(name)]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[Partner]:
        return iter(self.partners)

    def __len__(self) -> int:
        return len(self.partners)

    def __repr__(self) -> str:
        return f"<Network {self.name!r}: {', '.join(self.names)}; lead {self.lead}>"
