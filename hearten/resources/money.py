"""What a service costs, as far as its source says."""

import re
from typing import Any

# A source says so when these are all that it says: "free for members, £50 for others" is not free.
_FREE = re.compile(
    r"(this |the |our |all )?(service|services|it)?( is| are)? ?"
    r"(free|free of charge|free to use|no charge|no charges|no cost|at no cost|at no charge|no fee|no fees|none|0)"
)
_ASKED = re.compile(
    r"[£$€]\s*[\d.,]*[1-9]|\b(?:USD|GBP|EUR)\s*[\d.,]*[1-9]|\b\d*[1-9]\d*(?:[.,]\d\d)?\s*(?:USD|GBP|EUR|dollars|pounds|euros?)\b",
    re.IGNORECASE,
)
_MAY_COST = re.compile(r"[1-9£$€]|\b(pay|paid|payment|donat|contribut|deposit)", re.IGNORECASE)
_PERHAPS = re.compile(r"\b(free|no (charge|cost|fee)s?|waive\w*|sliding|donations?|suggested)\b", re.IGNORECASE)


def is_free(service: dict[str, Any], options: list[dict[str, Any]]) -> bool | None:
    """Whether a service is free. None where its source does not say, or says both."""
    words = _words(service)
    also = words + [str(one[name]) for one in options for name in ("option", "amount_description") if one.get(name)]
    amounts = [option.get("amount") for option in options]
    if any(amount is not None for amount in amounts):
        if all(amount == 0 for amount in amounts) and not any(_MAY_COST.search(one) for one in also):
            return True
        return False if all(amounts) else None
    if words and all(_says_free(one) for one in also):
        return True
    said = " ".join(words)
    return False if _ASKED.search(said) and not _PERHAPS.search(said) else None


def _says_free(said: str) -> bool:
    return bool(_FREE.fullmatch(re.sub(r"[\s.,]+", " ", said).strip().casefold()))


def cost_words(service: dict[str, Any], options: list[dict[str, Any]]) -> str:
    """Return what the source says about costs, in its own words, a line each."""
    said = _words(service) + [str(one["amount_description"]) for one in options if "amount_description" in one]
    return "\n".join(dict.fromkeys(said))


def _words(service: dict[str, Any]) -> list[str]:
    return [service[name] for name in ("fees_description", "fees") if service.get(name)]
