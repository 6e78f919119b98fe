"""What somebody answered to the four questions: plain values, each of which may be empty. Pure."""

from dataclasses import dataclass

BRINGS, HOW, WHEN, LANGUAGE = "brings", "how", "when", "language"
QUESTIONS = (BRINGS, HOW, WHEN, LANGUAGE)
# Parts of the day on the reader's own clock: from which hour until before which one. The night goes over midnight.
PARTS = {"morning": (6, 12), "afternoon": (12, 17), "evening": (17, 22), "night": (22, 6)}
DAYS = range(7)  # Monday is 0
# As groups say of themselves how they meet (groups/models.py: Format). One of them is there at any hour.
WAYS = ("forum", "text meeting", "audio meeting", "video meeting")
ANY_HOUR = "forum"
LONGEST_WORDS = 300


@dataclass(frozen=True)
class Answers:
    """Plain values. What is empty is not answered, and counts neither for nor against a group.

    topics     words that groups say of themselves, as they stand there: ("grief", "sleep")
    words      what brings somebody, in a few own words
    ways       of WAYS
    reads_first  they would like to read before they write
    days       0 (Monday) to 6
    parts      of PARTS
    zone       an IANA name, in which days and parts are meant; "" for the clock of the page
    languages  codes, as groups have them: ("en", "pl")
    skipped    of QUESTIONS: what stands above is kept for who goes back, and does not count
    """

    topics: tuple[str, ...] = ()
    words: str = ""
    ways: tuple[str, ...] = ()
    reads_first: bool = False
    days: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    zone: str = ""
    languages: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def counting(self) -> "Answers":
        """Return what counts: without the questions that were skipped."""
        left = set(self.skipped)
        return Answers(
            topics=() if BRINGS in left else self.topics,
            words="" if BRINGS in left else self.words,
            ways=() if HOW in left else self.ways,
            reads_first=HOW not in left and self.reads_first,
            days=() if WHEN in left else self.days,
            parts=() if WHEN in left else self.parts,
            zone=self.zone,
            languages=() if LANGUAGE in left else self.languages,
        )

    @property
    def nothing(self) -> bool:
        """Whether no question was answered at all."""
        return self.counting == Answers(zone=self.zone)
