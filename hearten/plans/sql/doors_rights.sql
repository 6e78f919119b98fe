-- Reviewed doors of a member's rights over their plan, and how long things are kept.

-- Forget the acting member. In: nothing. Out: nothing. All of it was theirs alone, or shown by them; what was shown to them goes too.
CREATE OR REPLACE FUNCTION plans_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; each uuid;
BEGIN
  FOR each IN SELECT circle_id FROM plans_circleplace WHERE member_id = me AND ended_at IS NULL ORDER BY 1 LOOP
    PERFORM plans_take_out(each, me, clock_timestamp());
  END LOOP;
  DELETE FROM plans_reported WHERE me IN (member_id, author_id);
  DELETE FROM plans_closure WHERE member_id = me;
  DELETE FROM plans_returnnote WHERE me IN (member_id, author_id);
  DELETE FROM plans_returnnote n USING plans_gentlereturn w WHERE w.id = n.wish_id AND me IN (w.member_id, w.to_id);
  DELETE FROM plans_gentlereturn WHERE me IN (member_id, to_id);
  DELETE FROM plans_shared WHERE me IN (member_id, to_id);
  DELETE FROM plans_told WHERE membership_id IN (SELECT id FROM groups_membership WHERE member_id = me);
  DELETE FROM plans_circlenote WHERE me IN (author_id, to_id) OR said_id IN (SELECT id FROM plans_circlewords WHERE member_id = me AND code = '');
  DELETE FROM plans_circlewordsyes y USING plans_circlewords w WHERE w.id = y.said_id AND (y.member_id = me OR (w.member_id = me AND w.code = ''));
  DELETE FROM plans_circlewords WHERE member_id = me AND code = '';
  -- Words of the list are nobody's: another of the circle holds them for it, or they go with the circle.
  UPDATE plans_circlewords w SET member_id = p.member_id FROM plans_circleplace p WHERE w.member_id = me AND p.circle_id = w.circle_id
    AND p.in_from_day IS NOT NULL AND p.ended_at IS NULL AND p.member_id <> me;
  DELETE FROM plans_circlenote WHERE said_id IN (SELECT id FROM plans_circlewords WHERE member_id = me);
  DELETE FROM plans_circlewordsyes WHERE said_id IN (SELECT id FROM plans_circlewords WHERE member_id = me);
  DELETE FROM plans_circlewords WHERE member_id = me;
  UPDATE plans_circleplace SET asked_by_id = member_id WHERE asked_by_id = me AND member_id <> me;
  DELETE FROM plans_circleshow WHERE member_id = me;
  DELETE FROM plans_circleplace WHERE member_id = me;
  DELETE FROM plans_mark WHERE member_id = me;
  DELETE FROM plans_cadence WHERE member_id = me;
  DELETE FROM plans_rest WHERE member_id = me;
  DELETE FROM plans_count WHERE member_id = me;
  DELETE FROM plans_milestone WHERE member_id = me;
  DELETE FROM plans_commitment WHERE member_id = me;
  DELETE FROM plans_entry WHERE member_id = me;
  DELETE FROM plans_prompt WHERE member_id = me;
END $$;

-- What the acting member wrote for others, in groups and circles that they left too. In: nothing. Out: what it is, ciphertext or
-- plain words, and when; only their own.
CREATE OR REPLACE FUNCTION plans_my_words() RETURNS TABLE (what text, id uuid, words bytea, plain text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id)
  SELECT 'told', t.id, NULL::bytea, t.body, t.made_at FROM me, plans_told t JOIN groups_membership m ON m.id = t.membership_id WHERE m.member_id = me.id
  UNION ALL SELECT 'words', w.id, w.words, w.code, w.at FROM me, plans_circlewords w WHERE w.member_id = me.id
  UNION ALL SELECT 'note', n.id, n.words, '', n.written_at FROM me, plans_returnnote n WHERE n.author_id = me.id AND n.written_at IS NOT NULL
  ORDER BY 5
$$;

