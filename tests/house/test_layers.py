"""Slices look down only: what import-linter cannot see, which are links, tables, foreign keys and imports by name."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading_templates import HEARTEN, ROOT, name_of

# Links that point up. A link is an address: it needs no import, and these are all there are.
KNOWN = {
    # The frame around every page.
    "kernel": {"members:sign_in", "members:sign_out", "members:what_this_is", "members:you", "members:quick_exit",
               "home:home",
               "groups:find", "groups:who_sees_what", "notices:list", "messages:list", "safety:help_now",
               "safety:plan", "search:search", "desk:overview", "wellness:device"},
    # Where one goes from sign-up; and what one may switch on for oneself.
    "members": {"by_letter:choose", "home:home", "groups:find", "groups:who_sees_what", "safety:help_now",
                "safety:plan", "coach:about", "guide:guide", "finding:brings",
                "moderation:reports", "moderation:decisions", "messages:contact", "meetings:calendar",
                "meetings:attended", "library:trying", "notices:ways", "measures:list", "plans:plan", "care:routine",
                "care:appointments", "care:statements", "wellness:setback", "wellness:hope", "wellness:plan",
                "wellness:company", "wellness:device", "handover:choose", "offers:mine"},
    "coach": {"safety:help_now"},
    "groups": {"safety:help_now", "safety:looking_after", "safety:duty", "moderation:queue", "moderation:switches",
               "moderation:who_answers", "messages:ask", "pictures:waiting", "meetings:formats",
               "meetings:list", "resources:queue", "answering:calls", "finding:brings"},
    "notices": {"by_letter:choose"},
    "moderation": {"desk:enter"},
    "messages": {"desk:conversation"},
    "care": {"desk:practice", "handover:choose"},
    "encouragement": {"home:home", "wellness:keep_card"},
    "quiet": {"threads:group", "threads:write"},
    # "Take this to my next appointment".
    "library": {"care:take", "plans:plan"},
    "resources": {"care:take"},
    "meetings": {"desk:session_words"},
    "safety": {"home:home", "desk:enter", "moderation:queue", "wellness:hope", "wellness:device",
               "wellness:versions"},
    "threads": {"desk:ask_look_up", "care:take", "messages:ask", "meetings:list", "search:similar", "plans:told_in",
                "wellness:name_peer", "wellness:keep_reply"},
    "home": {"desk:overview"},
    "plans": {"desk:shown_words", "home:home", "wellness:setback"},
    "wellness": {"home:home"},
    "desk": {"home:home", "guide:desk"},
    "guide": {"home:home", "desk:overview"},
}  # fmt: skip
# Tables that a query reads past their slice, for one query instead of two; the tables' own policies hold there.
READ_PAST = {
    ("notices", "groups_group"),
    ("pictures", "threads_post"),
    # A picture follows the words that it stands with, and who judges them: asked of their tables, none is forgotten.
    ("pictures", "threads_withdrawal"),
    ("pictures", "moderation_case"),
    ("pictures", "moderation_act"),
    ("pictures", "moderation_appeal"),
    ("messages", "threads_post"),
    ("messages", "threads_maskowner"),
}


def layers() -> dict[str, int]:
    """Return each slice's height, from the import contract; siblings stand on one."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    rows = list(reversed(contract["layers"]))
    return {name.strip(): height for height, row in enumerate(rows) for name in row.split("|")}


HEIGHT = layers()


def files(*patterns: str) -> Iterator[tuple[str, Path]]:
    """Yield (slice, file) without migrations and tests."""
    for pattern in patterns:
        for path in sorted(HEARTEN.glob(pattern)):
            parts = path.relative_to(HEARTEN).parts
            if parts[0] in HEIGHT and "migrations" not in parts and "tests" not in parts:
                yield parts[0], path


def below(slice_: str, other: str) -> bool:
    return other == slice_ or HEIGHT[other] < HEIGHT[slice_]


