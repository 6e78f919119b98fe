"""What the coach says, in words: what somebody agrees to, the three things it looks for, and kind names for slips."""

from django.utils.translation import gettext as _

CONSENT_VERSION = "1"


def consent_text() -> str:
    """Return exactly what somebody agrees to."""
    return _(
        "When I press “How does this read?”, a program on this server reads my draft and the post I am answering, "
        "and shows me feedback. Nobody else sees it, nothing of it is kept, and nothing is sent for me."
    )


def pauses_text() -> str:
    """Return what somebody agrees to who lets it read along."""
    return _("The program also reads my draft whenever I pause typing, so that marks appear by themselves.")


def names() -> dict[str, tuple[str, str, str, str]]:
    """Return for each mechanism: its name, a sentence for when it is there or not, and a question to the writer."""
    return {
        "emotional_reactions": (
            _("Warmth"),
            _("You say what you feel for them."),
            _("What you feel for them is not in words yet."),
            _("What did you feel when you read this? You could say it."),
        ),
        "interpretations": (
            _("Understanding"),
            _("You show what you think it is like for them."),
            _("What you think it is like for them is not in words yet."),
            _("What do you think this is like for them? A careful guess is enough."),
        ),
        "explorations": (
            _("Interest"),
            _("You ask something that lets them say more."),
            _("There is no question yet that lets them say more."),
            _("Is there something you would like to understand better?"),
        ),
    }


def slip_words() -> dict[str, str]:
    """Return a kind sentence for each slip: what it can do to a reader, and what to try. Nobody is blamed."""
    return {
        "fixing": _(
            "An idea can feel like being sent away, before somebody feels heard. You could first say what you heard."
        ),
        "minimising": _(
            "This can make it sound smaller than it is for them. You could leave it out, and name what is hard."
        ),
        "knows_how_you_feel": _("No two people feel the same. You could say what it was like for you, or ask."),
        "interrogating": _("Many questions at once can feel like being tested. One open question is enough."),
        "about_oneself": _(
            "There is a lot about you here. A short piece of your story helps most when it comes back to them."
        ),
        "diagnosing": _(
            "Only somebody trained who knows them can name a condition. You could describe what you notice instead."
        ),
        "medicine": _(
            "Starting, stopping or changing a medicine can be dangerous. You can tell what it was like for you, "
            "and leave the decision to them and whoever prescribes it."
        ),
        "contact": _(
            "Contact details can be misused, also by people who only read along. It is safer to keep talking here."
        ),
        "blaming": _("This can sound as if it were their fault. You could say what is hard about it."),
        "abusive": _(
            "These words could hurt. If you are angry or worn out, it is fine to answer later, or not at all."
        ),
    }


def unread_words() -> dict[str, str]:
    """Return why a draft could not be read."""
    return {
        "empty": _("There is nothing to read yet. Write a few words first."),
        "wordless": _("There are no words here to read. A heart or a smile can still say a lot, and you can send it."),
        "language": _("The coach only knows English and cannot judge this. That says nothing about your words."),
        "long": _("This is too long for the coach. It reads up to 5,000 words."),
    }
