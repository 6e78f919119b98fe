-- Reviewed doors of circles: asking, answering, leaving, and what the people of one know of each other.

-- Part: do these two keep away from each other in any way? In: two members. One's own mute counts as theirs does: neither is put
-- into a circle with the other.
CREATE OR REPLACE FUNCTION plans_apart(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT hearten_apart(p_one, p_other) OR hearten_muted(p_one, p_other) OR hearten_muted(p_other, p_one)
$$;

-- Is somebody out of the acting member's sight, whatever they are in a group? In: a member. Out: one bit, that of
-- groups_out_of_sight, for tables that hold a member beside a membership: a membership of who leads a group is always seen, and
-- what somebody says or shows to one person is not part of leading.
CREATE OR REPLACE FUNCTION plans_out_of_my_sight(p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT hearten_apart(me.id, p_other) OR hearten_muted(me.id, p_other)
  FROM (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id) me
$$;

-- Part: does asking somebody reach them? Not where the two keep apart, where they are on a break, where they said "not now" to the
-- same person within 60 days, and where an earlier question of that person still waits for them. In: who asks, who is asked, when.
CREATE OR REPLACE FUNCTION plans_reaches(p_by uuid, p_whom uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT plans_apart(p_by, p_whom) AND NOT hearten_on_break(p_whom)
    AND NOT EXISTS (SELECT 1 FROM plans_circleplace p JOIN plans_circle c ON c.id = p.circle_id
      WHERE p.member_id = p_whom AND p.asked_by_id = p_by AND p.reached_at IS NOT NULL
        AND ((p.answer = 'not_now' AND p.answered_at > p_at - interval '60 days')
          OR (p.answer = '' AND p.ended_at IS NULL AND c.ended_at IS NULL AND c.until > p_at)))
$$;

-- Ask people of a group of one's own into a circle. In: the new circle's id, the group, the memberships of one to four others, a
-- word of the list for when something was missed, the moment, until when one can say yes, the asker's own day, and the most
-- circles that one may begin in seven days. Out: '' when it was made, else 'gone' (somebody is not there for the acting member,
-- or too many) or 'often'. Whom it does not reach is told to nobody: no answer comes from them.
CREATE OR REPLACE FUNCTION plans_propose(p_id uuid, p_group uuid, p_places uuid[], p_code text, p_at timestamptz, p_until timestamptz,
  p_day date, p_most integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine uuid; asked integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('plans circles of ' || me, 0));  -- one at a time: they are counted
  IF EXISTS (SELECT 1 FROM plans_circle c JOIN plans_circleplace p ON p.circle_id = c.id WHERE c.id = p_id AND p.member_id = me)
    THEN RETURN ''; END IF;
  SELECT m.id INTO mine FROM groups_membership m WHERE m.group_id = p_group AND m.member_id = me AND m.ended_at IS NULL;
  SELECT count(*) INTO asked FROM groups_membership m WHERE m.id = ANY (p_places) AND m.group_id = p_group
    AND m.ended_at IS NULL AND m.member_id <> me;
  IF mine IS NULL OR asked NOT BETWEEN 1 AND 4 OR asked <> cardinality(p_places) THEN RETURN 'gone'; END IF;
  IF (SELECT count(*) FROM plans_circleplace p WHERE p.member_id = me AND p.asked_by_id = me
      AND p.asked_at > p_at - interval '7 days') >= p_most THEN RETURN 'often'; END IF;
  INSERT INTO plans_circle (id, group_id, made_at, until) VALUES (p_id, p_group, p_at, p_until);
  INSERT INTO plans_circleplace (id, circle_id, member_id, membership_id, asked_by_id, asked_at, reached_at, answer, answered_at,
      in_from_day)
    SELECT gen_random_uuid(), p_id, m.member_id, m.id, me, p_at,
      CASE WHEN m.id = mine OR plans_reaches(me, m.member_id, p_at) THEN p_at END,
      CASE WHEN m.id = mine THEN 'yes' ELSE '' END, CASE WHEN m.id = mine THEN p_at END, CASE WHEN m.id = mine THEN p_day END
    FROM groups_membership m WHERE m.id = ANY (p_places || mine);
  INSERT INTO plans_circlewords (id, circle_id, member_id, code, at, agreed_at)
    VALUES (gen_random_uuid(), p_id, me, p_code, p_at, p_at);
  RETURN '';
END $$;

-- Whom a question about a circle is for. In: the circle. Out, for the worker alone: members whom it reaches and who did not answer.
CREATE OR REPLACE FUNCTION plans_whom_asked(p_circle uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.member_id FROM plans_circleplace p JOIN plans_circle c ON c.id = p.circle_id WHERE session_user = 'hearten_worker'
    AND p.circle_id = p_circle AND p.reached_at IS NOT NULL AND p.answer = '' AND p.ended_at IS NULL AND c.ended_at IS NULL
$$;

-- Answer a question about a circle, as oneself. In: the circle, yes or not, the moment, one's own day. Out: whether it is so now.
-- False where there is nothing to answer any more; also where somebody who is in it and the acting member keep apart: which of
-- these it is never comes out. Said twice, it is said once.
CREATE OR REPLACE FUNCTION plans_answer(p_circle uuid, p_yes boolean, p_at timestamptz, p_day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c plans_circle; mine plans_circleplace;
BEGIN
  SELECT * INTO c FROM plans_circle WHERE id = p_circle FOR UPDATE;
  SELECT * INTO mine FROM plans_circleplace WHERE circle_id = p_circle AND member_id = me AND reached_at IS NOT NULL;
  IF mine.id IS NULL THEN RETURN false; END IF;
  IF mine.answer <> '' THEN RETURN (mine.answer = 'yes' AND mine.ended_at IS NULL) = p_yes; END IF;
  IF NOT p_yes THEN
    UPDATE plans_circleplace SET answer = 'not_now', answered_at = p_at, ended_at = p_at WHERE id = mine.id;
    RETURN true;
  END IF;
  IF c.ended_at IS NOT NULL OR c.until <= p_at OR EXISTS (SELECT 1 FROM plans_circleplace p WHERE p.circle_id = p_circle
      AND p.in_from_day IS NOT NULL AND p.ended_at IS NULL AND plans_apart(me, p.member_id))
    OR NOT EXISTS (SELECT 1 FROM groups_membership m WHERE m.id = mine.membership_id AND m.ended_at IS NULL) THEN RETURN false; END IF;
  UPDATE plans_circleplace SET answer = 'yes', answered_at = p_at, in_from_day = p_day WHERE id = mine.id;
  RETURN true;
END $$;

-- Part: take somebody out of a circle, with what they showed and what was said to and by them. Where somebody was
-- in it and fewer than two are left, it ends; who was only asked, and goes, takes nothing from those who are in it or may still come.
CREATE OR REPLACE FUNCTION plans_take_out(p_circle uuid, p_member uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was_in boolean;
BEGIN
  PERFORM 1 FROM plans_circle WHERE id = p_circle FOR UPDATE;
  UPDATE plans_circleplace SET ended_at = p_at WHERE circle_id = p_circle AND member_id = p_member AND ended_at IS NULL
    RETURNING in_from_day IS NOT NULL INTO was_in;
  DELETE FROM plans_circleshow WHERE circle_id = p_circle AND member_id = p_member;
  DELETE FROM plans_circlenote WHERE circle_id = p_circle AND p_member IN (author_id, to_id);
  DELETE FROM plans_circlewordsyes y USING plans_circlewords w WHERE w.id = y.said_id AND w.circle_id = p_circle
    AND (y.member_id = p_member OR (w.member_id = p_member AND w.agreed_at IS NULL));
  DELETE FROM plans_circlewords WHERE circle_id = p_circle AND member_id = p_member AND agreed_at IS NULL;
  IF was_in AND (SELECT count(*) FROM plans_circleplace WHERE circle_id = p_circle AND in_from_day IS NOT NULL AND ended_at IS NULL) < 2 THEN
    UPDATE plans_circle SET ended_at = p_at WHERE id = p_circle AND ended_at IS NULL;
    UPDATE plans_circleplace SET ended_at = p_at WHERE circle_id = p_circle AND ended_at IS NULL;
    DELETE FROM plans_circleshow WHERE circle_id = p_circle;
    DELETE FROM plans_circlenote WHERE circle_id = p_circle;
  END IF;
END $$;

-- Leave a circle, as oneself. In: the circle and the moment. Out: whether the acting member was in it. Nobody is told.
CREATE OR REPLACE FUNCTION plans_leave(p_circle uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM plans_circleplace p WHERE p.circle_id = p_circle AND p.member_id = me AND p.in_from_day IS NOT NULL
    AND p.ended_at IS NULL) THEN RETURN false; END IF;
  PERFORM plans_take_out(p_circle, me, p_at);
  RETURN true;
END $$;

-- Leave every circle of a group, as oneself. In: the group and the moment. Out: nothing.
CREATE OR REPLACE FUNCTION plans_leave_group(p_group uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; each uuid;
BEGIN
  FOR each IN SELECT p.circle_id FROM plans_circleplace p JOIN plans_circle c ON c.id = p.circle_id
    WHERE p.member_id = me AND c.group_id = p_group AND p.ended_at IS NULL ORDER BY 1 LOOP PERFORM plans_take_out(each, me, p_at); END LOOP;
END $$;

-- Part: the running places of a circle as one of its people may know them: not of whoever left the group, blocked or was blocked,
-- and not of whom they muted. In: the circle and who asks; nothing for who is neither asked nor in.
CREATE OR REPLACE FUNCTION plans_places_seen(p_circle uuid, p_me uuid) RETURNS SETOF plans_circleplace
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.* FROM plans_circleplace p JOIN groups_membership m ON m.id = p.membership_id AND m.ended_at IS NULL
  WHERE p.circle_id = p_circle AND p.ended_at IS NULL
    AND EXISTS (SELECT 1 FROM plans_circleplace mine JOIN groups_membership s ON s.id = mine.membership_id AND s.ended_at IS NULL
      WHERE mine.circle_id = p_circle AND mine.member_id = p_me AND mine.reached_at IS NOT NULL AND mine.ended_at IS NULL)
    AND (p.member_id = p_me OR NOT (hearten_apart(p_me, p.member_id) OR hearten_muted(p_me, p.member_id)))
$$;

-- Who is in a circle. In: the circle. Out, for who is asked or in it: memberships with their names there, whether they are in, since
-- which day, and which is one's own. Those who are asked and did not answer stand there for who asked them and for who is asked,
-- whether the question reached them or not; who said "not now" to who asked them as well, so that nothing shows it.
CREATE OR REPLACE FUNCTION plans_circle_people(p_circle uuid)
RETURNS TABLE (place uuid, name text, inside boolean, since date, mine boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id),
  seen AS (SELECT p.* FROM me, plans_places_seen(p_circle, me.id) p),
  own AS (SELECT s.* FROM seen s, me WHERE s.member_id = me.id),
  shown AS (
    SELECT s.membership_id, true AS inside, s.in_from_day, s.member_id FROM seen s WHERE s.in_from_day IS NOT NULL
    UNION SELECT p.membership_id, false, NULL, p.member_id FROM plans_circleplace p, own, me
      WHERE p.circle_id = p_circle AND p.in_from_day IS NULL AND p.member_id <> me.id AND (own.asked_by_id = me.id OR own.answer = '')
        AND NOT (hearten_apart(me.id, p.member_id) AND p.asked_by_id <> me.id))
  SELECT m.id, m.name::text, x.inside, x.in_from_day, x.member_id = me.id FROM me, shown x
    JOIN groups_membership m ON m.id = x.membership_id AND m.ended_at IS NULL ORDER BY x.inside DESC, lower(m.name), m.id
$$;

-- What the people of a circle show. In: the circle and a day. Out, for who is in it: one row for each thing shown by somebody whom
-- they see, themself included: whose it is (a membership), what it is called (ciphertext, with what opens it), what of it is shown,
-- from and until which day, and what is needed to say "done" or "not yet" of its days: how often, rests, days done. Never of a day
-- before it was chosen, nor before either of the two was in the circle; no reason, no word of the commitment itself.
CREATE OR REPLACE FUNCTION plans_circle_shown(p_circle uuid, p_from date)
RETURNS TABLE (show uuid, place uuid, mine boolean, member uuid, called bytea, level text, from_day date, until_day date, zone text,
  cadences jsonb, rests jsonb, done date[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id),
  seen AS (SELECT p.* FROM me, plans_places_seen(p_circle, me.id) p WHERE p.in_from_day IS NOT NULL),
  own AS (SELECT s.in_from_day FROM seen s, me WHERE s.member_id = me.id),
  shown AS (SELECT w.*, s.membership_id, greatest(w.from_day, s.in_from_day, own.in_from_day, p_from) AS begins
    FROM own, seen s JOIN plans_circleshow w ON w.circle_id = p_circle AND w.member_id = s.member_id
    WHERE w.until_day IS NULL OR w.until_day > p_from)
  SELECT x.id, x.membership_id, x.member_id = me.id, x.member_id, x.called, x.level::text, x.begins, x.until_day,
    coalesce((SELECT f.zone FROM members_profile f WHERE f.member_id = x.member_id), '')::text,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('from_day', k.from_day, 'often', k.often, 'weekdays', k.weekdays, 'number', k.number,
      'on_day', k.on_day) ORDER BY k.from_day), '[]') FROM plans_cadence k WHERE k.commitment_id = x.commitment_id),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('from_day', r.from_day, 'until_day', r.until_day)), '[]')
      FROM plans_rest r WHERE r.commitment_id = x.commitment_id),
    ARRAY(SELECT k.day FROM plans_mark k WHERE k.commitment_id = x.commitment_id AND k.state = 'done' AND k.day >= x.begins
      AND (x.until_day IS NULL OR k.day < x.until_day) ORDER BY k.day)
  FROM me, shown x ORDER BY x.at, x.id
$$;

-- Agree to words, as oneself. In: the words and the moment. Out: whether they hold now: everybody who is in the circle said yes.
-- Nobody waits for who is not in the group any more.
CREATE OR REPLACE FUNCTION plans_agree(p_words uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; w plans_circlewords;
BEGIN
  SELECT x.* INTO w FROM plans_circlewords x WHERE x.id = p_words;
  PERFORM 1 FROM plans_circle c WHERE c.id = w.circle_id FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM plans_circleplace p WHERE p.circle_id = w.circle_id AND p.member_id = me AND p.in_from_day IS NOT NULL
    AND p.ended_at IS NULL) THEN RETURN false; END IF;
  INSERT INTO plans_circlewordsyes (id, member_id, said_id, at) VALUES (gen_random_uuid(), me, p_words, p_at) ON CONFLICT DO NOTHING;
  UPDATE plans_circlewords x SET agreed_at = p_at WHERE x.id = p_words AND x.agreed_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM plans_circleplace p JOIN groups_membership m ON m.id = p.membership_id AND m.ended_at IS NULL
    WHERE p.circle_id = w.circle_id AND p.in_from_day IS NOT NULL AND p.ended_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM plans_circlewordsyes y WHERE y.said_id = p_words AND y.member_id = p.member_id));
  RETURN EXISTS (SELECT 1 FROM plans_circlewords x WHERE x.id = p_words AND x.agreed_at IS NOT NULL);
