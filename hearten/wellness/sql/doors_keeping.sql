-- Reviewed doors of what is kept for hard days: words that others take back, signs that are asked about, leaving, being forgotten,
-- and how long things are kept.

-- What its writer takes back leaves every shelf, in the same transaction; so does what was removed, or whose time in a group is over.
-- In: withdrawals that were just written. It reads no word.
CREATE OR REPLACE FUNCTION wellness_words_taken() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM wellness_hope h USING changed c WHERE h.source = c.post_id;
  RETURN NULL;
END $$;

-- The same for cards of encouragement that people took down. In: cards that were just changed.
CREATE OR REPLACE FUNCTION wellness_cards_taken() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM wellness_hope h USING changed c WHERE h.source = c.id AND c.removed_at IS NOT NULL;
  RETURN NULL;
END $$;

-- The same for posts and cards that go as rows. In: those that were just removed.
CREATE OR REPLACE FUNCTION wellness_posts_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM wellness_hope h USING old o WHERE h.source = o.id;
  RETURN NULL;
END $$;

-- Hold a reply or a card of one's groups still while a copy of it goes on one's shelf: who takes it back meanwhile waits, and then takes
-- the copy along. In: its id. Out: is it there, with its words?
CREATE OR REPLACE FUNCTION wellness_hold_source(p_source uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE groups uuid[] := ARRAY(SELECT m.group_id FROM groups_membership m
  WHERE m.ended_at IS NULL AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid);
BEGIN
  PERFORM 1 FROM threads_post p WHERE p.id = p_source AND p.group_id = ANY (groups) FOR SHARE;
  IF FOUND THEN RETURN NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p_source); END IF;
  PERFORM 1 FROM encouragement_card c WHERE c.id = p_source AND c.removed_at IS NULL AND c.group_id = ANY (groups) FOR SHARE;
  RETURN FOUND;
END $$;

