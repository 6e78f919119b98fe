"""Reports of mail servers about letters that reached nobody, in the shapes that they have: made up, of nobody."""

WORDS = "This is the mail system at host mx.far.example.\n\nI'm sorry to have to inform you that your message could not"


def report(address, status="5.1.1", action="failed", said="smtp; 550 5.1.1 No such user", original=True):
    """One of RFC 3464."""
    named = f"Original-Recipient: rfc822;{address}\n" if original else ""
    return (
        "From: MAILER-DAEMON@mx.far.example (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=us-ascii\n\n{WORDS}\n\n<{address}>: host said: {said}\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.far.example\n\n"
        f"Final-Recipient: rfc822; {address}\n{named}Action: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: {said}\n\n--b\nContent-Type: text/rfc822-headers\n\nSubject: You have news\n\n--b--\n"
    ).encode()


def in_words(address, said="550 5.1.1 User unknown", subject="Mail delivery failed: returning message to sender"):
    """One without any fields, as older servers write it."""
    return (
        f"From: Mail Delivery System <Mailer-Daemon@mx.far.example>\nSubject: {subject}\n"
        "Content-Type: text/plain\n\nThis message was created automatically by mail delivery software.\n\n"
        f"A message that you sent could not be delivered:\n\n  {address}\n    SMTP error: {said}\n"
    ).encode()


HOLIDAY = (
    b"From: ben@mail.example\nSubject: Out of office\nAuto-Submitted: auto-replied\nContent-Type: text/plain\n\n"
    b"I am away. If you see 550 5.1.1 here, it says nothing.\n"
)
CHALLENGE = (
    b"From: confirm@spamblock.example\nSubject: Please confirm\nContent-Type: text/plain\n\n"
    b"Press here to have your letter to ben@mail.example delivered. Code 5.7.1\n"
)
