"""What OWASP ASVS 5.0.0 wants written down is written down, and says what the code does."""

import re
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from tests.house.reading_templates import ROOT


@cache
def part(paper: str, heading: str) -> str:
    """Return what stands under a heading, as one line."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", (ROOT / paper).read_text(), re.M | re.S)
    assert found, f"{paper} has no part {heading}"
    return found[1]


def row(text: str, begins: str) -> str:
    found = [line for line in text.splitlines() if line.startswith(f"| {begins}")]
    assert len(found) == 1, f"{begins}: {found}"
    return found[0]


WRITING = "What can be written, how much, and how often"


def test_what_each_field_takes_is_on_paper(settings: Any) -> None:
    from hearten.kernel import words
    from hearten.kernel.bridge import LONGEST_BODY
    from hearten.members import passphrases
    from hearten.messages import rules as private

    paper = part("SECURITY.md", WRITING)
    assert f"up to {words.LONGEST:,}" in row(paper, "Post, reply")
    assert f"{passphrases.SHORTEST} to {passphrases.LONGEST}" in row(paper, "Passphrase")
    assert f"{private.LONGEST_REQUEST}, without links; up to {private.LONGEST_MESSAGE:,}" in row(paper, "Private req")
    sizes = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 10**6} MB; what is longer than {LONGEST_BODY // 10**6} MB"
    assert sizes in row(paper, "A form as a whole")


def test_how_long_lines_and_texts_may_be_is_on_paper() -> None:
    from hearten.groups import forms as of_groups
    from hearten.members.forms import SignInForm
    from hearten.moderation import forms as of_moderation
    from hearten.threads.forms import StartForm

    def longest(form: Any, field: str) -> str:
        found = form.base_fields[field]
        return f"{getattr(found, 'longest', None) or found.max_length:,}"

    paper = part("SECURITY.md", WRITING)
    titles = [longest(StartForm, "title"), longest(of_groups.DescribeForm, "title")]
    titles += [longest(StartForm, "note"), longest(StartForm, "mood")]
    assert f"up to {'; '.join(titles)}" in row(paper, "Title of a conversation")
    assert f"up to {longest(of_groups.JoinForm, 'name')}," in row(paper, "Name")
    assert f"up to {longest(SignInForm, 'name')}" in row(paper, "Passphrase")
    texts = [longest(of_groups.AgreementForm, "text"), longest(of_groups.DescribeForm, "purpose")]
    assert f"up to {'; '.join([*texts, longest(of_groups.AskForm, 'words')])}" in row(paper, "Agreement")
    said = [longest(of_moderation.ReportForm, "words"), longest(of_moderation.SwitchForm, "why")]
    assert f"up to {'; '.join(said)}" in row(paper, "Report, decision")


def test_what_must_fit_together_is_on_paper() -> None:
    paper = part("SECURITY.md", WRITING)
    told = " ".join(paper.partition("What must fit together:")[2].partition("\n\n")[0].split())
    for each in ("a quote", "a last day", "an hour", "days to keep", "an agreement", "an outcome", "a passkey"):
        assert each in told, each


def in_words(limit: Any) -> str:
    hours = limit.within / timedelta(hours=1)
    time = {0.25: "15 minutes", 1: "an hour", 1 / 60: "a minute", 24: "a day"}[hours]
    return f"in {time}"


def test_every_limit_is_on_paper() -> None:
    from hearten.groups import rules as of_groups
    from hearten.kernel.streams import MOST_STREAMS
    from hearten.members import limits
    from hearten.members.rules import ONE_EXPORT_IN
    from hearten.messages import rules as private

    paper = part("SECURITY.md", WRITING)
    for limit in [each for each in vars(limits).values() if isinstance(each, limits.Limit)]:
        assert re.search(rf"^\| {limit.most} [^|]* {in_words(limit)} \|", paper, re.M), limit
    assert row(paper, f"{of_groups.INVITATIONS_A_DAY} invitations in a day")
    assert row(paper, f"1 request to join in {of_groups.ASK_AGAIN_AFTER.days} days")
    asked = row(paper, f"{private.MOST_REQUESTS_A_DAY} private requests in a day")
    assert f"once in {private.ASK_AGAIN_AFTER.days} days" in asked
    assert row(paper, f"1 copy of everything in {ONE_EXPORT_IN // timedelta(hours=1)} hours")
    assert row(paper, f"{MOST_STREAMS} live pages")


def test_how_nobody_locks_somebody_out_is_on_paper() -> None:
    from hearten.members.limits import SIGN_IN_OF_A_NAME

    told = part("SECURITY.md", "Signing in").partition("**Being locked out by somebody else.**")[2]
    minutes = SIGN_IN_OF_A_NAME.within // timedelta(minutes=1)
    assert f"{SIGN_IN_OF_A_NAME.most} times shuts that name for {minutes}" in " ".join(told.split())
    assert "ends by itself" in told and "passkey" in told


def test_a_passkey_opens_while_the_name_is_shut() -> None:
    """As the paper says: signing in with a passkey asks for no limit of a name."""
    import inspect

    from hearten.members.actions import entering

    assert "SIGN_IN_OF_A_NAME" in inspect.getsource(entering._count)
    source = inspect.getsource(entering.by_passkey)
    assert "_count(" not in source and "SIGN_IN_OF_A_NAME" not in source


def test_why_sessions_last_as_long_as_they_do_is_on_paper() -> None:
    told = part("SECURITY.md", "Signing in")
    assert "NIST SP 800-63B" in told and "**Parallel sessions.** Any number" in told


def test_that_a_second_factor_is_a_members_choice_is_on_paper() -> None:
    told = " ".join(part("SECURITY.md", "Signing in").partition("**A second factor is a member's choice.**")[2].split())
    assert "What stands against the risk:" in told and "Staff have no choice" in told


def test_every_key_and_algorithm_is_on_paper(settings: Any) -> None:
    paper = part("SECURITY.md", "Keys and algorithms")
    assert "NIST SP 800-57" in paper and "No command seals with another cipher" in paper
    for key, algorithm in [
        ("Master key", "AES-256-GCM"), ("A person's key", "AES-256-GCM, 96-bit"),
        ("Key of fingerprints", "HKDF-SHA-256"), ("Fingerprint keys", "HMAC-SHA-256"),
        ("Signing secret", "HMAC-SHA-256"), ("Passphrases", "Argon2id"),
        ("Session, invitation and calendar tokens", "256 random bits, kept as SHA-256"), ("App secrets", "HMAC-SHA-1"),
        ("Passkeys", "ECDSA P-256"), ("Addresses, for counting", "HMAC-SHA-256"), ("Certificate", "TLS 1.2 or 1.3"),
    ]:  # fmt: skip
        assert algorithm in row(paper, key), key
        assert len([cell for cell in row(paper, key).split("|") if cell.strip()]) == 5, key


KEPT = "How each kind is looked after, and how long it is kept"


def test_what_each_kind_of_data_needs_is_on_paper() -> None:
    from hearten.kernel import confidential

    paper = part("SECURITY.md", KEPT)
    kinds = {each.__name__ for each in confidential.Confidential.__subclasses__() if each._meta.abstract}
    assert kinds == {"House", "Credentials", "GroupConfidential", "Private", "DeskOnly", "Findable"}
    for kind in kinds:
        assert all(cell.strip() for cell in row(paper, f"{kind}: ").split("|")[1:-1]), kind


def test_every_rule_of_how_long_things_are_kept_is_on_paper() -> None:
    from hearten.members import retention

    paper = part("SECURITY.md", KEPT)
    for rule in retention.rules():
        assert f"| {rule.what()} | {rule.until()} |" in paper, rule.name


def test_how_soon_updates_come_is_on_paper() -> None:
    told = " ".join(part("docs/operator.md", "Upgrade").split())
    for time in ("within 7 days", "within 24 hours", "within 90 days"):
        assert time in told


def test_what_is_costly_is_on_paper() -> None:
    from hearten.kernel.leases import RENEW_S
    from hearten.kernel.streams import MOST_STREAMS
    from hearten.safety.triage import WITHIN_S
    from hearten.threads.fragments import KEPT as RENDERED

    paper = part("docs/operator.md", "What is costly")
    assert f"{MOST_STREAMS}; a lease is renewed every {RENEW_S} seconds" in row(paper, "Live pages")
    assert f"{WITHIN_S:.0f} seconds a post" in row(paper, "Reading posts for danger")
    assert f"{RENDERED} of them" in row(paper, "Rendering")
    assert "HEARTEN_COACH_WORKERS" in row(paper, "The coach")
    assert "name and address" in row(paper, "Hashing a passphrase")


def test_every_log_is_on_paper(settings: Any) -> None:
    paper = part("docs/operator.md", "Watching it")
    assert list(settings.LOGGING["handlers"]) == ["console"]
    for log in ("hearten's own: standard error", "The embedded server's", "Your proxy's", "Who of the staff"):
        assert len([cell for cell in row(paper, log).split("|") if cell.strip()]) == 4, log
    assert "(a page)" in row(paper, "hearten's own")


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Reverse proxy", r"^ +ssl_protocols TLSv1\.2 TLSv1\.3;"),
        ("Reverse proxy", r"^ +ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384:(ECDHE-\w+-[\w-]+:?)+;"),
        ("Reverse proxy", r"^ +return 301 https://"),
        ("systemd", r"^ +IPAddressDeny=any\n +IPAddressAllow=localhost\n"),
    ],
)
def test_what_the_guide_sets_up_is_narrow(heading: str, says: str) -> None:
    assert re.search(says, part("docs/operator.md", heading), re.M)
    assert not re.search(r"SSLv|TLSv1(\.1)?[ ;]|CBC|RC4|SHA:", part("docs/operator.md", heading))
