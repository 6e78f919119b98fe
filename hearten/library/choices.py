"""The words by which cards and guides are told apart, found and said. All of them are chosen by whoever writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    COPING = "coping", _("Getting through the day")
    ROUTINES = "routines", _("Living with medicines and routines")
    SYSTEMS = "systems", _("Finding a way through health systems")
    SPEAKING_UP = "speaking_up", _("Speaking up for yourself")


class Label(models.TextChoices):
    """What a card is (Q4). Information says where it is from, and from when."""

    EXPERIENCE = "experience", _("My experience")
    INFORMATION = "information", _("Information")


class Situation(models.TextChoices):
    MORNINGS = "mornings", _("Mornings")
    NIGHTS = "nights", _("Nights and sleep")
    LOW_MOOD = "low_mood", _("Low mood")
    WORRY = "worry", _("Worry")
    PANIC = "panic", _("Panic")
    ANGER = "anger", _("Anger")
    CRAVING = "craving", _("Craving")
    VOICES = "voices", _("Voices and visions")
    GRIEF = "grief", _("Grief")
    LONELINESS = "loneliness", _("Feeling alone")
    CROWDS = "crowds", _("Crowds and busy places")
    WORK_OR_SCHOOL = "work_or_school", _("Work or school")
    FAMILY = "family", _("Family and people close by")
    BODY = "body", _("Body, food and pain")
    APPOINTMENTS = "appointments", _("Appointments")
    MEDICINES = "medicines", _("Medicines")
    MONEY_AND_PAPERS = "money_and_papers", _("Money and papers")
    AFTER_SETBACK = "after_setback", _("After a setback")
    AFTER_HOSPITAL = "after_hospital", _("After hospital")
    NEW_PARENT = "new_parent", _("New baby")
    HIGHS = "highs", _("Highs")


class Energy(models.TextChoices):
    LOW = "low", _("Little energy")
    MEDIUM = "medium", _("Some energy")
    HIGH = "high", _("A lot of energy")


class Minutes(models.IntegerChoices):
    ONE = 1, _("About a minute")
    TEN = 10, _("About ten minutes")
    THIRTY = 30, _("Half an hour or more")


class Company(models.TextChoices):
    ALONE = "alone", _("Alone")
    TOGETHER = "together", _("With somebody")
    EITHER = "either", _("Alone or with somebody")


class Cost(models.TextChoices):
    FREE = "free", _("Free")
    LITTLE = "little", _("Costs a little")
    SOME = "some", _("Costs some money")


class Background(models.TextChoices):
    """What people say about themselves, if they like. Never guessed by this program."""

    PARENT = "parent", _("Parent")
    CARER = "carer", _("Caring for somebody")
    STUDENT = "student", _("Student")
    WORKING = "working", _("Working")
    NOT_WORKING = "not_working", _("Not working now")
    OLDER = "older", _("Older")
    YOUNG_ADULT = "young_adult", _("Young adult")
    RURAL = "rural", _("Living in the country")
    NEW_TO_THE_COUNTRY = "new_to_the_country", _("New to this country")
    SECOND_LANGUAGE = "second_language", _("Using a second language")
    LGBTQ = "lgbtq", _("LGBTQ+")
    DISABLED = "disabled", _("Disabled")
    HARD_OF_HEARING = "hard_of_hearing", _("Deaf or hard of hearing")
    FAITH = "faith", _("Faith matters to me")
    VETERAN = "veteran", _("Veteran")
    BEEN_IN_HOSPITAL = "been_in_hospital", _("Been in hospital for this")
    NEW_TO_THIS = "new_to_this", _("New to this")
    LONG_TIME = "long_time", _("Living with this for a long time")


class Outcome(models.TextChoices):
    HELPED = "helped", _("It helped")
    MIXED = "mixed", _("Mixed")
    DID_NOT_HELP = "did_not_help", _("It did not help")
    MADE_WORSE = "made_worse", _("It made things worse")


class Context(models.TextChoices):
    FIRST_TIME = "first_time", _("The first time")
    AFTER_SETBACK = "after_setback", _("After a setback")
    LONG_TERM = "long_term", _("For a long time")


class Concern(models.TextChoices):
    """Why somebody asks for a look at a card."""

    HARM = "harm", _("It could harm somebody")
    MEDICINE = "medicine", _("It tells about doses, or to change a medicine")
    OUTDATED = "outdated", _("It is not true any more")
    AGREEMENT = "agreement", _("It breaks our agreement")
    OTHER = "other", _("Something else")


class Answer(models.TextChoices):
    """What became of a flag. While a card went back to its writer, it stays out of the list."""

    STAYS = "stays", _("The card stays as it is")
    BACK = "back", _("The card went back to its writer")
    REVIEWED = "reviewed", _("Two people looked at the card again")
    GONE = "gone", _("The card's words were taken back")


MOST_SITUATIONS = 4
MOST_BACKGROUNDS = 3
MOST_STEPS = 6
FEWEST_STEPS = 2
