-- Reviewed doors of private contact.

-- Did one of these two people block the other? In: two members. Out: one bit. For now nobody can.
CREATE OR REPLACE FUNCTION messages_apart(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT hearten_apart(p_one, p_other)
$$;

-- Block the other one of a talk of the acting member's, by name and everywhere. In: their place in the group of the talk. Out:
-- did it happen. Nobody is told.
CREATE OR REPLACE FUNCTION messages_block(p_place uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; other groups_membership;
BEGIN
  SELECT m.* INTO other FROM groups_membership m WHERE m.id = p_place AND m.member_id <> me AND EXISTS (SELECT 1 FROM messages_talk t
    WHERE (t.asker_id = me AND t.asked_place_id = m.id) OR (t.asked_id = me AND t.asker_place_id = m.id));
  IF other.id IS NULL THEN RETURN false; END IF;
  PERFORM threads_begin_distance(me, other.member_id, 'block', other.id, NULL, other.name);
  RETURN true;
END $$;

-- Did one of these two people mute the other? In: two members. Out: one bit. Whoever muted somebody is not written to by them,
-- and writes to them only when that is over.
CREATE OR REPLACE FUNCTION messages_muted(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT hearten_muted(p_one, p_other) OR hearten_muted(p_other, p_one)
$$;

-- What the other one of a talk is called in its group. In: a talk. Out: their name, for the other of the two alone, while both
-- are there and none blocked the other (or the one who asks looks after the group). A mute does not take it away: nobody should
-- wonder with whom they wrote.
CREATE OR REPLACE FUNCTION messages_their_name(p_talk uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN me.id = t.asker_place_id THEN p.name ELSE a.name END::text
  FROM messages_talk t JOIN groups_membership a ON a.id = t.asker_place_id JOIN groups_membership p ON p.id = t.asked_place_id
  JOIN groups_membership me ON me.id IN (a.id, p.id) AND me.member_id = nullif(current_setting('hearten.member', true), '')::uuid
  WHERE t.id = p_talk AND a.ended_at IS NULL AND p.ended_at IS NULL AND (NOT messages_apart(t.asker_id, t.asked_id) OR t.group_id = ANY (groups_looked_after(me.member_id)))
$$;

-- Part: do both places of a talk still run? Who was removed and welcomed back has a new one, and talks that are new, too.
CREATE OR REPLACE FUNCTION messages_both_there(t messages_talk) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) = 2 FROM groups_membership m WHERE m.id IN (t.asker_place_id, t.asked_place_id) AND m.ended_at IS NULL
$$;

-- Is somebody on a break from this place? In: a member. Out: one bit, for the doors of private contact alone.
CREATE OR REPLACE FUNCTION messages_on_break(p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT hearten_on_break(p_member)
$$;

-- Do two people of one group take private messages from each other right now? In: two memberships. Out: one bit, true only
-- where the acting member is one of them. It never says which of the reasons makes it false.
CREATE OR REPLACE FUNCTION messages_reachable(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM groups_membership a JOIN groups_membership b ON b.group_id = a.group_id
    WHERE a.id = p_one AND b.id = p_other AND a.member_id <> b.member_id AND a.ended_at IS NULL AND b.ended_at IS NULL
      AND nullif(current_setting('hearten.member', true), '')::uuid IN (a.member_id, b.member_id)
      AND EXISTS (SELECT 1 FROM messages_contact c WHERE c.member_id = a.member_id AND c.ended_at IS NULL)
      AND EXISTS (SELECT 1 FROM messages_contact c WHERE c.member_id = b.member_id AND c.ended_at IS NULL)
      AND NOT messages_apart(a.member_id, b.member_id) AND NOT messages_muted(a.member_id, b.member_id)
      AND NOT messages_on_break(a.member_id) AND NOT messages_on_break(b.member_id))
$$;

-- Can the acting member write in a talk now? In: a talk. Out: one bit; false for everybody but the two.
CREATE OR REPLACE FUNCTION messages_open(p_talk uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM messages_talk t JOIN messages_answer a ON a.talk_id = t.id AND a.how = 'accepted'
    WHERE t.id = p_talk AND messages_reachable(t.asker_place_id, t.asked_place_id)
      AND NOT EXISTS (SELECT 1 FROM messages_ending e WHERE e.talk_id = t.id))
$$;

-- May the acting member add a message? In: a talk, and whether it is the request's own. Out: one bit. The request's is for
-- the asker alone, once, before any answer.
CREATE OR REPLACE FUNCTION messages_may_add(p_talk uuid, p_opens boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p_opens THEN EXISTS (SELECT 1 FROM messages_talk t
      WHERE t.id = p_talk AND t.asker_id = nullif(current_setting('hearten.member', true), '')::uuid
        AND NOT EXISTS (SELECT 1 FROM messages_message m WHERE m.talk_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM messages_answer a WHERE a.talk_id = t.id))
    ELSE messages_open(p_talk) END
$$;

-- May the acting member answer a request? In: a talk. Out: one bit: only who was asked, once, not after one of the two ended it, and
-- while they take private messages from each other.
CREATE OR REPLACE FUNCTION messages_may_answer(p_talk uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM messages_talk t
    WHERE t.id = p_talk AND t.asked_id = nullif(current_setting('hearten.member', true), '')::uuid
      AND messages_reachable(t.asker_place_id, t.asked_place_id)
      AND NOT EXISTS (SELECT 1 FROM messages_answer a WHERE a.talk_id = t.id)
      AND NOT EXISTS (SELECT 1 FROM messages_ending e WHERE e.talk_id = t.id))
$$;

-- Ask somebody of a group that one shares. In: the new talk's id, their membership, the moment, the most requests in a day,
-- and after how many days one may ask the same person again. Out: '' when the talk was made, or a word that says why not:
-- shut (no reason is told), often, waiting (asked here before, no answer yet), open (there is a conversation here).
-- What happened between the same two people in another group is 'shut': two names must not be seen to be one person.
CREATE OR REPLACE FUNCTION messages_ask(p_id uuid, p_place uuid, p_at timestamptz, p_most integer, p_again integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine uuid; them groups_membership; word text;
BEGIN
  PERFORM 1 FROM messages_contact c WHERE c.member_id = me AND c.ended_at IS NULL FOR UPDATE;  -- one asks at a time: counted
  IF NOT FOUND THEN RETURN 'shut'; END IF;
  SELECT * INTO them FROM groups_membership m WHERE m.id = p_place;
  SELECT m.id INTO mine FROM groups_membership m WHERE m.group_id = them.group_id AND m.member_id = me AND m.ended_at IS NULL;
  word := messages_between(p_place, p_at, p_again);
  IF word <> '' THEN RETURN word; END IF;
  IF (SELECT count(*) FROM messages_talk t WHERE t.asker_id = me AND t.made_at > p_at - interval '1 day') >= p_most
    THEN RETURN 'often'; END IF;
  INSERT INTO messages_talk (id, group_id, asker_id, asked_id, asker_place_id, asked_place_id, made_at)
    VALUES (p_id, them.group_id, me, them.member_id, mine, p_place, p_at);
  RETURN '';
END $$;

-- Can the acting member ask somebody? In: their membership, the moment, the days until one may ask again. Out: '' for yes,
-- 'open', 'waiting' or 'theirs' (they asked first) for what is there in this group already; 'shut' for all that the acting member must not learn.
CREATE OR REPLACE FUNCTION messages_between(p_place uuid, p_at timestamptz, p_again integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; them groups_membership; mine uuid;
  lately timestamptz := p_at - make_interval(days => p_again);
BEGIN
  SELECT * INTO them FROM groups_membership m WHERE m.id = p_place;
  SELECT m.id INTO mine FROM groups_membership m WHERE m.group_id = them.group_id AND m.member_id = me AND m.ended_at IS NULL;
  IF mine IS NULL THEN RETURN 'shut'; END IF;
  IF EXISTS (SELECT 1 FROM messages_talk t JOIN messages_answer a ON a.talk_id = t.id AND a.how = 'accepted'
      WHERE t.group_id = them.group_id AND (t.asker_id, t.asked_id) IN ((me, them.member_id), (them.member_id, me))
        AND messages_both_there(t) AND NOT EXISTS (SELECT 1 FROM messages_ending e WHERE e.talk_id = t.id)) THEN RETURN 'open'; END IF;
  IF NOT messages_reachable(mine, p_place) THEN RETURN 'shut'; END IF;
  IF EXISTS (SELECT 1 FROM messages_talk t LEFT JOIN messages_answer a ON a.talk_id = t.id
      WHERE t.group_id = them.group_id AND t.asker_id = me AND t.asked_id = them.member_id AND t.made_at > lately
        AND a.how IS DISTINCT FROM 'accepted') THEN RETURN 'waiting'; END IF;
  IF EXISTS (SELECT 1 FROM messages_talk t WHERE t.group_id = them.group_id AND t.asker_id = them.member_id AND t.asked_id = me
      AND messages_may_answer(t.id) AND messages_both_there(t) AND t.made_at > p_at - interval '14 days') THEN RETURN 'theirs'; END IF;
  -- In any group: a request without a yes, or one that the other person ended.
  IF EXISTS (SELECT 1 FROM messages_talk t LEFT JOIN messages_answer a ON a.talk_id = t.id
      WHERE t.asker_id = me AND t.asked_id = them.member_id AND t.made_at > lately AND a.how IS DISTINCT FROM 'accepted')
    OR EXISTS (SELECT 1 FROM messages_talk t JOIN messages_ending e ON e.talk_id = t.id AND e.member_id = them.member_id
      WHERE me IN (t.asker_id, t.asked_id) AND e.at > lately) THEN RETURN 'shut'; END IF;
  RETURN '';
END $$;

-- What the fragments of messages need, for the live hub. In: ids that a log named. Out: ciphertext and what stands around it,
-- for the hub's own sign-in alone; it holds no key, and a stream gets a fragment only while its member's lease holds.
CREATE OR REPLACE FUNCTION messages_live(p_ids uuid[]) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', m.id, 'talk_id', m.talk_id, 'author_id', m.author_id, 'opens', m.opens,
    'body', encode(m.body, 'hex'), 'made_at', m.made_at, 'place_id', p.id, 'name', p.name)
  FROM messages_message m JOIN messages_talk t ON t.id = m.talk_id
  JOIN groups_membership p ON p.id = CASE WHEN m.author_id = t.asker_id THEN t.asker_place_id ELSE t.asked_place_id END
  WHERE session_user = 'hearten_live' AND m.id = ANY (p_ids) AND m.given_up_at IS NULL
  UNION ALL
  SELECT jsonb_build_object('id', t.id, 'over', EXISTS (SELECT 1 FROM messages_ending e WHERE e.talk_id = t.id))
  FROM messages_talk t WHERE session_user = 'hearten_live' AND t.id = ANY (p_ids)
$$;

-- Whom something new in a talk concerns: the other one of the two, unless they cannot be reached now. In: the talk. Out: one
-- member, for the worker alone. A notice of it that was read makes room for the new one: there is one for each talk.
CREATE OR REPLACE FUNCTION messages_whom_to_tell(p_talk uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; other uuid;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  SELECT CASE WHEN t.asker_id = me THEN t.asked_id ELSE t.asker_id END INTO other
    FROM messages_talk t WHERE t.id = p_talk AND me IN (t.asker_id, t.asked_id)
      AND messages_reachable(t.asker_place_id, t.asked_place_id);
  IF other IS NULL THEN RETURN; END IF;
  DELETE FROM notices_notice n WHERE n.member_id = other AND n.kind = 'private' AND n.about = p_talk AND n.seen_at IS NOT NULL;
  RETURN NEXT other;
END $$;

-- Part: is a concern open about something in this talk: a message of it, or the whole, which one of the two reported?
CREATE OR REPLACE FUNCTION messages_in_concern(p_talk uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_concern c WHERE c.closed_at IS NULL AND ((c.kind = 'talk' AND c.about = p_talk)
    OR (c.kind = 'message' AND c.about IN (SELECT w.id FROM messages_message w WHERE w.talk_id = p_talk))))
$$;

-- Part: do people look at this talk now: a report of it is open, or a question about how it was decided; a review; a concern?
CREATE OR REPLACE FUNCTION messages_looked_at(p_talk uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT messages_in_concern(p_talk)
    OR EXISTS (SELECT 1 FROM messages_review v WHERE v.closed_at IS NULL AND p_talk = ANY (v.talks))
    OR EXISTS (SELECT 1 FROM moderation_case c WHERE c.kind = 'talk' AND c.item = p_talk AND (c.closed_at IS NULL
      OR EXISTS (SELECT 1 FROM moderation_act a JOIN moderation_appeal p ON p.act_id = a.id WHERE a.case_id = c.id AND p.answered_at IS NULL)))
$$;

-- In which talk a message stands about which a concern is open, so that it can be opened with a reason. In: the message. Out:
-- the talk's id, for the staff but not for the two themselves; no word, and not whose.
CREATE OR REPLACE FUNCTION messages_where_concern(p_message uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id FROM messages_message w JOIN messages_talk t ON t.id = w.talk_id WHERE w.id = p_message AND hearten_on_the_desk()
    AND nullif(current_setting('hearten.member', true), '')::uuid NOT IN (t.asker_id, t.asked_id)
    AND EXISTS (SELECT 1 FROM safety_concern c WHERE c.kind = 'message' AND c.about = w.id AND c.closed_at IS NULL)
$$;

-- A conversation for somebody of the staff, with the trace of it: the rows that tell both people are written in the same
-- statement, so nobody reads without them. In: a talk that one of the two reported, that a running review names, or where a
-- concern about it or a message in it is open; and a reason. Out: ciphertext, author and proof of each message; nothing to others, without a reason, or to one of the two.
CREATE OR REPLACE FUNCTION messages_staff_open(p_talk uuid, p_reason text)
RETURNS TABLE (id uuid, author_id uuid, opens boolean, body bytea, proof text, made_at timestamptz, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; talk messages_talk;
BEGIN
  SELECT * INTO talk FROM messages_talk t WHERE t.id = p_talk AND me NOT IN (t.asker_id, t.asked_id)
    AND hearten_on_the_desk() AND length(trim(p_reason)) >= 20
    AND (EXISTS (SELECT 1 FROM messages_reported r WHERE r.talk_id = t.id)
      OR EXISTS (SELECT 1 FROM messages_review v WHERE v.closed_at IS NULL AND t.id = ANY (v.talks))
      OR messages_in_concern(t.id));
  IF talk.id IS NULL THEN RETURN; END IF;
  INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at)
    SELECT gen_random_uuid(), one, s.name, 'a private conversation', p_reason, clock_timestamp()
    FROM members_standing s, unnest(ARRAY[talk.asker_id, talk.asked_id]) one WHERE s.member_id = me AND s.ended_at IS NULL;
  RETURN QUERY SELECT m.id, m.author_id, m.opens, m.body, m.proof::text, m.made_at, p.name::text FROM messages_message m
    JOIN groups_membership p ON p.id = CASE WHEN m.author_id = talk.asker_id THEN talk.asker_place_id ELSE talk.asked_place_id END
    WHERE m.talk_id = talk.id ORDER BY m.made_at, m.id;
END $$;
