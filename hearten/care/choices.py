"""What can be chosen here. No choice says anything about how much of a medicine, or with which other one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Food(models.TextChoices):
    """How it goes with food, as its person was told."""

    WITH = "with", _("With food")
    WITHOUT = "without", _("Without food")


class How(models.TextChoices):
    """What became of one time. None is better than another, and nothing is counted from it."""

    TAKEN = "taken", _("Taken")
    SKIPPED = "skipped", _("Skipped")
    LATER = "later", _("Later")


class Feeling(models.TextChoices):
    """Words for what somebody notices. One may choose several, or none and write."""

    CALM = "calm", _("calm")
    CLEAR = "clear", _("clear-headed")
    RESTED = "rested", _("rested")
    TIRED = "tired", _("tired")
    RESTLESS = "restless", _("restless")
    FOGGY = "foggy", _("foggy")
    DIZZY = "dizzy", _("dizzy")
    QUEASY = "queasy", _("queasy")
    HUNGRY = "hungry", _("hungrier than usual")
    NUMB = "numb", _("numb")
    LOW = "low", _("low")
    TENSE = "tense", _("tense")


class LineKind(models.TextChoices):
    """What a line of a preparation is."""

    QUESTION = "question", _("A question")
    EFFECT = "effect", _("From my diary")
    BROUGHT = "brought", _("Something I take along")


class Situation(models.TextChoices):
    """What two people practise. Only what stands here can be asked for, so an ask holds no words of anybody."""

    NOT_HEARD = "not_heard", _("Saying it again when I was not heard")
    SIDE_EFFECT = "side_effect", _("Saying that something does not agree with me")
    QUESTION = "question", _("Asking a question that I keep forgetting to ask")
    NO = "no", _("Saying no, and that I would like to think about it")
    SUPPORT = "support", _("Asking that somebody comes along")
    OTHER = "other", _("Something of my own")


class Role(models.TextChoices):
    """Who somebody is in a practice."""

    SPEAKS = "speaks", _("I speak for myself")
    CLINICIAN = "clinician", _("I am the clinician")


WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)
