"""How far partners live apart, and what a journey takes and costs: one concept a file."""

from __future__ import annotations

from di4c_schedule.travel.carbon import FACTORS
from di4c_schedule.travel.distance import EARTH_RADIUS_KM, distance_km
from di4c_schedule.travel.matrices import Matrix
from di4c_schedule.travel.measures import MEASURES, amount, plain_unit
from di4c_schedule.travel.money import FarePeriod, Fares
from di4c_schedule.travel.travel import Travel

__all__ = [
    "EARTH_RADIUS_KM",
    "FACTORS",
    "MEASURES",
    "FarePeriod",
    "Fares",
    "Matrix",
    "Travel",
    "amount",
    "distance_km",
    "plain_unit",
]
