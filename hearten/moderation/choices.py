"""The words of moderation: what a report is about, which steps there are, what may be switched on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What a report is about. sql/doors_reports.sql says how urgent each is."""

    DANGER = "danger", _("I am worried about this person")
    HOSTILE = "hostile", _("Hurtful or hostile")
    PRIVATE = "private", _("Private details about somebody")
    ADVICE = "advice", _("Advice that could harm, such as about medicine or not eating")
    METHOD = "method", _("Ways to hurt oneself, a pact or a dare")
    SPAM = "spam", _("Spam or selling")
    SEXUAL = "sexual", _("Sexual, or contact that nobody asked for")
    AGREEMENT = "agreement", _("Against our agreement in another way")
    OTHER = "other", _("Something else")


class Step(models.TextChoices):
    """What may be done, from the smallest step to the largest. Risk to a person is never on it (CR-16)."""

    NONE = "none", _("Nothing more to do")
    NOTE = "note", _("Write a private note to the writer")
    EDIT = "edit", _("Ask the writer to change the words")
    HOLD = "hold", _("Hold the words until somebody looks again")
    RELEASE = "release", _("Show the words again")
    REMOVE = "remove", _("Remove the words")
    PAUSE = "pause", _("A break from writing in this group")
    LEAVE = "leave", _("End the time in this group")
    CONTACT = "contact", _("End the conversation, and close private contact for this person")


class Kind(models.TextChoices):
    """What somebody who looks after a group may switch on for at most a week, and take back."""

    NEWCOMERS = "newcomers", _("First posts of new people wait for a look")
    EVERYTHING = "everything", _("Everything waits for a look")
    SLOW = "slow", _("One post in ten minutes for each person")
    READ_ONLY = "read_only", _("Only those who look after the group write")
    REQUESTS = "requests", _("New people ask before they join")
