"""Texts and days as charts hold them."""

from __future__ import annotations

from datetime import date

_WORD_JOINER = "\u2060"


def embeddable(text: str) -> str:
    """Return a text that looks the same and is no markup.

    A notebook shows a chart by a script that has the chart's texts in it; ``</script>`` in a name would end it, and
    what follows would run. So an invisible sign stands after each ``<``.

    Examples
    --------
    >>> "</" in embeddable("</script>"), len(embeddable("</script>"))
    (False, 10)
    """
    return text.replace("<", f"<{_WORD_JOINER}")


def midnight(day: date) -> int:
    """Return a day as milliseconds since 1970, UTC: a time zone would move it to the day before.

    Examples
    --------
    >>> midnight(date(1970, 1, 2))
    86400000
    """
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400_000
