"""What Erasmus+ pays for a journey: the figures, and where they come from.

The European Union's programme Erasmus+ pays a fixed amount for each traveller of a mobility (key action 1, travel
support): for the way there and back together, by the distance one way. The amounts are those of the programme guides
as universities and others quote them; no guide itself was at hand.

| period | quoted by |
|---|---|
| 2014 to 2020 | uni-lj.si, tenerifecourses.com |
| 2021 to 2023 | erasmus.gidatarim.edu.tr; green: ru.nl |
| 2024 to 2027 | vu.nl |

A grant follows the year of its call; here the year of the meeting stands for it.
"""

from __future__ import annotations

from datetime import date

from di4c_schedule.dates import DateRange

KNOWN = DateRange(date(2014, 1, 1), date(2027, 12, 31))
"""The years of which amounts are known."""

SCHEMES: dict[str, tuple[tuple[date, tuple[tuple[int, int], ...]], ...]] = {
    "standard": (
        (
            date(2014, 1, 1),
            (
                (10, 20),  # quoted for 2020 only (sabanciuniv.edu); unverified for the years before
                (100, 180),
                (500, 275),
                (2000, 360),
                (3000, 530),
                (4000, 820),
                (8000, 1100),  # uni-lj.si; later tables have 1500
            ),
        ),
        (
            date(2021, 1, 1),
            ((10, 23), (100, 180), (500, 275), (2000, 360), (3000, 530), (4000, 820), (8000, 1500)),
        ),
        (
            date(2024, 1, 1),
            (
                (10, 28),
                (100, 211),
                (500, 309),
                (2000, 395),
                (3000, 580),  # unverified
                (4000, 1188),  # unverified
                (8000, 1735),  # unverified
            ),
        ),
    ),
    "green": (
        # no green amounts before 2021
        (
            date(2014, 1, 1),
            ((10, 20), (100, 180), (500, 275), (2000, 360), (3000, 530), (4000, 820), (8000, 1100)),
        ),
        (
            date(2021, 1, 1),
            # none below 100 km and from 4,000 km on: the standard amounts
            ((10, 23), (100, 210), (500, 320), (2000, 410), (3000, 610), (4000, 820), (8000, 1500)),
        ),
        (
            date(2024, 1, 1),
            (
                (10, 56),
                (100, 285),
                (500, 417),
                (2000, 535),
                (3000, 785),  # unverified
                (4000, 1188),  # unverified
                (8000, 1735),  # unverified
            ),
        ),
    ),
}
"""For each scheme and first day of a period: from so many km one way on, euro for one traveller there and back."""
