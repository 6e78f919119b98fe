-- What moderation and safety ask of words for one person or a circle, and the door through which the staff reads them. Kinds:
-- shownentry (an entry shown to one person), circleshow (what a thing is called in a circle), circlewords, returnnote.

-- Part: who is in a circle now. In: the circle. Out: their members.
CREATE OR REPLACE FUNCTION plans_insiders(p_circle uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT p.member_id FROM plans_circleplace p JOIN groups_membership m ON m.id = p.membership_id AND m.ended_at IS NULL
    JOIN plans_circle c ON c.id = p.circle_id AND c.ended_at IS NULL
    WHERE p.circle_id = p_circle AND p.ended_at IS NULL AND p.in_from_day IS NOT NULL)
$$;

-- Part: are both of these places running? In: two memberships.
CREATE OR REPLACE FUNCTION plans_both_there(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) = 2 FROM groups_membership WHERE id IN (p_one, p_other) AND ended_at IS NULL
$$;

-- Part: the words themselves. In: kind and thing. Out: who wrote them and under which place, ciphertext, when; who reads them now,
-- and for whom they ever were. Nothing where they are gone, or are words of the list.
CREATE OR REPLACE FUNCTION plans_written(p_kind text, p_item uuid)
RETURNS TABLE (author_id uuid, place_id uuid, words bytea, at timestamptz, readers uuid[], parties uuid[])
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.member_id, s.place_id, s.words, s.at, CASE WHEN s.ended_at IS NULL AND s.put_away_at IS NULL AND s.until > now()
    AND plans_both_there(s.place_id, s.to_place_id) THEN ARRAY[s.to_id] END, ARRAY[s.to_id]
    FROM plans_shared s WHERE p_kind = 'shownentry' AND s.id = p_item
  UNION ALL SELECT s.member_id, p.membership_id, s.called, s.at, CASE WHEN s.until_day IS NULL THEN plans_insiders(s.circle_id) END,
    plans_insiders(s.circle_id)
    FROM plans_circleshow s JOIN plans_circleplace p ON p.circle_id = s.circle_id AND p.member_id = s.member_id
    WHERE p_kind = 'circleshow' AND s.id = p_item
  UNION ALL SELECT w.member_id, p.membership_id, w.words, w.at, plans_insiders(w.circle_id), plans_insiders(w.circle_id)
    FROM plans_circlewords w JOIN plans_circleplace p ON p.circle_id = w.circle_id AND p.member_id = w.member_id
    WHERE p_kind = 'circlewords' AND w.id = p_item AND w.words IS NOT NULL
  UNION ALL SELECT n.author_id, n.author_place_id, n.words, n.written_at,
    CASE WHEN plans_both_there(n.author_place_id, n.member_place_id) THEN ARRAY[n.member_id] END, ARRAY[n.member_id]
    FROM plans_returnnote n WHERE p_kind = 'returnnote' AND n.id = p_item AND n.written_at IS NOT NULL
$$;

