"""The words of a letter in HTML, as lines of text. What is quoted gets ">" in front, as in plain letters.

nh3 makes clean HTML of it first, whatever was sent: the parser of the standard library, which then goes over it once,
takes minutes over some that is not. Nothing is run, shown or fetched.
"""

from html.parser import HTMLParser

import nh3

LONGEST = 200_000  # characters
MOST_TAGS = 20_000
DEEPEST = 400  # tags that are open at once: what is deeper belongs to the last of them
_LINES = {
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr", "blockquote",
    "section", "article",
}  # fmt: skip
_PARAGRAPHS = {"p", "ul", "ol", "table", "blockquote"}
_UNSHOWN = {"script", "style", "head", "title", "template", "svg", "math", "noscript", "object", "iframe"}
_KEPT = _LINES | {"span"}
_EMPTY = {"br", "hr"}
# What mail programs call the block that they quote, and the one in which they sign.
_QUOTED = ("gmail_quote_container", "gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote")
_SIGNED = ("gmail_signature", "moz-signature", "protonmail_signature_block")
_QUOTED_FROM_HERE = ("appendonsend", "divRplyFwdMsg")  # Outlook on the web


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.open: list[tuple[str, str]] = []  # each tag with what it makes of its inside: "", "quoted", "unshown"
        self.rest_is_quoted = False

    @property
    def inside(self) -> set[str]:
        return {what for _tag, what in self.open if what} | ({"quoted"} if self.rest_is_quoted else set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        named = " ".join(value or "" for name, value in attrs if name in ("class", "id")).split()
        self.rest_is_quoted = self.rest_is_quoted or any(one in _QUOTED_FROM_HERE for one in named)
        if tag not in _EMPTY and len(self.open) < DEEPEST:
            self.open.append((tag, self._what(tag, named)))
        if tag == "li":
            self.handle_data("- ")

    def _what(self, tag: str, named: list[str]) -> str:
        if any(one in _SIGNED for one in named):
            return "unshown"
        return "quoted" if tag == "blockquote" or any(one in _QUOTED for one in named) else ""

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        inside = self.inside
        if "unshown" in inside:
            return
        words = " ".join(data.replace("\xa0", " ").split())
        if not words:
            self._add(" " if self.lines[-1].strip("> ") else "", inside)
            return
        before = " " if data[:1].isspace() and self.lines[-1] else ""
        self._add(before + words + (" " if data[-1:].isspace() else ""), inside)

    def _add(self, words: str, inside: set[str]) -> None:
        if words and not self.lines[-1] and "quoted" in inside:
            self.lines[-1] = "> "
        self.lines[-1] += words

    def _break(self, tag: str) -> None:
        if tag in _LINES and (self.lines[-1] or tag == "br"):
            self.lines.append("")
        if tag in _PARAGRAPHS and len(self.lines) > 1 and self.lines[-2]:
            self.lines.append("")


def text_of_html(html: str) -> str:
    """Return the words that a reader would see, without what mail programs sign with. Of too many tags, no word."""
    if html.count("<") > MOST_TAGS:
        return ""
    reader = _Reader()
    clean = nh3.clean(
        html[:LONGEST], tags=_KEPT, attributes={"*": {"class", "id"}}, clean_content_tags=_UNSHOWN, link_rel=None
    )
    reader.feed(clean)
    reader.close()
    return "\n".join(line.rstrip() for line in reader.lines).strip()
