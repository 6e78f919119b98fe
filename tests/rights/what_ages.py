"""Each rule of retention with what it takes: the table, the moment, the time, and a row of it for the tests."""

# Each rule with a row that it takes: the table, the moment that it goes by, after how long, and how the row is made.
AGED = {
    "live": ("kernel_liveevent", "at", "7 days"),
    "sessions": ("members_session", "expires_at", "0 days"),
    "ended_sessions": ("members_endedsession", "ended_at", "31 days"),
    "exports": ("members_export", "expires_at", "0 days"),
    "breaks": ("members_break", "ended_at", "30 days"),
    "looks": ("members_staffread", "at", "2 years"),
    "standings": ("members_standing", "ended_at", "2 years"),
    "runs": ("members_retentionrun", "at", "2 years"),
    "notices": ("notices_notice", "seen_at", "90 days"),
    "outgoing": ("notices_outgoing", "done_at", "7 days"),
    "troubles": ("notices_trouble", "ended_at", "90 days"),
    "letters_in": ("by_letter_letter", "came_at", "30 days"),
    "letters_out": ("by_letter_wayback", "made_at", "30 days"),
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
    "practices": ("care_practice", "made_at", "7 days"),
    "invites": ("care_invite", "ends_at", "90 days"),
    "willing": ("care_willing", "ended_at", "30 days"),
    "card_flags": ("library_flag", "closed_at", "1 year"),
    "card_reviews": ("library_review", "expires_at", "2 years"),
    "clocks": ("answering_clock", "asked_at", "90 days"),
    "sittings": ("quiet_sitting", "until", "0 days"),
    "writings": ("answering_writing", "until", "0 days"),
    "warm_cards": ("encouragement_card", "removed_at", "30 days"),
    "guide_talks": ("guide_talk", "kept_until", "0 days"),
    "guide_use": ("guide_use", "last_at", "8 days"),
    "guide_records": ("guide_record", "day", "2 years"),
    "guide_stops": ("guide_stop", "lifted_at", "1 year"),
    "trying": ("library_trying", "ended_at", "1 year"),
    "listing_reports": ("resources_reportanswer", "at", "1 year"),
    "listing_notes": ("resources_listingnote", "made_at", "3 years"),
    "card_proposals": ("threads_cardproposal", "made_at", "30 days"),
    "counts_looks": ("measures_countslook", "at", "2 years"),
    "sign_looks": ("wellness_look", "due_at", "1 year"),
    "company_calls": ("wellness_call", "made_at", "30 days"),
    "company_peers": ("wellness_peer", "ended_at", "90 days"),
    "company_room": ("wellness_room", "ended_at", "30 days"),
    "time_now": ("offers_timenow", "until", "1 day"),
    "device_changes": ("wellness_change", "at", "90 days"),
    "circles": ("plans_circle", "ended_at", "60 days"),
    "circle_notes": ("plans_circlenote", "at", "90 days"),
    "shown": ("plans_shared", "until", "0 days"),
    "told": ("plans_told", "until", "0 days"),
    "return_notes": ("plans_returnnote", "asked_at", "90 days"),
    "shown_reported": ("plans_reported", "at", "30 days"),
    "meetings_of_two": ("meetings_meeting", "starts_at", "2160 hours"),  # 90 days, of another row
}

