"""Names of partners as names of files."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

NETWORK_STEM = "network"
"""Name, without its ending, of the file that holds all meetings; no partner's file has it."""

_LONGEST = 100
"""Bytes that a name may take: file systems allow 255, and endings, archives and paths need some of them."""

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)
"""What Windows takes for devices, with any ending (Microsoft, Naming Files, Paths, and Namespaces)."""

_WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l",
        "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "ı": "i", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t",
        "Ŋ": "N", "ŋ": "n", "Ə": "A", "ə": "a",
    }
)  # fmt: skip
"""Latin letters that Unicode does not take apart into a plain letter and a mark."""


def file_stem(name: str) -> str:
    """Return a name that every file system takes, without an ending, as near to the given one as can be.

    Letters of the Latin alphabet lose their accents, which mail programs and archives often spoil; letters of other
    alphabets stay. Signs become hyphens, emoji go; a name that is a device on Windows, or the file of the
    network, is put behind "partner-".

    Examples
    --------
    >>> file_stem("Botoșani"), file_stem("L'Aquila"), file_stem("../Oulu"), file_stem("nul.txt"), file_stem("Σέρρες")
    ('Botosani', 'L-Aquila', 'Oulu', 'partner-nul.txt', 'Σέρρες')
    """
    plain = "".join(_plain(unicodedata.normalize("NFKC", name)))
    stem = _trimmed(unicodedata.normalize("NFC", plain))
    if not stem:
        return f"partner-{_digest(name)[:6]}"
    device = stem.split(".")[0].strip().casefold() in _DEVICES
    return f"partner-{stem}" if device or stem.casefold() == NETWORK_STEM else stem


def file_stems(names: Iterable[str]) -> dict[str, str]:
    """Return the file name of each name, without an ending; no two are the same on any file system.

    Names that would share one get some digits that depend on the name alone, except the name that needed no change. So
    the order of the names does not matter.

    Examples
    --------
    >>> file_stems(["Botoșani", "Botosani", "Oulu"])
    {'Botoșani': 'Botosani-23abc4', 'Botosani': 'Botosani', 'Oulu': 'Oulu'}
    """
    plain = {name: file_stem(name) for name in names}
    shared = Counter(map(_key, plain.values()))
    alone = {name: shared[_key(stem)] == 1 for name, stem in plain.items()}
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(plain, key=lambda name: (not alone[name], plain[name] != name, name)):
        stem = plain[name]
        wishes = [stem] if alone[name] or stem == name else []
        stems[name] = next(wish for wish in (*wishes, *_numbered(stem, name)) if _key(wish) not in taken)
        taken.add(_key(stems[name]))
    return {name: stems[name] for name in plain}


def _numbered(stem: str, name: str) -> Iterator[str]:
    digest = _digest(name)
    return (f"{stem}-{digest[:length]}" for length in range(6, len(digest) + 1))


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def _key(stem: str) -> str:
    """Return what a file system that knows no capitals may compare."""
    return unicodedata.normalize("NFC", stem.casefold())


def _plain(name: str) -> Iterator[str]:
    foreign = False
    for letter in name.translate(_WHOLE_LETTERS):
        kind = unicodedata.category(letter)
        base = unicodedata.normalize("NFKD", letter)[0]
        # A mark belongs to the letter before it; behind a plain letter or an emoji there is none left to bear it.
        foreign = not base.isascii() and (letter.isalnum() or (foreign and kind[0] == "M"))
        if foreign:
            yield letter
        elif base.isascii() and base.isalnum():
            yield base
        elif letter in " -_.()":
            yield letter
        elif letter.isascii() or kind[0] == "P":
            yield "-"


def _trimmed(text: str) -> str:
    for sign in " -":
        while sign * 2 in text:
            text = text.replace(sign * 2, sign)
    text = text.strip(" .-")
    return text.encode()[:_LONGEST].decode(errors="ignore").strip(" .-")
