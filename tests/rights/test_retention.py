"""Retention: dry it changes nothing, wet it does what dry said, and nothing goes a day too early."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.members import retention
from hearten.members.models import RetentionRun

pytestmark = pytest.mark.django_db

# Each rule with a row that it takes: the table, the moment that it goes by, after how long, and how the row is made.
AGED = {
    "live": ("kernel_liveevent", "at", "7 days"),
    "sessions": ("members_session", "expires_at", "0 days"),
    "exports": ("members_export", "expires_at", "0 days"),
    "breaks": ("members_break", "ended_at", "30 days"),
    "looks": ("members_staffread", "at", "2 years"),
    "standings": ("members_standing", "ended_at", "2 years"),
    "runs": ("members_retentionrun", "at", "2 years"),
    "notices": ("notices_notice", "seen_at", "90 days"),
    "farewells": ("groups_membership", "ended_at", "30 days"),
    "grants": ("groups_grant", "expires_at", "2 years"),
    "sent": ("threads_sent", "at", "30 days"),
    "lookups": ("threads_masklookup", "asked_at", "2 years"),
    "concerns": ("safety_concern", "closed_at", "90 days"),
    "safety_log": ("safety_logentry", "at", "2 years"),
    "removed": ("moderation_keptwords", "until", "0 days"),
    "cases": ("moderation_case", "closed_at", "the end of the following year"),
    "switches": ("moderation_switch", "ended_at", "2 years"),
    "log": ("moderation_logline", "at", "2 years"),
    "messages": ("messages_message", "made_at", "365 days"),
    "meeting_places": ("meetings_meeting", "starts_at", "90 days"),
    "meeting_reminders": ("meetings_reminder", "starts_at", "7 days"),
    "calendars": ("meetings_calendarkey", "ended_at", "30 days"),
    "meeting_lines": ("meetings_room", "ended_at", "1 day"),
    "meeting_words": ("meetings_room", "ended_at", "1 day"),
    "meeting_steps": ("meetings_room", "ended_at", "30 days"),
    "attendance": ("meetings_attendance", "first_at", "1 year"),
    "meeting_feedback": ("meetings_feedback", "at", "90 days"),
    "meeting_afterwords": ("meetings_afterword", "at", "90 days"),
    "meeting_unanswered": ("meetings_passage", "at", "72 hours"),
    "meeting_recaps": ("meetings_recap", "made_at", "90 days"),
    "meeting_notes": ("meetings_log", "at", "1 year"),
    "meeting_how_are_you": ("meetings_howareyou", "at", "30 days"),
    "session_words": ("meetings_meeting", "starts_at", "7 days"),
    "session_hours": ("meetings_hours", "ended_at", "30 days"),
    "card_flags": ("library_flag", "closed_at", "1 year"),
    "card_reviews": ("library_review", "expires_at", "2 years"),
    "trying": ("library_trying", "ended_at", "1 year"),
    "listing_reports": ("resources_reportanswer", "at", "1 year"),
    "listing_notes": ("resources_listingnote", "made_at", "3 years"),
    "card_proposals": ("threads_cardproposal", "made_at", "30 days"),
    "meetings_of_two": ("meetings_meeting", "starts_at", "2160 hours"),  # 90 days, of another row
}


# What is kept until a day of the calendar.
CALENDAR = {"moderation_case": "date_trunc('year', now() - interval '1 year', 'UTC')"}


def dump(superuser: Any) -> str:
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    every = {name: superuser.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1').fetchall() for (name,) in tables}
    return str(every)


ROWS = (
    "members_export (id, member_id, asked_at) VALUES (gen_random_uuid(), %(ben)s, now())",
    "members_break (id, member_id, began_at) VALUES (gen_random_uuid(), %(ben)s, now())",
    "members_staffread (id, member_id, staff_name, what, reason, at) "
    "VALUES (gen_random_uuid(), %(ben)s, 'Mo', 'mask', 'A reason.', now())",
    "members_retentionrun VALUES (gen_random_uuid(), now(), 'night', '{}')",
    "notices_notice (id, member_id, kind, about, made_at) "
    "VALUES (gen_random_uuid(), %(ben)s, 'reply', gen_random_uuid(), now())",
    "groups_grant (id, group_id, staff_id, staff_name, reason, made_at, expires_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(mo)s, 'Mo', 'A reason.', now(), now())",
    "threads_masklookup (id, group_id, mask_id, mask_name, asked_by_id, asked_name, reason, asked_at, agreed_name) "
    "VALUES (gen_random_uuid(), %(group)s, %(mask)s, 'x', %(mo)s, 'Mo', 'A reason.', now(), '')",
    "safety_concern (id, kind, about, level, whose, source, made_by, opened_at, owner_name, outcome) "
    "VALUES (gen_random_uuid(), 'help', gen_random_uuid(), 'L3', 'self', 'help', '', now(), '', 'talked')",
    "safety_logentry (id, number, at, what, level, detail, mark_before, mark) "
    "VALUES (gen_random_uuid(), 1, now(), 'detected', 'L3', '', '', '')",
    "moderation_case (id, group_id, kind, item, category, severity, signs, opened_at, claimed_name, outcome) "
    "VALUES (%(case)s, %(group)s, 'post', gen_random_uuid(), 'spam', 1, '', now(), '', 'remove')",
    "moderation_case (id, group_id, kind, item, category, severity, signs, opened_at, claimed_name, outcome) "
    "VALUES (%(open)s, %(group)s, 'post', gen_random_uuid(), 'spam', 1, '', now(), '', '')",
    "moderation_report (id, member_id, case_id, category, words, attached, made_at) "
    "VALUES (gen_random_uuid(), %(ben)s, %(case)s, 'spam', 'It sells something.', '', now())",
    "moderation_act (id, case_id, group_id, step, category, reason, rule, passage, by_name, second_name, made_at, "
    "appeal_until) VALUES (%(act)s, %(open)s, %(group)s, 'remove', 'spam', '', '', '', '', '', now(), now())",
    "moderation_keptwords (id, member_id, act_id, words, until) "
    "VALUES (gen_random_uuid(), %(ben)s, %(act)s, '{}', now())",
    "moderation_switch (id, group_id, kind, why, before, by_id, by_name, made_at, until, ended_name) "
    "VALUES (gen_random_uuid(), %(group)s, 'slow', 'x', '', %(ben)s, 'Ben', now(), now(), '')",
    "moderation_logline (id, group_id, what, by_name, reason, passage, at) "
    "VALUES (gen_random_uuid(), %(group)s, 'note', '', '', '', now())",
    "messages_talk (id, group_id, asker_id, asked_id, asker_place_id, asked_place_id, made_at) "
    "VALUES (%(talk)s, %(group)s, %(ben)s, %(ada)s, %(ben_in_group)s, %(ada_in_group)s, now())",
    "messages_message (id, talk_id, author_id, client_id, opens, body, proof, echo, made_at) "
    "VALUES (gen_random_uuid(), %(talk)s, %(ben)s, gen_random_uuid(), true, ''::bytea, '', '', now())",
    *(
        "meetings_meeting (id, group_id, title, planned_at, starts_at, zone, minutes, places, media, definition, "
        f"made_at, changed_at, sequence) VALUES (%({one})s, %(group)s, '', now(), now(), 'UTC', 9, 9, '{{}}', '{{}}', "
        "now(), now(), 0)"
        for one in ("planned", "written", "ran")
    ),
    *(
        "meetings_meeting (id, group_id, title, planned_at, starts_at, zone, minutes, places, media, definition, "
        "made_at, changed_at, sequence, host_id, guest_id) "
        f"VALUES (%({one})s, %(group)s, '', now(), {at}, 'UTC', 9, 2, "
        "'{}', '{}', now(), now(), 0, %(ada_in_group)s, %(ben_in_group)s)"
        for one, at in (("said", "now()"), ("met", "now() + interval '1 day'"))
    ),
    "resources_listing (id, key, name, alternate_name, provider, provider_key, provider_url, program, description, "
    "alert, how, wait, status, url, email, phones, cost, costs, eligibility, languages, interpreting, access, needs, "
    "areas, places, schedules, zone, documents, digest, changed_at) VALUES (%(listing)s, 'x', 'x', '', '', '', '', "
    "'', '', '', '', '', 'active', '', '', '[]', '', '[]', '', '[]', '', '[]', '[]', '[]', '[]', '[]', '', '[]', '', "
    "now())",
    'resources_check (id, listing_id, "on", how, found, words, name, standing, at) '
    "VALUES (%(check)s, %(listing)s, now(), 'called', 'right', '', 'Ada', 'facilitator', now())",
    "resources_listingreport (id, member_id, listing_id, kind, field, words, made_at) "
    "VALUES (%(wrong)s, %(ben)s, %(listing)s, 'closed', '', '', now())",
    "resources_reportanswer (id, report_id, check_made_id, words, name, standing, at) "
    "VALUES (gen_random_uuid(), %(wrong)s, %(check)s, 'x', 'Ada', 'facilitator', now())",
    "resources_listingnote (id, group_id, listing_id, membership_id, respect, cost, cost_words, body, html, made_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(listing)s, %(ben_in_group)s, 'yes', '', '', '', '', now())",
    "meetings_beforehand (id, group_id, meeting_id, membership_id, body, html, at) "
    "VALUES (gen_random_uuid(), %(group)s, %(said)s, %(ben_in_group)s, 'x', 'x', now())",
    "meetings_hours (id, group_id, membership_id, weekday, begins, ends, zone, minutes, media, made_at, ended_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ada_in_group)s, 1, '18:00', '20:00', 'UTC', 45, '{}', now(), now())",
    "meetings_seat (id, group_id, meeting_id, membership_id, number, at) "
    "VALUES (gen_random_uuid(), %(group)s, %(planned)s, %(ben_in_group)s, 1, now())",
    "meetings_reminder (id, member_id, meeting_id, starts_at, kind, at) "
    "VALUES (gen_random_uuid(), %(ben)s, %(planned)s, now(), 'day', now())",
    "meetings_calendarkey (id, member_id, token_hash, made_at) VALUES (gen_random_uuid(), %(ben)s, 'x', now())",
    *(
        "meetings_room (id, group_id, meeting_id, version, phase, state, floor, made_at) "
        f"VALUES (gen_random_uuid(), %(group)s, %({one})s, 0, 'ended', '{state}', '{{}}', now())"
        for one, state in (("written", "{}"), ("ran", '{"version": 1}'))
    ),
    "meetings_line (id, group_id, meeting_id, membership_id, client_id, kind, body, html, at) "
    "VALUES (gen_random_uuid(), %(group)s, %(written)s, %(ben_in_group)s, gen_random_uuid(), 'line', 'x', 'x', now())",
    "meetings_word (id, group_id, meeting_id, place_id, membership_id, author_id, client_id, wish, at) "
    "VALUES (gen_random_uuid(), %(group)s, %(written)s, %(ben_in_group)s, %(ben_in_group)s, %(ben)s, "
    "gen_random_uuid(), 'read', now())",
    "meetings_attendance (id, group_id, meeting_id, membership_id, first_at, seconds, seen_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ran)s, %(ben_in_group)s, now(), 60, now())",
    "meetings_feedback (id, group_id, meeting_id, membership_id, heard, again, unsafe, at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ran)s, %(ben_in_group)s, 'yes', 'yes', false, now())",
    "meetings_afterword (id, group_id, meeting_id, membership_id, client_id, kind, body, html, at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ran)s, %(ben_in_group)s, gen_random_uuid(), 'word', 'x', 'x', now())",
    *(
        "meetings_recap (id, group_id, meeting_id, membership_id, made_at) "
        f"VALUES (%({recap})s, %(group)s, %({one})s, %(ada_in_group)s, now())"
        for recap, one in (("old_recap", "ran"), ("recap", "written"))
    ),
    "meetings_passage (id, group_id, meeting_id, recap_id, membership_id, source_id, body, html, at, answer) VALUES "
    "(gen_random_uuid(), %(group)s, %(written)s, %(recap)s, %(ada_in_group)s, %(ben_in_group)s, 'x', 'x', now(), '')",
    "meetings_log (id, group_id, meeting_id, membership_id, came, themes, next_time, at, changed_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ran)s, %(ada_in_group)s, 2, '', '', now(), now())",
    "library_trying (id, member_id, group_id, card_id, version, topic, title, begun_at, ended_at, how) VALUES "
    "(%(tried)s, %(ben)s, %(group)s, gen_random_uuid(), 1, 'coping', ''::bytea, now(), now(), 'stopped')",
    "library_checkback (id, member_id, trying_id, days, due_at, answer) "
    "VALUES (gen_random_uuid(), %(ben)s, %(tried)s, 3, now(), '')",
    "threads_cardproposal (id, group_id, post_id, by_id, made_at, answer) "
    "VALUES (gen_random_uuid(), %(group)s, %(post)s, %(ada_in_group)s, now(), '')",
    "meetings_howareyou (id, member_id, meeting_id, answer, at) "
    "VALUES (gen_random_uuid(), %(ben)s, %(ran)s, 'right', now())",
    "library_card (id, group_id, title, topic, label, source, what, fits, steps, wrong, cost, minutes, energy, "
    "company, situations, backgrounds, version, made_at) VALUES (%(card)s, %(group)s, 'Tea', 'coping', 'experience', "
    "'', 'Tea.', '', '{}', '', 'free', 1, 'low', 'alone', '{}', '{}', 1, now())",
    "library_flag (id, group_id, card_id, version, member_id, concern, words, at, answer, answer_words, closed_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(card)s, 1, %(ben)s, 'harm', '', now(), 'stays', '', now())",
    "library_review (id, group_id, card_id, version, first_id, reason, asked_at, second_id, second_words, reviewed_at, "
    "expires_at, revoked_reason) VALUES (gen_random_uuid(), %(group)s, %(card)s, 1, %(ada_in_group)s, '', now(), "
    "%(ben_in_group)s, '', now(), now(), '')",
)


@pytest.fixture
def aged(cast: Any, superuser: Any) -> Any:
    """One row for each rule; `aged(days=...)` says how far each is past (or, with less than 0, before) its time."""
    ids = {"ben": cast.ben.id, "mo": cast.mo.id, "group": cast.group.id, "mask": cast.mask.id, "ada": cast.ada.id}
    named = ("case", "open", "act", "talk", "planned", "written", "ran", "old_recap", "recap", "said", "met")
    named += ("card", "tried", "listing", "check", "wrong")
    ids |= {name: uuid4() for name in named}
    ids |= {"ben_in_group": cast.ben_in_group.id, "ada_in_group": cast.ada_in_group.id, "post": cast.reply.id}
    for row in ROWS:
        superuser.execute(f"INSERT INTO {row}", ids)
    superuser.execute("UPDATE groups_membership SET ended_words = ''")
    first = "SELECT id FROM groups_membership ORDER BY id LIMIT 1"
    superuser.execute(f"UPDATE groups_membership SET ended_words = 'Please go.' WHERE id = ({first})")
    whose: dict[Any, str] = {
        ("meetings_room", "1 day"): f"meeting_id = '{ids['written']}'",
        ("meetings_room", "30 days"): f"meeting_id = '{ids['ran']}'",
        "meetings_recap": f"id = '{ids['old_recap']}'",
        ("meetings_meeting", "90 days"): f"id = '{ids['planned']}'",
        ("meetings_meeting", "7 days"): f"id = '{ids['said']}'",
        ("meetings_meeting", "2160 hours"): f"id = '{ids['met']}'",
        "members_session": f"member_id = '{cast.ben.id}'",
        "members_standing": f"member_id = '{cast.mo.id}'",
        "moderation_case": f"id = '{ids['case']}'",
    }

    def age(days: float) -> None:
        for table, column, after in AGED.values():
            one = (
                f"SELECT id FROM {table} WHERE {whose.get((table, after), whose.get(table, True))} ORDER BY id LIMIT 1"
            )
            over = CALENDAR.get(table, f"now() - interval '{after}'")
            at = f"{over} - %s * interval '1 day'"
            superuser.execute(f"UPDATE {table} SET {column} = {at} WHERE id = ({one})", [days])

    return age


def counts(found: list[retention.Due]) -> dict[str, int]:
    return {one.rule.name: one.rows for one in found}


def test_every_rule_takes_what_is_over_and_nothing_a_minute_earlier(aged: Any, as_worker: Any, superuser: Any) -> None:
    aged(days=-0.01)
    assert {name: found for name, found in counts(retention.due()).items() if found} == {}
    aged(days=0.01)
    due = counts(retention.due())
    assert {name for name, found in due.items() if found == 1} == set(AGED)
    assert set(due) - set(AGED) == {"jobs", "words", "guide_notes"}


def test_dry_changes_nothing_and_says_what_wet_then_does(
    aged: Any, as_worker: Any, superuser: Any, as_seat: Any
) -> None:
    aged(days=1)
    before = dump(superuser)
    dry = retention.due()
    assert dump(superuser) == before
    as_worker(lambda: retention.sweep("night"))
    run = RetentionRun.objects.using("keeper").latest("at")
    wet = {name: count for name, (count, _oldest) in run.counts.items()}
    assert wet == counts(dry) and sum(wet.values()) == len(AGED)
    oldest = {one.rule.name: one.oldest.isoformat() if one.oldest else None for one in dry}
    assert oldest == {name: day for name, (_count, day) in run.counts.items()}
    after = counts(retention.due())
    assert sum(after.values()) == 0


def grow_old(superuser: Any, thread: Any, keeps: str, days: int = 30) -> None:
    superuser.execute(
        "UPDATE groups_group SET keeps = %s, keeps_days = %s WHERE id = %s", [keeps, days, thread.group_id]
    )
    superuser.execute("UPDATE threads_thread SET last_at = now() - %s * interval '1 day' - interval '1 hour' "
                      "WHERE id = %s", [days, thread.id])  # fmt: skip


def test_a_group_that_erases_takes_the_words_of_quiet_conversations_and_only_those(
    cast: Any, as_worker: Any, superuser: Any
) -> None:
    cast.ben.client.post(f"/posts/{cast.post.id}/edit/", {"body": "I woke up at six.", "title": "T", "wish": "listen"})
    grow_old(superuser, cast.thread, "erase")
    assert counts(retention.due())["words"] == 2
    as_worker(lambda: retention.sweep("night"))
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert page.count("For these, that time is over.") == 2 and "A conversation whose words were taken back" in page
    kept = dump(superuser)
    assert "woke up at" not in kept and "I read this twice" not in kept
    assert "hard to write" in kept and "quiet part of my week" in kept
    assert counts(retention.due())["words"] == 0


def test_a_group_that_keeps_is_left_alone(cast: Any, superuser: Any) -> None:
    grow_old(superuser, cast.thread, "keep", 1)
    assert counts(retention.due())["words"] == 0


def test_a_group_that_archives_closes_quiet_conversations_and_they_stay_readable(cast: Any, superuser: Any) -> None:
    sent = {"body": "One word more.", "client_id": str(uuid4())}
    grow_old(superuser, cast.thread, "archive")
    assert counts(retention.due())["words"] == 0
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "I woke up at four again" in page and "closes conversations that were quiet" in page
    answer = cast.ada.client.post(f"/threads/{cast.thread.id}/replies/", sent)
    assert answer.status_code == 403 and "One word more." in answer.content.decode()
    assert cast.ada.client.post(f"/threads/{cast.masked.id}/replies/", sent).status_code == 302
    assert cast.ada.client.post(f"/posts/{cast.reply.id}/withdrawal/").status_code == 302, "one's own stays one's own"


def test_operators_see_the_numbers_and_nobody_else_does(aged: Any, cast: Any, as_worker: Any) -> None:
    aged(days=1)
    assert "No night has passed yet" not in cast.odile.client.get("/desk/retention/").content.decode()
    as_worker(lambda: retention.sweep("night"))
    page = cast.odile.client.get("/desk/retention/").content.decode()
    assert f"{len(AGED)} rows went" in page and "Notices that were read: 1" in page
    assert cast.mo.client.get("/desk/retention/").status_code == 404


def test_whoever_calls_a_rule_can_only_make_happen_what_is_due(cast: Any, superuser: Any, as_seat: Any) -> None:
    before = superuser.execute("SELECT count(*) FROM threads_post WHERE body <> ''").fetchone()
    with as_seat(cast.dov) as seat:
        for rule in retention.rules():
            seat.read(retention._Found, f"SELECT * FROM {rule.sql}(%s)", True)
    assert superuser.execute("SELECT count(*) FROM threads_post WHERE body <> ''").fetchone() == before


def test_taking_words_is_no_door_of_its_own(cast: Any, superuser: Any, as_seat: Any) -> None:
    from typing import NamedTuple

    from django.db import ProgrammingError

    class Gone(NamedTuple):
        gone: Any

    with pytest.raises(ProgrammingError), as_seat(cast.dov) as seat:
        seat.read(Gone, "SELECT threads_take_words(%s, 'left')", [cast.post.id])
    assert superuser.execute("SELECT body FROM threads_post WHERE id = %s", [cast.post.id]).fetchone() != ("",)


def test_the_command_prints_numbers_and_does_what_it_says(
    aged: Any, cast: Any, as_worker: Any, capsys: Any, superuser: Any
) -> None:
    from hearten.commands.retention import _show

    aged(days=1)
    before = dump(superuser)
    as_worker(lambda: _show(True), transactions=True)
    dry = capsys.readouterr().out
    assert dump(superuser) == before and "Notices that were read" in dry and "Due" in dry
    assert "Please go." not in dry and "Mo" not in dry
    as_worker(lambda: _show(False), transactions=True)
    wet = capsys.readouterr().out.replace("Gone", "Due")
    assert sorted(wet.split()) == sorted(dry.split())
    assert RetentionRun.objects.using("keeper").latest("at").how == "command"


def test_the_nightly_job_does_it_all(aged: Any, as_worker: Any, superuser: Any) -> None:
    from hearten.members.jobs import nightly

    aged(days=1)
    as_worker(lambda: nightly(0), transactions=True)
    assert sum(counts(retention.due()).values()) == 0


def test_words_that_went_leave_the_memory_within_the_hour(cast: Any, clock: Any) -> None:
    from datetime import timedelta

    from hearten.threads import fragments

    cast.ada.client.get(f"/threads/{cast.thread.id}/")
    assert fragments._text_html.cache_info().currsize > 0
    clock.pass_(timedelta(hours=1))
    fragments._forget_hourly()
    assert fragments._text_html.cache_info().currsize == 0
