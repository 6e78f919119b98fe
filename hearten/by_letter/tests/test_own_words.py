"""What somebody wrote themself, out of letters as mail programs write them; and letters that mean harm."""

import email
import re
from email.mime.multipart import MIMEMultipart
from urllib.parse import quote

import pytest

from hearten.by_letter.flowed import unfolded
from hearten.by_letter.html_words import text_of_html
from hearten.by_letter.named import is_signed_with
from hearten.by_letter.parsed import MOST_BYTES, Unfit, parsed, words_of
from hearten.by_letter.quoted import own_words
from hearten.by_letter.senders import sender_of, was_refuted
from hearten.by_letter.tests.programs import ANSWERS, EN, HEAD_EN, LETTER, MARKED, OURS, plain


def read(letter):
    raw = letter if isinstance(letter, bytes) else letter.as_bytes()
    return words_of(parsed(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")))


@pytest.mark.parametrize(("letter", "words"), [one[1:] for one in ANSWERS], ids=[one[0] for one in ANSWERS])
def test_own_words_are_found_as_they_were_written(letter, words):
    own = own_words(read(letter).text, OURS)
    assert own.words == words and not own.unsure


@pytest.mark.parametrize(
    "words",
    [
        "Thank you,\nthat helped. I will try it tonight.",
        "Best,\nyou say, is to wait. I could not.",
        "On Monday 3 people wrote:\nwe are here\nand I believed them.",
        "From: me\nTo: my younger self\n\nIt gets lighter.",
        "________________________________\nThat is how flat I feel.",
        "I like\n--\nthis line\n" + "\n".join(f"line {n}" for n in range(12)),
    ],
)
def test_what_only_looks_like_a_quote_or_a_signature_is_somebodys_own(words):
    """Nothing is cut where no letter of ours follows: words that are lost are worse than a line too much."""
    assert own_words(f"{words}\n\nOn 30/11/2026 10:12, Riverside wrote:\n{MARKED}", OURS).words == words


def test_a_quote_that_nothing_marks_is_never_taken_for_somebodys_own():
    own = own_words(f"Yes.\n\n{LETTER}", OURS)
    assert own.unsure
    assert own_words("a\n" * 3001, OURS).unsure, "too many lines to look at them all"
    assert own_words(f"{MARKED}\n", OURS).words == "" and not own_words("", OURS).unsure


@pytest.mark.parametrize("led", [lambda one: f"https://safe.mail.example/?url={quote(one, safe='')}&data=05", str])
def test_a_quote_is_known_where_a_mail_server_leads_its_addresses_over_its_own(led):
    """Else it would be posted whole: with the writer's own address, and the one that ends their letters."""
    letter = re.sub(r"https://\S+", lambda found: led(found[0]), LETTER)
    assert own_words(f"{EN}\n\n{'_' * 32}\n{HEAD_EN}\n\n{letter}", OURS) == (EN, False)
    for left in (letter, letter.partition("\n")[2], letter.partition("\n")[0].replace("new at", "new\nat")):
        assert own_words(f"{EN}\n\n{left}", OURS).unsure, left


@pytest.mark.parametrize(
    ("words", "shown", "signed"),
    [
        ("Me too.\n\nBest wishes,\nBen Miller", "Someone (grey)", True),
        ("Me too.\nBen", "Someone (grey)", True),
        ("Me too.\nBEN MILLER | Riverside Ltd", "Ben", True),
        ("Me too.\n\nBen", "Ben", False),
        ("Me too.", "Someone (grey)", False),
        ("I told my doctor that Ben is my second name, and he laughed.", "Someone (grey)", False),
        ("Miller\n" + "A line of mine.\n" * 9, "Someone (grey)", False),
    ],
)
def test_a_name_that_a_mail_program_signs_with_is_seen(words, shown, signed):
    assert is_signed_with(words, ("Ben Miller", ""), shown) is signed
    assert not is_signed_with(words, ("", "Li de"), shown)


def test_files_are_counted_and_not_read():
    made = MIMEMultipart("mixed")
    made.attach(plain("See the picture."))
    secret = plain("I am a file")
    secret["Content-Disposition"] = 'attachment; filename="notes.txt"'
    made.attach(secret)
    made.attach(plain("And this."))
    assert read(made) == ("See the picture.\n\nAnd this.\n", 1)


def test_folded_lines_become_paragraphs_again():
    assert unfolded("a b \nc\n>> q \n>> r\n d\n-- \nme", False) == "a b c\n>> q r\nd\n-- \nme"
    assert unfolded("日本 \n語", True) == "日本語"


def test_html_says_what_a_reader_sees_and_fetches_nothing():
    html = (
        "<html><head><title>no</title><style>p{}</style></head><body><script>no()</script><p>One <b>two</b></p>"
        '<img src="https://spy.example/x.png" alt="no"><a href="https://spy.example">three</a><!-- no -->'
        '<div class="gmail_signature">no</div><blockquote>old</blockquote>&lt;four&gt;</body></html>'
    )
    assert text_of_html(html) == "One two\n\nthree\n\n> old\n\n<four>"


HOSTILE = [
    b"From: a@b.example\r\n" + b"X-Long: " + b"a" * 40_000 + b"\r\n\r\nx",
    b"".join(b"X-%d: 1\r\n" % n for n in range(400)) + b"\r\nx",
    b"From: a@b.example\0\r\n\r\nx",
    b"a" * (MOST_BYTES + 1),
    b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)),
    b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(20)),
]


