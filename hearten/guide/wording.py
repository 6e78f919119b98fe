"""What the Guide says about itself, in words: the notice of the first screen, what one agrees to, and reasons."""

from django.utils.translation import gettext as _

CONSENT_VERSION = "1"
OF_ITSELF = ("program", "one_hour", "three_hours", "week_away", "asked")  # codes of Answer.notices


def notice_text() -> str:
    """Return the notice that stands on the first screen and comes again (AI-01)."""
    return _(
        "I am a computer program, not a person and not a therapist. I do not feel emotions. Staff can read this chat "
        "only if a life may be in danger, two people of the team agreed to call emergency services, and you find "
        "under “Who looked” who read it and why."
    )


def consent_text() -> str:
    """Return exactly what somebody agrees to."""
    return _(
        "I want the Guide, a program on this server, to answer my questions. It quotes pages, cards and guides that "
        "people here approved. What I write is read for danger, as everything here: where it sounds like danger, "
        "people of the team are asked to look after me. It is kept sealed until I end it, sign out, or write nothing "
        "for an hour, and no longer unless I say so. It is used for nothing else."
    )


def notices() -> dict[str, str]:
    """Return what each further notice says (Answer.notices). For OF_ITSELF the notice above the turn stands out."""
    return {
        "pause": _(
            "You have been here for a while. A pause can do good: something to drink, a look out of a window. "
            "Go on or leave, just as you like."
        ),
        "day_cap": _(
            "That was a lot of time with a program for one day. People are better company. You can go on all the same."
        ),
        "night": _("It is night where you are. Rest may help more than a program can. Help now is open all night."),
    }


def refusals() -> dict[str, str]:
    """Return in words why something was not said, for the codes of which the reply itself says nothing."""
    return {
        "phone_number": _("A number was left out: numbers stand on “Help now”, where people checked them."),
        "elsewhere": _("A link to another site was left out. It stands in the source."),
        "dose": _("Something about medicine was left out: that is for whoever prescribes it."),
        "gone": _("What was quoted here was taken away since."),
        "not_in_source": _("These are the source's own words."),
    }


def kinds() -> dict[str, str]:
    """Return what a source is, for whoever reads the answer."""
    return {
        "page": _("a page of this place's team"),
        "howto": _("about this site"),
        "card": _("a card of a member’s that two people looked at; no advice"),
        "guide": _("a guide of this place"),
        "service": _("a service in the directory"),
        "meeting": _("a meeting of your group"),
        "group": _("a group"),
    }