ROWS = (
    "measures_countslook (id, by_name, what, at) VALUES (gen_random_uuid(), 'Odile', 'page', now())",
    *(
        f"plans_circle (id, group_id, made_at, until, ended_at) VALUES (%({one})s, %(group)s, now(), now(), {ended})"
        for one, ended in (("circle", "now()"), ("circling", "NULL"))
    ),
    "plans_circlewords (id, circle_id, member_id, code, at) VALUES (%(agreed)s, %(circling)s, %(ben)s, 'here', now())",
    "plans_circlenote (id, circle_id, author_id, place_id, to_id, said_id, day, at) VALUES (gen_random_uuid(), "
    "%(circling)s, %(ben)s, %(ben_in_group)s, %(ada)s, %(agreed)s, now(), now())",
    "plans_shared (id, member_id, to_id, entry_id, group_id, place_id, to_place_id, kind, day, words, at, until) "
    "VALUES (gen_random_uuid(), %(ben)s, %(ada)s, gen_random_uuid(), %(group)s, %(ben_in_group)s, %(ada_in_group)s, "
    "'win', now(), ''::bytea, now(), now())",
    "plans_told (id, group_id, membership_id, entry_id, kind, day, body, html, made_at, until) VALUES "
    "(gen_random_uuid(), %(group)s, %(ben_in_group)s, gen_random_uuid(), 'win', now(), 'x', 'x', now(), now())",
    "plans_reported (id, kind, item, member_id, author_id, place_id, words, said_at, at) VALUES (gen_random_uuid(), "
    "'shownentry', gen_random_uuid(), %(ada)s, %(ben)s, %(ben_in_group)s, ''::bytea, now(), now())",
    "plans_gentlereturn (id, member_id, to_id, place_id, to_place_id, days, since, seen_on) VALUES "
    "(%(wish)s, %(ben)s, %(ada)s, %(ben_in_group)s, %(ada_in_group)s, 7, now(), now())",
    "plans_returnnote (id, wish_id, member_id, author_id, member_place_id, author_place_id, away_on, asked_at) VALUES "
    "(gen_random_uuid(), %(wish)s, %(ben)s, %(ada)s, %(ben_in_group)s, %(ada_in_group)s, now(), now())",
    "members_endedsession (id, key_hash, ended_at) VALUES (gen_random_uuid(), 'lost', now())",
    "members_export (id, member_id, asked_at) VALUES (gen_random_uuid(), %(ben)s, now())",
    "members_break (id, member_id, began_at) VALUES (gen_random_uuid(), %(ben)s, now())",
    "members_staffread (id, member_id, staff_name, what, reason, at) "
    "VALUES (gen_random_uuid(), %(ben)s, 'Mo', 'mask', 'A reason.', now())",
    "members_retentionrun VALUES (gen_random_uuid(), now(), 'night', '{}')",
    "notices_notice (id, member_id, kind, about, made_at) "
    "VALUES (gen_random_uuid(), %(ben)s, 'reply', gen_random_uuid(), now())",
    "notices_outgoing (id, member_id, channel, level, made_at, due_at, tries, done_at, how) "
    "VALUES (gen_random_uuid(), %(ben)s, 'mail', 0, now(), now(), 0, now(), 'sent')",
    "by_letter_letter (id, member_id, thread_id, mark, why, files, came_at, how) "
    "VALUES (gen_random_uuid(), %(ben)s, gen_random_uuid(), 'x', '', 0, now(), '')",
    "by_letter_wayback (id, member_id, email_index, made_at, bounced_as) "
    "VALUES (gen_random_uuid(), %(ben)s, 'x', now(), '')",
    "notices_trouble (id, channel, since, cause, ended_at) VALUES (gen_random_uuid(), 'mail', now(), 'x', now())",
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
    "care_practice (id, group_id, asker_id, asked_id, asker_place_id, asked_place_id, situation, role, made_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ben)s, %(ada)s, %(ben_in_group)s, %(ada_in_group)s, 'no', 'speaks', "
    "now())",
    "care_appointment (id, member_id, client_id, words, made_at, changed_at) "
    "VALUES (%(visit)s, %(ben)s, gen_random_uuid(), ''::bytea, now(), now())",
    "care_invite (id, member_id, appointment_id, group_id, my_place_id, guest_id, guest_place_id, made_at, ends_at) "
    "VALUES (gen_random_uuid(), %(ben)s, %(visit)s, %(group)s, %(ben_in_group)s, %(ada)s, %(ada_in_group)s, now(), "
    "now())",
    "care_willing (id, member_id, since, ended_at) VALUES (gen_random_uuid(), %(ben)s, now(), now())",
    "wellness_asking (id, member_id, every, since) VALUES (%(signs)s, %(ben)s, 3, now())",
    "wellness_look (id, member_id, asking_id, due_at) VALUES (gen_random_uuid(), %(ben)s, %(signs)s, now())",
    "wellness_call (id, member_id, made_at) VALUES (gen_random_uuid(), %(ben)s, now())",
    "wellness_peer (id, group_id, by_id, whom_id, by_place_id, whom_place_id, by_name, whom_name, made_at, ended_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(ben)s, %(ada)s, %(ben_in_group)s, %(ada_in_group)s, 'x', 'x', now(), "
    "now())",
    "wellness_room (id, member_id, since, ended_at) VALUES (gen_random_uuid(), %(ben)s, now(), now())",
    "offers_timenow (id, member_id, until) VALUES (gen_random_uuid(), %(ben)s, now())",
    "wellness_change (id, member_id, client_id, mark, came, at) "
    "VALUES (gen_random_uuid(), %(ben)s, gen_random_uuid(), 'x', 'done', now())",
    "threads_cardproposal (id, group_id, post_id, by_id, made_at, answer) "
    "VALUES (gen_random_uuid(), %(group)s, %(post)s, %(ada_in_group)s, now(), '')",
    "meetings_howareyou (id, member_id, meeting_id, answer, at) "
    "VALUES (gen_random_uuid(), %(ben)s, %(ran)s, ''::bytea, now())",
    "library_card (id, group_id, title, topic, label, source, what, fits, steps, wrong, cost, minutes, energy, "
    "company, situations, backgrounds, version, made_at) VALUES (%(card)s, %(group)s, 'Tea', 'coping', 'experience', "
    "'', 'Tea.', '', '{}', '', 'free', 1, 'low', 'alone', '{}', '{}', 1, now())",
    "guide_talk (id, member_id, began_at, last_at, kept_until) "
    "VALUES (gen_random_uuid(), %(ben)s, now(), now(), now())",
    "guide_use (id, member_id, day, seconds, since, last_at, told_at_seconds) "
    "VALUES (gen_random_uuid(), %(ben)s, now(), 0, now(), now(), 0)",
    "guide_record (id, day, level, fixed, refused, quoted, generated, made_by) "
    "VALUES (gen_random_uuid(), now(), 'none', '', '{}', 0, false, '{}')",
    "guide_stop (id, member_id, name, at, lifted_at) VALUES (gen_random_uuid(), %(ben)s, 'Ben', now(), now())",
    "encouragement_card (id, group_id, words, made_at) VALUES (gen_random_uuid(), %(group)s, ''::bytea, now())",
    # Of somebody whose session goes on and who leaves no group: with Ben's and Ada's it would go before its own rule.
    "quiet_sitting (id, group_id, membership_id, began_at, until) "
    "SELECT gen_random_uuid(), m.group_id, m.id, now(), now() "
    "FROM groups_membership m WHERE m.ended_at IS NULL AND m.member_id NOT IN (%(ben)s, %(ada)s) LIMIT 1",
    "answering_writing (id, group_id, thread_id, membership_id, at, until) "
    "VALUES (gen_random_uuid(), %(group)s, %(thread)s, %(ben_in_group)s, now(), now() + interval '1 hour')",
    "library_flag (id, group_id, card_id, version, member_id, concern, words, at, answer, answer_words, closed_at) "
    "VALUES (gen_random_uuid(), %(group)s, %(card)s, 1, %(ben)s, 'harm', '', now(), 'stays', '', now())",
    "library_review (id, group_id, card_id, version, first_id, reason, asked_at, second_id, second_words, reviewed_at, "
    "expires_at, revoked_reason) VALUES (gen_random_uuid(), %(group)s, %(card)s, 1, %(ada_in_group)s, '', now(), "
    "%(ben_in_group)s, '', now(), now(), '')",
)
