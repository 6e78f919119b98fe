"""What a rule answers: yes, no with a reason that a person can read, or unseen."""

from dataclasses import dataclass


class Unseen(Exception):
    """There is nothing here for this seat. Shown as 404: existence itself is confidential."""


class Refused(Exception):
    """The seat may see this but not do it. Shown as 403 with the reason and the way on; no words are lost."""

    def __init__(self, reason: str, next_url: str = "", next_text: str = "") -> None:
        super().__init__(reason)
        self.reason, self.next_url, self.next_text = reason, next_url, next_text


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judgement. Truthy when the answer is yes, so a template can hide what an action would refuse."""

    allowed: bool
    reason: str = ""
    next_url: str = ""
    next_text: str = ""
    seen: bool = True

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Return quietly on yes. Raises Refused on no, Unseen on unseen."""
        if not self.seen:
            raise Unseen
        if not self.allowed:
            raise Refused(self.reason, self.next_url, self.next_text)


yes = Verdict(allowed=True)
unseen = Verdict(allowed=False, seen=False)


def no(reason: str, next_url: str = "", next_text: str = "") -> Verdict:
    """Refuse with a sentence for the person: what is so, and what they can do next."""
    return Verdict(allowed=False, reason=reason, next_url=next_url, next_text=next_text)