def test_every_slice_has_its_place() -> None:
    folders = {path.parent.name for path in HEARTEN.glob("*/__init__.py")} - {"config"}
    assert folders == set(HEIGHT)


def test_links_point_down_or_are_known() -> None:
    found: dict[str, set[str]] = {}
    for slice_, path in files("**/*.py", "**/templates/**/*"):
        if path.is_file():
            for other, name in re.findall(
                r"\b(?:url|reverse|reverse_lazy)\(\s*[\"'](\w+):(\w+)[\"']", path.read_text()
            ):
                if not below(slice_, other):
                    found.setdefault(slice_, set()).add(f"{other}:{name}")
    assert found == KNOWN


def test_every_link_leads_somewhere() -> None:
    """A link that no page has is found here, not by the first person who would have seen that page."""
    from hearten.kernel.pages import routes

    spaces = routes().namespace_dict.items()
    names = {f"{space}:{name}" for space, (_path, inner) in spaces for name in inner.reverse_dict}
    lost = {
        (name_of(path), link)
        for _slice, path in files("**/*.py", "**/templates/**/*")
        if path.is_file()
        for link in re.findall(r"\b(?:url|reverse|reverse_lazy)\(\s*[\"'](\w+:\w+)[\"']", path.read_text())
        if link not in names
    }
    assert lost == set()


def test_templates_include_from_below() -> None:
    for slice_, path in files("**/templates/**/*.html"):
        for other in re.findall(r"{%-?\s*(?:extends|include|from|import)\s+[\"'](\w+)/", path.read_text()):
            assert below(slice_, other), (name_of(path), other)


def test_every_template_that_is_named_exists() -> None:
    there = {str(path.relative_to(path.parents[len(path.relative_to(HEARTEN).parts) - 3]))
             for path in HEARTEN.glob("*/templates/**/*") if path.is_file()}  # fmt: skip
    for _slice, path in files("**/*.py", "**/templates/**/*.html"):
        for name in re.findall(r"[\"']([a-z_]+/[a-z_-]+\.(?:html|js|txt))[\"']", path.read_text()):
            if name.split("/")[0] in HEIGHT and not list(HEARTEN.glob(f"*/static/{name}")):
                assert name in there, (name_of(path), name)


def test_foreign_keys_point_down() -> None:
    from hearten.kernel.policies import guarded_models

    for model in guarded_models():
        for field in model._meta.concrete_fields:
            other = field.related_model._meta.app_label if field.related_model else model._meta.app_label
            assert below(model._meta.app_label, other), f"{model.__name__}.{field.name}"


def test_sql_names_tables_of_its_own_slice_and_below() -> None:
    from hearten.kernel.policies import guarded_models

    owner = {model._meta.db_table: model._meta.app_label for model in guarded_models()}
    for slice_, path in files("**/*.py", "**/*.sql"):
        for table in set(re.findall(r"\b[a-z]+_[a-z]+\b", path.read_text())) & set(owner):
            assert below(slice_, owner[table]) or (slice_, table) in READ_PAST, (name_of(path), table)


def test_nothing_is_imported_by_name() -> None:
    for _slice, path in files("**/*.py"):
        found = re.findall(r"\b(?:import_module|__import__|import_string|get_model)\(", path.read_text())
        assert found == [], name_of(path)


def test_views_reach_rows_through_their_seat() -> None:
    for _slice, path in files("*/views.py", "*/*views.py", "*/views/*.py"):
        assert not re.findall(r"\.objects\b|_default_manager", path.read_text()), name_of(path)


def test_rules_are_pure() -> None:
    """A rule judges what is in hand: it asks no table, no clock and no request."""
    for _slice, path in files("*/rules.py"):
        found = re.findall(
            r"\.objects\b|glance\(|\.read\(|seat\.find\(|clock\.now|HttpRequest|connection", path.read_text()
        )
        assert found == [], name_of(path)
