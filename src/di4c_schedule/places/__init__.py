"""Places in Europe, looked up without a network in a table that comes with the library."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin

from di4c_schedule.errors import PlaceError
from di4c_schedule.places.place import Place
from di4c_schedule.places.regions import country_code

__all__ = ["Place", "country_code", "nearest_place", "resolve"]


def resolve(text: str) -> Place:
    """Return the place that a text names.

    Parameters
    ----------
    text
        ``"Botoșani, RO"``, ``"Botoșani, Romania"``, ``"Botoșani"``, or with the region between, where one
        country has several such places: ``"Bistrița, Bistrița-Năsăud, RO"``. Regions are known by their
        names, many in English too, and by the codes of GeoNames. Capitals, accents, spaces, hyphens and
        apostrophes do not matter.

    Raises
    ------
    PlaceError
        If no place fits, or several do; the message has the places to choose from, and for each the line
        to write.

    Notes
    -----
    The table has the places of at least 5,000 inhabitants in Europe (without Russia), Turkey and the South
    Caucasus, seats of regions that are smaller, and small places that share the name of one of these in the
    same country.

    Which places fit, of those in the country and region that are given:

    1. Places whose name is the text, of any size.
    2. Places that have the text as another name: all of them if there is none of the first kind, else those
       at least twice as large as each of these (Clermont-Ferrand, if "Clermont" is asked for).
    3. Where a region is given, places of less than 5,000 inhabitants only if there is no larger one.

    If several fit, the text is ambiguous, however much they differ in size. A guess by size is mostly right,
    but where it is wrong, nobody notices, and distances, holidays and perhaps the time zone are wrong too.

    Examples
    --------
    >>> resolve("saint quentin, fr").name
    'Saint-Quentin'
    >>> resolve("Prato, IT")
    Traceback (most recent call last):
    di4c_schedule.errors.PlaceError: "Prato, IT" may be any of 3 places; write the line of the one that is meant:
      Prato (Toscana, IT; 195,089 inhabitants): place = "Prato, Toscana, IT"
      Prato (Emilia-Romagna, IT; 1,218 inhabitants): place = "Prato, Emilia-Romagna, IT"
      Prato (Friuli Venezia Giulia, IT; 423 inhabitants): place = "Prato, Friuli Venezia Giulia, IT"
    """
    from di4c_schedule.places.messages import ambiguous, unknown
    from di4c_schedule.places.query import matching, parse

    query = parse(text)
    found = matching(query)
    if len(found) == 1:
        return found[0].place
    raise PlaceError(ambiguous(query, found) if found else unknown(query))


def nearest_place(lat: float, lon: float, country: str) -> Place | None:
    """Return the place of the table in a country that is nearest to a point.

    Parameters
    ----------
    lat, lon
        Degrees, north and east positive.
    country
        ISO 3166 code.

    Returns
    -------
    Place or None
        None if the table has no place in that country.

    Examples
    --------
    >>> nearest_place(28.1, -15.4, "ES").timezone
    'Atlantic/Canary'
    >>> print(nearest_place(0.0, 0.0, "BR"))
    None
    """
    from di4c_schedule.places.table import entries_of

    point = _on_sphere(lat, lon)

    def closeness(place: Place) -> float:
        there = _on_sphere(place.lat, place.lon)
        return sum(a * b for a, b in zip(point, there, strict=True))

    return max((entry.place for entry in entries_of(country)), key=closeness, default=None)


@lru_cache(maxsize=8192)
def _on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    """Return the point on the unit sphere: the larger the product of two, the nearer they are."""
    phi, theta = radians(lat), radians(lon)
    return (cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi))