END $$;

-- Say the agreed words to somebody of one's circle, once a day. In: the note's id, the circle, their membership, the words, one's own
-- day, the moment. Out: the note, or none where they are not there for the acting member, or the words do not hold. Where the other
-- one muted who says it, it is written all the same and they do not see it.
CREATE OR REPLACE FUNCTION plans_say(p_id uuid, p_circle uuid, p_place uuid, p_words uuid, p_day date, p_at timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine uuid; them uuid;
BEGIN
  SELECT p.membership_id INTO mine FROM plans_places_seen(p_circle, me) p WHERE p.member_id = me AND p.in_from_day IS NOT NULL;
  SELECT p.member_id INTO them FROM plans_places_seen(p_circle, me) p
    WHERE p.membership_id = p_place AND p.member_id <> me AND p.in_from_day IS NOT NULL;
  IF mine IS NULL OR them IS NULL OR NOT EXISTS (SELECT 1 FROM plans_circlewords w WHERE w.id = p_words AND w.circle_id = p_circle
    AND w.agreed_at IS NOT NULL) THEN RETURN; END IF;
  INSERT INTO plans_circlenote (id, circle_id, author_id, place_id, to_id, said_id, day, at)
    VALUES (p_id, p_circle, me, mine, them, p_words, p_day, p_at) ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT n.id FROM plans_circlenote n WHERE n.circle_id = p_circle AND n.author_id = me AND n.to_id = them AND n.day = p_day;
END $$;

-- Whom words in a circle are for. In: the note. Out, for the worker alone: one member, or nobody where the two keep apart.
CREATE OR REPLACE FUNCTION plans_whom_said(p_note uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.to_id FROM plans_circlenote n WHERE session_user = 'hearten_worker' AND n.id = p_note AND NOT plans_apart(n.to_id, n.author_id)
$$;
