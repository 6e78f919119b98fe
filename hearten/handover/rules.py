"""Which boxes are ticked, and when there is something to hand over: pure judgements."""

from collections.abc import Iterable

from hearten.handover.sources import Part


def may_be_remembered(keys: Iterable[str], parts: list[Part]) -> list[str]:
    """Return the keys that may be ticked again another time: what is offered, and of no careful source."""
    usual = {offer.key for part in parts if not part.source.careful for offer in part.offers}
    return sorted(usual & set(keys))


def gone(keys: Iterable[str], parts: list[Part]) -> bool:
    """Judge whether something was ticked that is not there any more, so that the page would lack it unnoticed."""
    return bool(set(keys) - {offer.key for part in parts for offer in part.offers})
