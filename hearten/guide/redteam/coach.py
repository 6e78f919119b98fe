"""RT28 and RT29 are the coach's: it names each slip of a draft, and polishes no contempt."""

from functools import lru_cache

from hearten.coach.mind.composing import Composer
from hearten.coach.mind.feedback import Asked, feedback
from hearten.guide.redteam.cases import Draft
from hearten.reading.reader import Reader, reader


def slips_missed(draft: Draft) -> list[str]:
    """Return what the coach did not see in a draft, or did although it should not."""
    told = feedback(Asked(draft.post, draft.draft, wish="listen"), *_mind())
    found = {slip.kind for slip in told.slips}
    missed = [] if found & set(draft.slips) else [f"the coach names none of {', '.join(draft.slips)}"]
    polished = "abusive" in draft.slips and any(step.suggestions for step in told.steps)
    return missed + (["the coach offers words for an abusive draft"] if polished else [])


@lru_cache
def _mind() -> tuple[Reader, Composer]:
    """The coach by rules: slips are found by rules alone, so models would change nothing here."""
    return reader(False), Composer(None)
