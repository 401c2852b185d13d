"""What a piece of HTML shows, and whether it could do harm."""

from __future__ import annotations

from html.parser import HTMLParser

HARMLESS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "div", "p", "strong", "ul", "li"}


class Page(HTMLParser):
    """The tags, attributes and texts of a piece of HTML; `rows` has the texts of each line of its tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags = set[str]()
        self.attributes = set[tuple[str, str | None]]()
        self.texts = list[str]()
        self.rows = list[list[str]]()
        self.in_cell = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
        if tag != "strong":
            self.texts.append("")
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data
        if self.in_cell:
            self.rows[-1][-1] += data

    @property
    def harmless(self) -> bool:
        """Whether it has nothing but text in tables, paragraphs and lists, and no colours."""
        aligned = {("style", "text-align:left"), ("style", "text-align:right")}
        return self.tags <= HARMLESS and self.attributes <= aligned
