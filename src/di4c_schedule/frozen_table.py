"""A mapping that does not change, and can be hashed and sent to another process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class FrozenTable(Mapping[str, T], Generic[T]):
    """Values by names, in the order given; equal to every mapping with the same entries.

    ``types.MappingProxyType`` can be neither hashed nor pickled.

    Parameters
    ----------
    values
        The entries; a copy is taken.

    Examples
    --------
    >>> table = FrozenTable({"Oulu": 1, "Messina": 2})
    >>> table["Messina"], table == {"Messina": 2, "Oulu": 1}
    (2, True)
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, T] | None = None) -> None:
        self._values = dict(values or {})

    def __getitem__(self, key: str) -> T:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return repr(self._values)