@pytest.mark.parametrize("raw", HOSTILE, ids=["a header", "headers", "a NUL", "size", "parts", "depth"])
def test_what_is_too_large_or_too_deep_is_unfit(raw):
    with pytest.raises(Unfit):
        words_of(parsed(raw))


SLOW = ["On " * 130 + "wrote 1:", "From:\nTo:", "On 1 <" + "@" * 300 + ":", "a1 " * 120 + ":"]


@pytest.mark.parametrize("line", SLOW)
def test_a_letter_that_means_to_take_long_is_read_all_the_same(line):
    """Each takes minutes where a pattern goes back and forth over all of it; here it is a second."""
    text = "\n".join([line.strip()] * min(1000, 50_000 // len(line)))
    assert own_words(text, OURS) == (text, False)


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<", "<div>", "<b a='"])
def test_so_is_html(piece):
    assert "<b" not in text_of_html(piece * 19_000) and text_of_html(piece * 20_001) == ""


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "no-such", "zlib", "base64", "", "utf-16"])
def test_a_wrong_charset_takes_nothing_along(charset):
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\nSchön, hier".encode()
    words = read(raw).text
    assert charset == "utf-16" or words == "Schön, hier"


@pytest.mark.parametrize(
    ("said", "sender"),
    [
        ("ben@mail.example", "ben@mail.example"),
        ("Ben <Ben@Mail.example>", "ben@mail.example"),
        ('"Ben, at home" <ben@mail.example>', "ben@mail.example"),
        ('"ada@mail.example" <ben@mail.example>', "ben@mail.example"),
        ("=?utf-8?q?B=C3=A9n?= <ben@mail.example>", "ben@mail.example"),
        ("ada@mail.example <ben@mail.example>", None),
        ("<ben@mail.example>, <ada@mail.example>", None),
        ("ben@mail.example, ada@mail.example", None),
        ("<ben@mail.example> <ada@mail.example>", None),
        ("Friends: ben@mail.example;", None),
        ("ben", None),
        ("", None),
    ],
)
def test_a_sender_that_can_be_read_in_two_ways_is_none(said, sender):
    message = email.message_from_string(f"From: {said}\n\nx")
    if sender is None:
        with pytest.raises(Unfit):
            sender_of(message)
    else:
        assert sender_of(message) == sender
    twice = email.message_from_string("From: ben@mail.example\nFrom: ada@mail.example\n\nx")
    with pytest.raises(Unfit):
        sender_of(twice)


@pytest.mark.parametrize(
    ("results", "refuted"),
    [
        ("mx.place.example; dmarc=fail (p=none) header.from=mail.example; spf=pass", True),
        ("mx.place.example; spf=fail smtp.mailfrom=x.example", True),
        ("mx.place.example; spf=fail; dkim=pass; dmarc=pass", False),
        ("mx.place.example; spf=fail smtp.mailfrom=dmarc=pass@x.example", True),
        ("mx.place.example; spf=softfail; dkim=pass", False),
        ("mx.place.example 1; dmarc=pass", False),
        ('mx.place.example; dkim=pass reason="dmarc=fail"', False),
        ("other.example; dmarc=fail", False),
        ("mx.place.example", False),
    ],
)
def test_what_the_server_in_front_found_out_counts_and_what_others_wrote_does_not(results, refuted):
    message = email.message_from_string(f"Authentication-Results: {results}\nFrom: a@b.example\n\n{EN}")
    assert was_refuted(message, "mx.place.example") is refuted
    assert not was_refuted(message, "")
