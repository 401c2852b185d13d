"""Names that are meant to do harm, and a problem that has one of them wherever a user may write."""

from __future__ import annotations

from di4c_schedule import Network, Partner, Problem, goals, rules

PASS = {
    "quotes": "\"Oulu\" 'city'",
    "html": "<b>Oulu</b>&amp;",
    "script": "<script>alert('x')</script>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "closing": "</td></table><img src=x onerror=alert(1)>",
    "formula": "=HYPERLINK(\"http://example.org\",\"x\")",
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(A1)",
    "path": "../../x",
    "windows path": "..\\..\\x",
    "absolute path": "/x",
    "device": "CON",
    "network": "network",
    "dots": "..",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
    "emoji alone": "\U0001f389",
    "right to left": "\u05d0\u05d5\u05dc\u05d5 \u0623\u0648\u0644\u0648",
    "combining": "O\u0301\u0302\u0303ulu",
    "markup of rich": "[red]Oulu[/red] [/] [link=x]",
    "emoji code": ":smile: :boom:",
    "escapes": "\\n \\, \\; \\\\ %0a &#10; ${x} {0} %s",
    "calendar": "END:VEVENT, BEGIN:VEVENT; X=1:2",
    "long": "Oulu-" * 40,
    "long letters": "\u6771" * 200,
    "no letters": "''",
    "spaces inside": "Oulu \u3000  city",
    "zero width": "Ou\u200blu",
}  # fmt: skip

REFUSED = {
    "line break": "Oulu\nX-EVIL:1",
    "carriage return": "Oulu\rX",
    "tab": "Oulu\tX",
    "nul": "Ou\0lu",
    "escape": "\x1b[31mOulu",
    "delete": "Ou\x7flu",
    "next line": "Ou\x85lu",
    "line separator": "Ou\u2028lu",
    "paragraph separator": "Ou\u2029lu",
    "right-to-left override": "Ou\u202elu",
    "left-to-right override": "Ou\u202dlu",
    "embedding": "Ou\u202alu",
    "surrogate": "Ou\ud800lu",
    "10,000 characters": "x" * 10_000,
    "nothing": "",
    "spaces": " \u00a0 ",
}


def partner(name, **more):
    return Partner(name, country="FI", lat=65.0, lon=25.5, timezone="Europe/Helsinki", **more)


def problem_of(text):
    """Return a problem that has a text wherever a user may write one."""
    messina = Partner("Messina", country="IT", lat=38.2, lon=15.6, timezone="Europe/Rome")
    return Problem(
        Network(text, [partner(text, city=text, region=text), messina], lead=text),
        "2019-09-02",
        "2019-12-20",
        days=2,
        rules=[rules.Unavailable("2019-11", reason=text), rules.First(text)],
        goals=[goals.Prefer("2019-10", partner=text)],
    )
