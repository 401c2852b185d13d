"""What is known of a place."""

from __future__ import annotations

from attrs import frozen


@frozen
class Place:
    """A town or city.

    Parameters
    ----------
    name
        Its name, in most countries the local one.
    country
        ISO 3166 code of two capital letters.
    region
        Name of the first-level region, such as a German state; where the library has no name for it, the
        code that GeoNames gives it. None if there is none.
    subdivision
        Code of the region in the package ``holidays``, where a whole region has holidays of its own; None
        elsewhere, and in Italy, mainland Portugal and France, where holidays of their own belong to a smaller unit.
    lat, lon
        Degrees, north and east positive.
    timezone
        IANA name.
    population
        Inhabitants; 0 if unknown.

    Examples
    --------
    >>> from di4c_schedule.places import resolve
    >>> resolve("Roquetas de Mar, ES")
    Place(name='Roquetas de Mar', country='ES', region='Andalucía', subdivision='AN', lat=36.76419,
          lon=-2.61475, timezone='Europe/Madrid', population=94925)
    """

    name: str
    country: str
    region: str | None
    subdivision: str | None
    lat: float
    lon: float
    timezone: str
    population: int
