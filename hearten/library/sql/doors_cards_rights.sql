-- Reviewed doors of the library for members' rights, and for telling people.

-- Who wrote a card that somebody tried, under their name or not, while they are in the group and would see it. In: a report. Out: a
-- member id, for the worker alone.
CREATE OR REPLACE FUNCTION library_tell_writer(p_report uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.member_id FROM library_experiencereport r JOIN library_cardowner o ON o.card_id = r.card_id
    JOIN groups_membership m ON m.group_id = r.group_id AND m.member_id = o.member_id AND m.ended_at IS NULL
  WHERE r.id = p_report AND r.outcome <> '' AND session_user = 'hearten_worker'
    AND NOT (ARRAY[r.id, r.membership_id] && library_unseen_by(o.member_id))
$$;

-- Who leads the group of a card that waits for a look: not who flagged it, nor who wrote it. In: a flag. Out: member ids, for the
-- worker alone.
CREATE OR REPLACE FUNCTION library_tell_leads(p_flag uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM library_flag f JOIN groups_membership m ON m.group_id = f.group_id AND m.ended_at IS NULL
  WHERE f.id = p_flag AND f.closed_at IS NULL AND m.role IN ('facilitator', 'co_facilitator') AND m.member_id IS DISTINCT FROM f.member_id
    AND session_user = 'hearten_worker'
    AND NOT EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = f.card_id AND o.member_id = m.member_id)
$$;

-- The same when a card that waits was changed. In: the version that it had before.
CREATE OR REPLACE FUNCTION library_tell_leads_again(p_version uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM library_cardversion v JOIN groups_membership m ON m.group_id = v.group_id AND m.ended_at IS NULL
  WHERE v.id = p_version AND m.role IN ('facilitator', 'co_facilitator') AND session_user = 'hearten_worker'
    AND EXISTS (SELECT 1 FROM library_flag f WHERE f.card_id = v.card_id AND f.closed_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = v.card_id AND o.member_id = m.member_id)
$$;

-- Who wrote a card that waits for a look, or was looked at. In: a flag. Out: a member id, for the worker alone.
CREATE OR REPLACE FUNCTION library_tell_flagged(p_flag uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.member_id FROM library_flag f JOIN library_cardowner o ON o.card_id = f.card_id
    JOIN groups_membership m ON m.group_id = f.group_id AND m.member_id = o.member_id AND m.ended_at IS NULL
  WHERE f.id = p_flag AND session_user = 'hearten_worker'
$$;

-- Who flagged a card, when it was answered. In: a flag. Out: a member id, for the worker alone.
CREATE OR REPLACE FUNCTION library_tell_flagger(p_flag uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.member_id FROM library_flag f JOIN groups_membership m ON m.group_id = f.group_id AND m.member_id = f.member_id AND m.ended_at IS NULL
  WHERE f.id = p_flag AND f.answer <> '' AND session_user = 'hearten_worker'
$$;

-- Everything that the acting member wrote in the library, in groups that they left as well. In: nothing. Out: their own words.
CREATE OR REPLACE FUNCTION library_my_cards() RETURNS SETOF library_card
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.* FROM library_cardowner o JOIN library_card c ON c.id = o.card_id
  WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY c.made_at
$$;

-- What those cards said before, for who wrote them.
CREATE OR REPLACE FUNCTION library_my_versions() RETURNS SETOF library_cardversion
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.* FROM library_cardowner o JOIN library_cardversion v ON v.card_id = o.card_id
  WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY v.at
$$;

-- The same for what the acting member said about cards. A card's title comes along only where they can read that card now.
CREATE OR REPLACE FUNCTION library_my_reports()
RETURNS TABLE (group_id uuid, card uuid, outcome text, context text, words text, backgrounds text[], at timestamptz, hidden boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.group_id, r.card_id, r.outcome::text, r.context::text, r.words, r.backgrounds::text[], r.at, r.membership_id IS NULL
  FROM library_reportowner o JOIN library_experiencereport r ON r.id = o.report_id
  WHERE o.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY r.at
$$;

-- Forget the acting member in the library. In: "erased", and their words go, everywhere they ever wrote; "kept", and they stay, with
-- nothing that leads to the person. Out: nothing.
CREATE OR REPLACE FUNCTION library_forget_me(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; places uuid[];
BEGIN
  places := ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = me);
  IF p_how = 'erased' THEN
    PERFORM library_take_card(o.card_id, 'left') FROM library_cardowner o WHERE o.member_id = me;
    PERFORM library_take_report(o.report_id, 'left') FROM library_reportowner o WHERE o.member_id = me;
    UPDATE library_review SET reason = '' WHERE first_id = ANY (places);
    UPDATE library_review SET second_words = '' WHERE second_id = ANY (places);
    UPDATE library_review SET revoked_reason = '' WHERE revoked_by_id = ANY (places);
    UPDATE library_flag SET answer_words = '' WHERE answered_by_id = ANY (places);
  END IF;
  PERFORM library_let_flags_go(me, NULL);
  DELETE FROM library_cardowner WHERE member_id = me;
  DELETE FROM library_reportowner WHERE member_id = me;
END $$;

-- The rules of retention; in and out as in members. Flags that were settled a year ago.
CREATE OR REPLACE FUNCTION library_keep_flags(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(closed_at) INTO due, oldest FROM library_flag WHERE closed_at < now() - interval '1 year';
  IF p_go THEN DELETE FROM library_flag WHERE closed_at < now() - interval '1 year'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Reviews that ended two years ago: taken back, over, or asked for and never answered by a second person.
CREATE OR REPLACE FUNCTION library_keep_reviews(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(asked_at) INTO due, oldest FROM library_review
    WHERE coalesce(revoked_at, expires_at, asked_at) < now() - interval '2 years';
  IF p_go THEN
    DELETE FROM library_review WHERE coalesce(revoked_at, expires_at, asked_at) < now() - interval '2 years';
    GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;
