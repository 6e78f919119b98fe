"""The way to a mail server: sealed before the account's password is said, to the right server alone, and nothing lost.

The server is real (aiosmtpd), and so are its certificate and who is trusted: OpenSSL reads that from SSL_CERT_FILE.
"""

import logging
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.test import Client

from hearten.notices.models import Channel
from hearten.notices.outside.sending import send_due
from hearten.notices.outside.trouble import advice, faults
from hearten.notices.outside.watching import Way
from hearten.notices.tests.certificates import certificate
from hearten.notices.tests.outside import FROM, URGENT, Letters, Outside, free_port, know_kinds

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")]

ACCOUNT, PASSWORD = "hearten@place.example", "five blue kettles"


class Office(Letters):
    """A mail server that asks for an account, and remembers what it was told."""

    def __init__(self, place, how):
        super().__init__()
        self.how, self.accounts, self.sealed = how, [], []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(place)

    def open(self, port):
        given = {"auth_required": True, "authenticator": self.judge, "auth_require_tls": self.how == "starttls"}
        if self.how == "tls":
            given["ssl_context"] = self.context
        elif self.how == "starttls":
            given |= {"tls_context": self.context, "require_starttls": True}
        self.controller = Controller(self, hostname="127.0.0.1", port=port, **given)
        self.controller.start()

    def judge(self, server, session, envelope, mechanism, data):
        said = (data.login.decode(), data.password.decode())
        self.accounts.append(said)
        return AuthResult(success=said == (ACCOUNT, PASSWORD), handled=False)

    async def handle_DATA(self, server, session, envelope):
        self.sealed.append(session.ssl is not None or self.how == "tls")
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def place(request, tmp_path, monkeypatch):
    """Where the server's certificate lies: a right one that this machine trusts, unless the test says otherwise."""
    found = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(found))
    return found


@pytest.fixture(params=["starttls", "tls"])
def how(request):
    return request.param


@pytest.fixture
def office(how, place, settings):
    settings.HEARTEN_SMTP_HOST, settings.HEARTEN_SMTP_PORT = "localhost", free_port()
    settings.HEARTEN_SMTP_TLS, settings.HEARTEN_SMTP_FROM = how, FROM
    settings.HEARTEN_SMTP_USER, settings.HEARTEN_SMTP_PASSWORD = ACCOUNT, PASSWORD
    office = Office(place, how)
    office.open(settings.HEARTEN_SMTP_PORT)
    yield office
    office.close()


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock):
    """A letter to Ada is due."""
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    made = Outside(as_worker, as_seat)
    made.write_to(cast.ada)
    made.tell(cast.ada, URGENT)
    made.think()
    return made


def work(outside):
    """Do what the worker's thread does, once."""
    outside.as_worker(Way(Channel.MAIL, lambda: send_due(Channel.MAIL)).look, transactions=True)


def rows(superuser):
    return superuser.execute("SELECT how, tries FROM notices_outgoing").fetchall()


def told(caplog):
    """Return the operator's log, what `hearten check` says of a fault, and the word of /health."""
    log = " ".join(record.getMessage() for record in caplog.records if record.name == "hearten.notices")
    return (
        log,
        " ".join(f"{one.cause} {advice(Channel(one.channel), one.cause)}" for one in faults()),
        Client().get("/health").json()["mail"],
    )


def refused(outside, office, superuser, caplog, cause, mend):
    """The letter is not sent, the operator is told why and what to do, and it stays to be sent."""
    with caplog.at_level(logging.INFO):
        work(outside)
    log, check, word = told(caplog)
    assert office.taken == [] and rows(superuser) == [("", 0)] and word == "failing"
    for said in (log, check):
        assert cause in said and mend in said and "letters.example" not in said and PASSWORD not in said


def goes(outside, office, superuser):
    work(outside)
    assert rows(superuser) == [("sent", 0)] and len(office.taken) == 1
    assert Client().get("/health").json()["mail"] == "ok"


def test_a_letter_goes_sealed_and_after_signing_in(outside, office, superuser):
    goes(outside, office, superuser)
    assert office.sealed == [True] and office.accounts == [(ACCOUNT, PASSWORD)]


def test_a_certificate_that_nobody_trusts_is_refused_before_the_password_is_said(
    outside, office, superuser, caplog, monkeypatch, place
):
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    refused(
        outside, office, superuser, caplog, "SSLCertVerificationError 18", "the name that stands in the certificate"
    )
    assert office.accounts == []
    monkeypatch.setenv("SSL_CERT_FILE", str(place))
    goes(outside, office, superuser)


@pytest.mark.parametrize(("host", "ends", "number"), [("other.example", 1, 62), ("localhost", -1, 10)])
def test_one_of_another_name_or_time_is_refused_too(
    outside, office, superuser, caplog, monkeypatch, tmp_path, place, host, ends, number
):
    (tmp_path / "wrong").mkdir()
    wrong = certificate(tmp_path / "wrong", host, timedelta(days=ends))
    office.context.load_cert_chain(wrong)
    monkeypatch.setenv("SSL_CERT_FILE", str(wrong))
    refused(outside, office, superuser, caplog, f"SSLCertVerificationError {number}", "renewed")
    assert office.accounts == []
    office.context.load_cert_chain(place)
    monkeypatch.setenv("SSL_CERT_FILE", str(place))
    goes(outside, office, superuser)


def test_a_wrong_password_is_told_and_nothing_is_lost(outside, office, superuser, caplog, settings):
    settings.HEARTEN_SMTP_PASSWORD = "four blue kettles"
    refused(outside, office, superuser, caplog, "SMTPAuthenticationError 535", "HEARTEN_SMTP_PASSWORD: set both anew")
    settings.HEARTEN_SMTP_PASSWORD = PASSWORD
    goes(outside, office, superuser)


@pytest.mark.parametrize("how", ["off"], indirect=True)
@pytest.mark.parametrize(
    ("wished", "cause", "mend"),
    [
        ("starttls", "SMTPNotSupportedError", "offers there no STARTTLS"),
        ("tls", "SSLError", "does not speak TLS there"),
    ],
)
def test_a_server_that_cannot_seal_is_told_nothing(outside, office, superuser, caplog, settings, wished, cause, mend):
    settings.HEARTEN_SMTP_TLS = wished
    refused(outside, office, superuser, caplog, cause, mend)
    assert office.accounts == []
