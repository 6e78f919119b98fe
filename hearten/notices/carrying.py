"""What may become of a message on its way. None of these carries an address, or what the other side said of one."""


class WayIsDown(Exception):
    """The way itself does not work, such as a mail server that does not answer. Nobody's message is at fault."""


class NotNow(Exception):
    """This one message was not taken. It is tried again later. `ours`: the operator has something to mend."""

    def __init__(self, cause: str, *, ours: bool = False) -> None:
        super().__init__(cause)
        self.ours = ours


class Gone(Exception):
    """There is no such address, or no such device, any more."""