-- Take the acting member's name off what others keep of theirs. In: a group that they leave, or none for all. Out: nothing. The words
-- go by the trigger above where they are taken back; where they stay, they stay without a name, as in the group.
CREATE OR REPLACE FUNCTION wellness_forget_given(p_group uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH given AS (SELECT p.id, p.membership_id FROM threads_post p WHERE p_group IS NULL OR p.group_id = p_group
    UNION ALL SELECT c.id, c.membership_id FROM encouragement_card c WHERE p_group IS NULL OR c.group_id = p_group)
  UPDATE wellness_hope h SET given_by = NULL FROM given g JOIN groups_membership m ON m.id = g.membership_id
  WHERE h.source = g.id AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- End company in a group that the acting member leaves, on both sides. In: the group, the moment. Out: nothing.
CREATE OR REPLACE FUNCTION wellness_leave_company(p_group uuid, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE wellness_peer p SET ended_at = p_at WHERE p.group_id = p_group AND p.ended_at IS NULL
    AND nullif(current_setting('hearten.member', true), '')::uuid IN (p.by_id, p.whom_id)
$$;

-- Forget the acting member in company: whom they named, who named them, what they asked for and were asked. In and out: nothing.
CREATE OR REPLACE FUNCTION wellness_forget_company() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  DELETE FROM wellness_asked a WHERE a.member_id = me OR a.call_id IN (SELECT c.id FROM wellness_call c WHERE c.member_id = me)
    OR a.peer_id IN (SELECT p.id FROM wellness_peer p WHERE me IN (p.by_id, p.whom_id));
  DELETE FROM wellness_call WHERE member_id = me;
  DELETE FROM wellness_peeranswer a USING wellness_peer p WHERE p.id = a.peer_id AND me IN (p.by_id, p.whom_id);
  DELETE FROM wellness_peer WHERE me IN (by_id, whom_id);
  DELETE FROM wellness_room WHERE member_id = me;
END $$;

-- Part: when somebody is asked next: every so many days at the same time of day in their zone, later than a moment.
CREATE OR REPLACE FUNCTION wellness_next_look(p_due timestamptz, p_every integer, p_zone text, p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT min(at) FROM (SELECT ((p_due AT TIME ZONE p_zone) + make_interval(days => p_every * k)) AT TIME ZONE p_zone AS at
    FROM (SELECT greatest(1, floor(extract(epoch FROM p_now - p_due) / 86400 / p_every)::integer) AS first) f, generate_series(f.first, f.first + 2) k) days
  WHERE at > p_now
$$;

-- What is due to be asked about signs by a moment, and was not: marks it as told, and plans the next. In: the moment. Out, for the
-- worker alone: ids of looks, each once for good: the mark and the job that tells go in one transaction. Who is on a break is asked
-- when they are back; days that went by without an answer are not made up for.
CREATE OR REPLACE FUNCTION wellness_ask_signs(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH told AS (UPDATE wellness_look l SET told_at = p_now FROM wellness_asking a
      WHERE session_user = 'hearten_worker' AND a.id = l.asking_id AND a.ended_at IS NULL AND l.due_at <= p_now
        AND l.told_at IS NULL AND NOT hearten_on_break(l.member_id)
      RETURNING l.id, l.member_id, l.due_at, a.id AS asking, a.every),
  planned AS (INSERT INTO wellness_look (id, member_id, asking_id, due_at)
    SELECT gen_random_uuid(), t.member_id, t.asking, wellness_next_look(t.due_at, t.every,
      coalesce((SELECT nullif(f.zone, '') FROM members_profile f WHERE f.member_id = t.member_id), 'UTC'), p_now) FROM told t
    ON CONFLICT DO NOTHING)
  SELECT id FROM told
$$;

-- Whom a question about signs is for, while it stands. In: a look. Out, for the worker alone: one member, or nobody. A notice of an
-- earlier question goes: there is one at a time.
CREATE OR REPLACE FUNCTION wellness_whom_to_ask_signs(p_look uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE whom uuid;
BEGIN
  SELECT l.member_id INTO whom FROM wellness_look l JOIN wellness_asking a ON a.id = l.asking_id
    WHERE session_user = 'hearten_worker' AND l.id = p_look AND a.ended_at IS NULL AND l.told_at IS NOT NULL AND l.answered_at IS NULL;
  IF whom IS NULL THEN RETURN; END IF;
  DELETE FROM notices_notice n WHERE n.member_id = whom AND n.kind = 'signs' AND n.about <> p_look;
  RETURN NEXT whom;
END $$;

-- Rules of retention; in and out as in members. Questions about signs go after a year, and the asking a year after its end.
CREATE OR REPLACE FUNCTION wellness_keep_looks(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '1 year';
BEGIN
  SELECT count(*), min(due_at) INTO due, oldest FROM wellness_look WHERE due_at < over;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM wellness_look WHERE due_at < over;
  DELETE FROM wellness_asking a WHERE a.ended_at < over AND NOT EXISTS (SELECT 1 FROM wellness_look l WHERE l.asking_id = a.id);
END $$;

-- What was asked for as company goes after 30 days.
CREATE OR REPLACE FUNCTION wellness_keep_calls(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '30 days';
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM wellness_call WHERE made_at < over;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM wellness_asked a USING wellness_call c WHERE c.id = a.call_id AND c.made_at < over;
  DELETE FROM wellness_call WHERE made_at < over;
END $$;

-- Who was named goes 90 days after its end; an asking without a yes 90 days after it, which is later than the same person may be
-- asked again.
CREATE OR REPLACE FUNCTION wellness_keep_peers(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '90 days'; gone uuid[];
BEGIN
  SELECT count(*), min(coalesce(p.ended_at, p.made_at)), array_agg(p.id) INTO due, oldest, gone FROM wellness_peer p
    WHERE p.ended_at < over OR (p.ended_at IS NULL AND p.made_at < over AND NOT wellness_agreed(p.id));
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM wellness_asked WHERE peer_id = ANY (gone);
  DELETE FROM wellness_peeranswer WHERE peer_id = ANY (gone);
  DELETE FROM wellness_peer WHERE id = ANY (gone);
END $$;

-- When somebody had room for company goes 30 days after its end.
CREATE OR REPLACE FUNCTION wellness_keep_rooms(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '30 days';
BEGIN
  SELECT count(*), min(coalesce(ended_at, until)) INTO due, oldest FROM wellness_room WHERE least(ended_at, until) < over;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM wellness_room WHERE least(ended_at, until) < over;
END $$;

-- The ids of changes that came from devices go after 90 days.
CREATE OR REPLACE FUNCTION wellness_keep_changes(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '90 days';
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM wellness_change WHERE at < over;
  IF p_go THEN DELETE FROM wellness_change WHERE at < over; END IF;
END $$;
