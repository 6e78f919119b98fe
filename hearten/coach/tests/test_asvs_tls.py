"""The coach's endpoint shows a certificate that somebody vouches for, or gets no word (OWASP ASVS 5.0.0, 12.3.2)."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hearten.coach.endpoint import Cause, Endpoint, EndpointFailed, patience_with, sentences
from hearten.coach.tests.stub import DRAFT, FIRST, POST, stub, words


@pytest.fixture(autouse=True)
def fresh_patience() -> None:
    patience_with.cache_clear()


def certificate(folder: Path, name: str) -> Path:
    """Make a certificate that nobody but itself vouches for; its key stands in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject, begins = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, begins, begins + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "made.pem"
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return path


def asked_over_tls(made: Path) -> tuple[Cause | None, int]:
    """Ask an endpoint on localhost that shows this certificate; return what was wrong, and how much it was told."""
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(made)
    with stub(words(FIRST)) as here:
        here.server.socket = shown.wrap_socket(here.server.socket, server_side=True)
        there = Endpoint(f"https://localhost:{here.server.server_port}/v1", "small", timeout=4)
        try:
            sentences(there, POST, DRAFT, "interpretations", "stories")
        except EndpointFailed as failed:
            return failed.cause, len(here.asked)
        return None, len(here.asked)


def test_a_certificate_that_nobody_vouches_for_gets_no_word(tmp_path: Path) -> None:
    assert asked_over_tls(certificate(tmp_path, "localhost")) == (Cause.UNTRUSTED, 0)


@pytest.mark.parametrize(
    ("name", "found"), [("elsewhere.example", (Cause.UNTRUSTED, 0)), ("localhost", (None, 1))], ids=["other", "right"]
)
def test_a_certificate_counts_for_its_name_alone(
    name: str, found: tuple[Cause | None, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = certificate(tmp_path, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    assert asked_over_tls(made) == found