-- Words that somebody else wrote and the acting member reads now, so that they can report them. In: kind and thing. Out: who wrote
-- them and under which place, ciphertext, when; nothing for anybody who does not read them, or keeps apart from who wrote them.
CREATE OR REPLACE FUNCTION plans_readable(p_kind text, p_item uuid)
RETURNS TABLE (author_id uuid, place_id uuid, words bytea, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.author_id, w.place_id, w.words, w.at FROM plans_written(p_kind, p_item) w
  WHERE moderation_me() = ANY (w.readers) AND w.author_id <> moderation_me() AND NOT plans_out_of_my_sight(w.author_id)
$$;

-- Part: is a concern open about these words?
CREATE OR REPLACE FUNCTION plans_in_concern(p_kind text, p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_concern c WHERE c.closed_at IS NULL AND c.kind = p_kind AND c.about = p_item)
$$;

-- Part: do people look at these words now: a report is open, or a question about how it was decided; or a concern?
CREATE OR REPLACE FUNCTION plans_looked_at(p_kind text, p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT plans_in_concern(p_kind, p_item) OR EXISTS (SELECT 1 FROM moderation_case c WHERE c.kind = p_kind AND c.item = p_item
    AND (c.closed_at IS NULL OR EXISTS (SELECT 1 FROM moderation_act a JOIN moderation_appeal p ON p.act_id = a.id
      WHERE a.case_id = c.id AND p.answered_at IS NULL)))
$$;

-- Part: whose words they are, and everybody for whom they were or who reported them.
CREATE OR REPLACE FUNCTION plans_parties(p_kind text, p_item uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT unnest(w.parties || w.author_id) FROM plans_written(p_kind, p_item) w
  UNION SELECT unnest(ARRAY[r.member_id, r.author_id]) FROM plans_reported r WHERE r.kind = p_kind AND r.item = p_item
$$;

-- May somebody open words because a concern about them is open? In: kind and thing. Out: one bit, for the staff but not for whom they
-- are from or for; no word, and not whose.
CREATE OR REPLACE FUNCTION plans_where_concern(p_kind text, p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT hearten_on_the_desk() AND plans_in_concern(p_kind, p_item) AND moderation_me() NOT IN (SELECT plans_parties(p_kind, p_item))
$$;

-- These words for somebody of the staff, with the trace of it: the row that tells who wrote them is written in the same statement, so
-- nobody reads without it. In: words that people look at now, and a reason. Out: the copy that a report brought (its id), or else the
-- words where they stand (no id), as ciphertext; who wrote them, when, and the name. Nothing to others, without a reason, or to
-- anybody whom they are from or for. Nothing else of anybody's days comes with them.
CREATE OR REPLACE FUNCTION plans_staff_open(p_kind text, p_item uuid, p_reason text)
RETURNS TABLE (copy uuid, author_id uuid, words bytea, at timestamptz, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here record;
BEGIN
  IF NOT hearten_on_the_desk() OR length(trim(p_reason)) < 20 OR NOT plans_looked_at(p_kind, p_item)
    OR moderation_me() IN (SELECT plans_parties(p_kind, p_item)) THEN RETURN; END IF;
  SELECT x.* INTO here FROM (
    SELECT r.id AS copy, r.author_id, r.words, r.said_at AS at, r.place_id, r.at AS since FROM plans_reported r WHERE r.kind = p_kind AND r.item = p_item
    UNION ALL SELECT NULL, w.author_id, w.words, w.at, w.place_id, 'infinity' FROM plans_written(p_kind, p_item) w) x ORDER BY x.since LIMIT 1;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at)
    SELECT gen_random_uuid(), here.author_id, s.name, 'shown words', p_reason, clock_timestamp()
    FROM members_standing s WHERE s.member_id = moderation_me() AND s.ended_at IS NULL;
  RETURN QUERY SELECT here.copy, here.author_id, here.words, here.at, (SELECT m.name::text FROM groups_membership m WHERE m.id = here.place_id);
END $$;

-- Part: whom a report is about: who wrote the words. Asked first by who reads them; later what was noted then, so that they may be gone.
CREATE OR REPLACE FUNCTION plans_reported_about(p_kind text, p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, coalesce((SELECT w.member_id FROM moderation_whom w WHERE w.kind = p_kind AND w.item = p_item), r.author_id), false
  FROM (SELECT 1) one LEFT JOIN plans_readable(p_kind, p_item) r ON true
  WHERE r.author_id IS NOT NULL OR EXISTS (SELECT 1 FROM moderation_whom w WHERE w.kind = p_kind AND w.item = p_item)
$$;

-- Part: what two people of the staff decide: the member shows nothing to one person any more, leaves every circle, and is asked for no
-- note. In: the member, the act.
CREATE OR REPLACE FUNCTION plans_close(p_member uuid, p_act uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE each uuid;
BEGIN
  INSERT INTO plans_closure (id, member_id, act_id, at) VALUES (gen_random_uuid(), p_member, p_act, clock_timestamp());
  UPDATE plans_shared SET ended_at = clock_timestamp() WHERE member_id = p_member AND ended_at IS NULL;
  UPDATE plans_gentlereturn SET ended_at = clock_timestamp(), seen_on = NULL WHERE to_id = p_member AND ended_at IS NULL;
  FOR each IN SELECT circle_id FROM plans_circleplace WHERE member_id = p_member AND ended_at IS NULL ORDER BY 1 LOOP
    PERFORM plans_take_out(each, p_member, clock_timestamp());
  END LOOP;
END $$;

-- Part: the step is taken back: the member may show again, and be asked into circles. In: the act. What ended stays ended.
CREATE OR REPLACE FUNCTION plans_open_again(p_act uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE plans_closure SET ended_at = clock_timestamp() WHERE act_id = p_act AND ended_at IS NULL
$$;