-- The rules of retention; in and out as in members. Circles that ended 60 days ago, and those that nobody joined, 60 days after the
-- last day on which somebody could; with everything in them. From running ones, at that same moment, the places of all who did not
-- come into them: a "not now" goes with those who never answered, so that its going shows nothing.
CREATE OR REPLACE FUNCTION plans_keep_circles(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE old uuid[] := ARRAY(SELECT c.id FROM plans_circle c WHERE c.ended_at < now() - interval '60 days'
    OR (c.ended_at IS NULL AND c.until < now() - interval '60 days' AND (SELECT count(*) FROM plans_circleplace p
      WHERE p.circle_id = c.id AND p.in_from_day IS NOT NULL AND p.ended_at IS NULL) < 2));
  unjoined uuid[] := ARRAY(SELECT p.id FROM plans_circleplace p JOIN plans_circle c ON c.id = p.circle_id
    WHERE p.in_from_day IS NULL AND c.until < now() - interval '60 days' AND c.id <> ALL (old) AND c.ended_at IS NULL);
BEGIN
  SELECT count(*), min(x.since) INTO due, oldest FROM (SELECT coalesce(c.ended_at, c.until) AS since FROM plans_circle c
      WHERE c.id = ANY (old)
    UNION ALL SELECT c.until FROM plans_circleplace p JOIN plans_circle c ON c.id = p.circle_id WHERE p.id = ANY (unjoined)) x;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM plans_circlenote WHERE circle_id = ANY (old);
  DELETE FROM plans_circlewordsyes WHERE said_id IN (SELECT id FROM plans_circlewords WHERE circle_id = ANY (old));
  DELETE FROM plans_circlewords WHERE circle_id = ANY (old);
  DELETE FROM plans_circleshow WHERE circle_id = ANY (old);
  DELETE FROM plans_circleplace WHERE circle_id = ANY (old) OR id = ANY (unjoined);
  DELETE FROM plans_circle WHERE id = ANY (old);
END $$;

-- Words that were said in a circle, after 90 days. In and out as above.
CREATE OR REPLACE FUNCTION plans_keep_circle_notes(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM plans_circlenote WHERE at < now() - interval '90 days';
  IF p_go THEN DELETE FROM plans_circlenote WHERE at < now() - interval '90 days'; END IF;
END $$;

-- What was shown to one person, when its time is over; what its writer ended before, 30 days later. In and out as above.
CREATE OR REPLACE FUNCTION plans_keep_shares(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(until) INTO due, oldest FROM plans_shared WHERE until < now() OR ended_at < now() - interval '30 days';
  IF p_go THEN DELETE FROM plans_shared WHERE until < now() OR ended_at < now() - interval '30 days'; END IF;
END $$;

-- What was told to a group, when its time is over. In and out as above.
CREATE OR REPLACE FUNCTION plans_keep_told(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(until) INTO due, oldest FROM plans_told WHERE until < now();
  IF p_go THEN DELETE FROM plans_told WHERE until < now(); END IF;
END $$;

-- Notes for somebody who was away, and that somebody was asked for one, after 90 days. In and out as above.
CREATE OR REPLACE FUNCTION plans_keep_return_notes(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(asked_at) INTO due, oldest FROM plans_returnnote WHERE asked_at < now() - interval '90 days';
  IF p_go THEN DELETE FROM plans_returnnote WHERE asked_at < now() - interval '90 days'; END IF;
END $$;

-- What a report brought along, 30 days after it, once nobody looks at it; and a closure that was taken back, 30 days later. In and out
-- as above.
CREATE OR REPLACE FUNCTION plans_keep_reported(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '30 days';
BEGIN
  SELECT count(*), min(x.at) INTO due, oldest FROM (SELECT r.at FROM plans_reported r WHERE r.at < over AND NOT plans_looked_at(r.kind, r.item)
    UNION ALL SELECT c.ended_at FROM plans_closure c WHERE c.ended_at < over) x;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM plans_reported r WHERE r.at < over AND NOT plans_looked_at(r.kind, r.item);
  DELETE FROM plans_closure WHERE ended_at < over;
END $$;
