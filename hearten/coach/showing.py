"""Feedback as a person reads it: the template's values from what the coach's process told."""

from typing import Any

from django.utils.translation import gettext as _

from hearten.coach import wording
from hearten.coach.marks import marks
from hearten.coach.using import sum_of


def shown(told: dict[str, Any], draft: str, suggested: list[str] | None = None) -> dict[str, Any]:
    """Return the values of `coach/_feedback.html`. `told` is empty when the coach was busy."""
    if not told:
        return {
            "sentence": _("The coach is busy right now. You can send your reply as it is, or ask again in a moment.")
        }
    danger = {who: who in told["danger"] for who in ("post", "draft")}
    if told["unread"]:
        return {"sentence": wording.unread_words()[told["unread"]], "danger": danger}
    return {
        "danger": danger,
        "near": told["near"],
        "marks": marks(draft, told["levels"], told["slips"]),
        "rows": [_row(name, told["levels"][name], words) for name, words in wording.names().items()],
        "slips": [(draft[slip["start"] : slip["end"]], wording.slip_words()[slip["kind"]]) for slip in told["slips"]],
        "steps": [_step(step, draft) for step in told["steps"]],
        "moves": _moves(told["moves"]),
        "by_rules": told["by_rules"],
        "suggested": suggested or [],
        "draft": draft,
        "of": sum_of(draft),
    }


def _row(name: str, found: dict[str, Any], words: tuple[str, str, str, str]) -> dict[str, Any]:
    """Say whether a mechanism is there. Weak and strong are not told apart: the reading cannot do that well."""
    called, there, missing, _question = words
    return {"key": name, "name": called, "there": bool(found["level"]), "text": there if found["level"] else missing}


def _step(step: dict[str, Any], draft: str) -> dict[str, Any]:
    called, _there, _missing, question = wording.names()[step["mechanism"]]
    choices = [one | {"where": _where(one["start"], one["end"], draft)} for one in step["suggestions"]]
    return {"key": step["mechanism"], "name": called, "question": question, "suggestions": choices}


def _where(start: int, end: int, draft: str) -> str:
    """Say where a sentence would go."""
    if end > start:
        return _("In place of “%(words)s”, for example:") % {"words": draft[start:end]}
    if start == 0:
        return _("At the beginning, for example:")
    at_end = start >= len(draft.rstrip())
    return _("At the end, for example:") if at_end else _("After your first sentence, for example:")


def _moves(found: list[dict[str, Any]]) -> list[str]:
    """Return the names of the moves a draft makes, each once, in order (A4): for the writer's own view."""
    called = {
        "question": _("asks"),
        "restatement": _("says back what happened"),
        "reflection": _("says back a feeling"),
        "self_disclosure": _("tells something of your own"),
        "affirmation": _("affirms"),
        "suggestion": _("offers an idea"),
        "information": _("informs"),
    }
    return [called[kind] for kind in dict.fromkeys(move["kind"] for move in found) if kind in called]
