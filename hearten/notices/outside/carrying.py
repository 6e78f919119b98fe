"""What may become of a message on its way. None of these carries an address, or what the other side said of one."""

from hearten.notices.due import OfAll


class WayIsDown(OfAll):
    """The way itself does not work, such as a mail server that does not answer. Nobody's message is at fault."""


class NotNow(Exception):
    """This one message was not taken. It is tried again later.

    ours    the operator has something to mend, whoever it is to
    alike   the operator has, if messages to others are not taken either
    final   the other side says that to try again is no use: a few tries more, and it is given up
    ends    it says so of the address, and not of the message: then the address is written to no more
    """

    def __init__(
        self, cause: str, *, ours: bool = False, alike: bool = False, final: bool = False, ends: bool = False
    ) -> None:
        super().__init__(cause)
        self.ours, self.alike, self.final, self.ends = ours, alike, final, ends


class Gone(Exception):
    """There is no such address, or no such device, any more."""
