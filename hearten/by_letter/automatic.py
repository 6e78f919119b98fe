"""Whether a letter was written by a program: an answer by itself, a list, a report. Nobody's words are in it. Pure.

Sources: RFC 3834 (automatic responses), RFC 2919 and 2369 (lists), RFC 3462 (reports); `Precedence` and the rest are
what programs write that follow none of them.
"""

from email.message import Message

from hearten.by_letter.parsed import headers

NOBODY = ("", "<>")
_PROGRAMS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "bounce", "listserv", "majordomo")
_OF_LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "Feedback-ID")
_OF_ANSWERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Autorespond-From", "Auto-Submission")
_PRECEDENCES = {"bulk", "junk", "list", "auto_reply", "auto-reply"}


def is_automatic(message: Message, sender: str) -> bool:
    """Whether a program wrote it. `sender` is that of the envelope: none means that nobody is to answer."""
    submitted = [one.partition(";")[0].strip().casefold() for one in headers(message, "Auto-Submitted")]
    if sender.strip() in NOBODY or any(one != "no" for one in submitted) or is_report(message):
        return True
    if any(one.casefold() in _PRECEDENCES for one in headers(message, "Precedence")):
        return True
    if any(one.casefold() == "all" for one in headers(message, "X-Auto-Response-Suppress")):
        return True
    return any(message.get_all(name) for name in (*_OF_LISTS, *_OF_ANSWERS)) or is_of_a_program(sender)


def is_report(message: Message) -> bool:
    """Whether it says of itself that it is a report."""
    return message.get_content_type() in ("multipart/report", "message/delivery-status", "text/rfc822-headers")


def is_of_a_program(sender: str) -> bool:
    """Whether an address is one that programs write from."""
    local = sender.strip().strip("<>").casefold().partition("@")[0]
    return local.startswith(_PROGRAMS)
