"""What may be imported and offered: pure judgements."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, yes
from hearten.measures.definition import Definition


def why_not_imported(
    new: Definition, known: Mapping[str, Definition], versions: Iterable[tuple[str, str]], replace: bool
) -> str:
    """Return why an operator's definition is not taken, or "".

    `known` are the current definitions, `versions` all (id, version) there ever were. A safety item is never lost:
    not in a new version, and not under another id.
    """
    before = known.get(new.id)
    if before is not None and not replace:
        return f"there is a {new.id} already (version {before.version}): give --replace to offer this one instead"
    if before is not None and new.fingerprint == before.fingerprint:
        return f"this is {new.id} version {before.version} as it is already: nothing to do"
    if (new.id, new.version) in set(versions):
        return f"{new.id} version {new.version} was there before: give the new text another version"
    lost = [key for key in (before.safety if before else ()) if key not in new.safety]
    if lost:
        return f"it drops the safety item {lost[0]} of {new.id}: keep it, and list it under `safety:`"
    return _unmarked(new, known.values())


def _unmarked(new: Definition, known: Iterable[Definition]) -> str:
    """Return why not, where an item asks what a safety item asks and is not marked as one."""
    careful = {_bare(one.item(key).text): one.id for one in known for key in one.safety}
    for item in new.items:
        if _bare(item.text) in careful and item.id not in new.safety:
            return f"its item {item.id} is the safety item of {careful[_bare(item.text)]}: list it under `safety:`"
    return ""


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def not_offered(title: str, careful: bool) -> Verdict:
    """Tell somebody who sent it just now that it is not offered any more; `careful`: their plan comes first."""
    way = (url("safety:plan"), _("Open my safety plan")) if careful else (url("measures:list"), _("My results"))
    return no(
        _("%(title)s is not offered here any more. Nothing of this was kept, and nobody saw it.") % {"title": title},
        *way,
    )


def may_confirm(known: Definition) -> Verdict:
    """Judge naming a procedure: for an instrument that needs one."""
    return yes if known.procedure else no(_("This one needs no procedure: it is offered as it is."))
