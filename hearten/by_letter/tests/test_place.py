"""Where letters may come in, what a worker refuses, and what `hearten check` says."""

import threading

import pytest

from hearten.by_letter.place import Place, place, problems
from hearten.by_letter.receiving import Doorway
from hearten.by_letter.watching import Watch, keep_receiving
from hearten.kernel.complaint import Complaint


@pytest.fixture
def on(settings):
    settings.HEARTEN_LETTERS_AT, settings.HEARTEN_LETTERS_DOMAIN = "127.0.0.1:8024", "answers.place.example"
    settings.HEARTEN_SMTP_HOST, settings.HEARTEN_SMTP_FROM = "mail.example", "post@place.example"
    settings.HEARTEN_SMTP_TLS = "starttls"
    return settings


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("127.0.0.1:8024", Place("127.0.0.1", 8024)),
        ("[::1]:8024", Place("::1", 8024)),
        ("10.1.2.3:25", Place("10.1.2.3", 25)),
        ("192.168.1.9:8024", Place("192.168.1.9", 8024)),
        ("[fd00::1]:8024", Place("fd00::1", 8024)),
        ("unix:/run/hearten/letters.sock", Place(socket="/run/hearten/letters.sock")),
    ],
)
def test_places_of_ours(on, said, found):
    on.HEARTEN_LETTERS_AT = said
    assert place() == found and list(problems()) == []


@pytest.mark.parametrize(
    "said",
    ["0.0.0.0:8024", "[::]:8024", "203.0.113.5:25", "8.8.8.8:25", "[2001:db8::1]:25", "localhost:8024", "8024",
     "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "172.32.0.1:25", "mail.example:25", "169.254.1.1:25"],
)  # fmt: skip
def test_places_that_others_could_reach_are_refused_with_the_mend(on, said):
    on.HEARTEN_LETTERS_AT = said
    with pytest.raises(Complaint, match=r"HEARTEN_LETTERS_AT=127\.0\.0\.1:8024"):
        place()
    ((cause, _mend),) = problems()
    assert said in cause


@pytest.mark.parametrize(
    ("name", "said", "named"),
    [
        ("HEARTEN_LETTERS_DOMAIN", "", "HEARTEN_LETTERS_DOMAIN is not"),
        ("HEARTEN_LETTERS_AT", "", "HEARTEN_LETTERS_AT is not"),
        ("HEARTEN_LETTERS_DOMAIN", "no domain", "no name of a domain"),
        ("HEARTEN_LETTERS_DOMAIN", "place", "no name of a domain"),
        ("HEARTEN_SMTP_HOST", "", "none go out"),
    ],
)
def test_what_is_set_by_half_is_told(on, name, said, named):
    assert list(problems()) == []
    setattr(on, name, said)
    ((cause, _mend),) = problems()
    assert named in cause


def test_off_is_off(settings):
    ended = threading.Event()
    keep_receiving(ended)  # returns at once
    assert list(problems()) == []


def test_a_door_that_is_shut_is_opened_again_also_after_a_kill(on, tmp_path, monkeypatch):
    """A Unix socket that a killed worker left behind is in nobody's way; a file of that name stays."""
    monkeypatch.setattr("hearten.by_letter.watching.post_what_was_left", lambda: 0)
    left = tmp_path / "letters.sock"
    first = Doorway(Place(socket=str(left)))
    first.open()
    assert left.is_socket() and left.stat().st_mode & 0o777 == 0o660
    second = Watch(Doorway(Place(socket=str(left))))
    second.look()
    assert second.doorway.is_open
    second.doorway._server.close()
    second.look()
    assert second.doorway.is_open
    first.close()
    second.doorway.close()
    other = tmp_path / "words.txt"
    other.write_text("mine")
    with pytest.raises(OSError):
        Doorway(Place(socket=str(other))).open()
    assert other.read_text() == "mine"
