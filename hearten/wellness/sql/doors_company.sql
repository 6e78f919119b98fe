-- Reviewed doors of company: naming people, having room, "I need company", and answering it. Whoever asks learns nothing of others
-- but what they say themselves here: not who is muted, blocked, on a break or away, and not who else was asked.

-- Part: do both places of a pair still run?
CREATE OR REPLACE FUNCTION wellness_both_there(p wellness_peer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) = 2 FROM groups_membership m WHERE m.id IN (p.by_place_id, p.whom_place_id) AND m.ended_at IS NULL
$$;

-- Part: did the named person agree?
CREATE OR REPLACE FUNCTION wellness_agreed(p_peer uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM wellness_peeranswer a WHERE a.peer_id = p_peer AND a.how = 'agreed')
$$;

-- Part: does a pair stand on the list of who named: agreed, or asked so lately that an answer may still come?
CREATE OR REPLACE FUNCTION wellness_stands(p wellness_peer, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.ended_at IS NULL AND wellness_both_there(p) AND (wellness_agreed(p.id) OR p.made_at > p_at - interval '14 days')
$$;

-- Part: may this person not be asked again yet? In: a pair, a moment, the days. Silence and "not now" count alike, from the asking;
-- an agreement that was taken back counts from then. It is one person, whatever the group: p.whom_id.
CREATE OR REPLACE FUNCTION wellness_too_soon(p wellness_peer, p_at timestamptz, p_again integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT wellness_agreed(p.id) AND (p.made_at > p_at - make_interval(days => p_again)
    OR EXISTS (SELECT 1 FROM wellness_peeranswer a WHERE a.peer_id = p.id AND a.at > p_at - interval '60 days'))
$$;

-- Name somebody of a group that one shares. In: the new row's id, their place, the moment, the most people, the days until the same
-- person may be asked again. Out: '' when it was made, or a word: there (named already), lately (asked here before), full, often, and
-- shut for all that the acting member must not learn. What happened with the same person in another group is 'shut', too: two names
-- must not be seen to be one person.
CREATE OR REPLACE FUNCTION wellness_name_peer(p_id uuid, p_place uuid, p_at timestamptz, p_most integer, p_again integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine groups_membership; them groups_membership; old wellness_peer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('peers of ' || me, 0));  -- one names at a time: they are counted
  SELECT * INTO them FROM groups_membership m WHERE m.id = p_place AND m.ended_at IS NULL AND m.member_id <> me;
  SELECT * INTO mine FROM groups_membership m WHERE m.group_id = them.group_id AND m.member_id = me AND m.ended_at IS NULL;
  IF mine.id IS NULL THEN RETURN 'shut'; END IF;
  SELECT p.* INTO old FROM wellness_peer p WHERE p.by_id = me AND p.whom_id = them.member_id
    AND (wellness_stands(p, p_at) OR wellness_too_soon(p, p_at, p_again)) ORDER BY p.made_at DESC LIMIT 1;
  IF old.id IS NOT NULL AND old.whom_place_id = p_place THEN
    RETURN CASE WHEN wellness_stands(old, p_at) THEN 'there' ELSE 'lately' END;
  END IF;
  IF old.id IS NOT NULL OR NOT messages_reachable(mine.id, p_place) THEN RETURN 'shut'; END IF;
  IF (SELECT count(*) FROM wellness_peer p WHERE p.by_id = me AND wellness_stands(p, p_at)) >= p_most THEN RETURN 'full'; END IF;
  IF (SELECT count(*) FROM wellness_peer p WHERE p.by_id = me AND p.made_at > p_at - interval '1 day') >= p_most THEN RETURN 'often'; END IF;
  UPDATE wellness_peer SET ended_at = p_at WHERE by_id = me AND whom_id = them.member_id AND ended_at IS NULL;
  INSERT INTO wellness_peer (id, group_id, by_id, whom_id, by_place_id, whom_place_id, by_name, whom_name, made_at)
    VALUES (p_id, them.group_id, me, them.member_id, mine.id, them.id, mine.name, them.name, p_at);
  RETURN '';
END $$;

-- May the acting member answer? In: a pair. Out: one bit: only who was named, once, while it was not taken back.
CREATE OR REPLACE FUNCTION wellness_may_answer_peer(p_peer uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM wellness_peer p WHERE p.id = p_peer AND p.ended_at IS NULL
    AND p.whom_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND NOT EXISTS (SELECT 1 FROM wellness_peeranswer a WHERE a.peer_id = p.id))
$$;

-- End a pair, from either side. In: the pair, the moment. Out: did it end. Who was named takes a yes back: for 60 days they are not
-- asked again by the same person.
CREATE OR REPLACE FUNCTION wellness_end_peer(p_peer uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; found_one wellness_peer;
BEGIN
  SELECT * INTO found_one FROM wellness_peer p WHERE p.id = p_peer AND me IN (p.by_id, p.whom_id) AND p.ended_at IS NULL FOR UPDATE;
  IF found_one.id IS NULL OR (found_one.whom_id = me AND NOT wellness_agreed(found_one.id)) THEN RETURN false; END IF;
  IF found_one.whom_id = me THEN UPDATE wellness_peeranswer SET how = 'not_now', at = p_at WHERE peer_id = found_one.id; END IF;
  UPDATE wellness_peer SET ended_at = p_at WHERE id = found_one.id;
  RETURN true;
END $$;

-- The people whom the acting member named, as the list shows them. In: the moment. Out: a place, a name as it was at naming, whether
-- they agreed. Nothing in it changes with a mute, a block, a break, or whether they have room.
CREATE OR REPLACE FUNCTION wellness_my_peers(p_at timestamptz)
RETURNS TABLE (id uuid, group_id uuid, group_title text, name text, agreed boolean, made_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.group_id, g.title::text, p.whom_name::text, wellness_agreed(p.id), p.made_at
  FROM wellness_peer p JOIN groups_group g ON g.id = p.group_id
  WHERE p.by_id = nullif(current_setting('hearten.member', true), '')::uuid AND wellness_stands(p, p_at) ORDER BY p.made_at
$$;

-- Who named the acting member. In: the moment. Out: who asks and waits for an answer, and whom they said yes to; under the name that
-- stood there. An asking of somebody who is kept at a distance since does not come up.
CREATE OR REPLACE FUNCTION wellness_who_named_me(p_at timestamptz)
RETURNS TABLE (id uuid, group_id uuid, group_title text, name text, agreed boolean, made_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.group_id, g.title::text, p.by_name::text, a.how IS NOT NULL, p.made_at
  FROM wellness_peer p JOIN groups_group g ON g.id = p.group_id LEFT JOIN wellness_peeranswer a ON a.peer_id = p.id
  WHERE p.whom_id = nullif(current_setting('hearten.member', true), '')::uuid AND wellness_stands(p, p_at)
    AND (a.how = 'agreed' OR (a.how IS NULL AND NOT hearten_apart(p.by_id, p.whom_id) AND NOT hearten_muted(p.whom_id, p.by_id)))
  ORDER BY p.made_at
$$;

-- Whom a naming is for, while it waits for an answer. In: the pair. Out, for the worker alone: one member, or nobody.
CREATE OR REPLACE FUNCTION wellness_whom_to_tell_named(p_peer uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.whom_id FROM wellness_peer p WHERE session_user = 'hearten_worker' AND p.id = p_peer AND p.ended_at IS NULL
    AND p.by_id = nullif(current_setting('hearten.member', true), '')::uuid AND messages_reachable(p.by_place_id, p.whom_place_id)
    AND NOT EXISTS (SELECT 1 FROM wellness_peeranswer a WHERE a.peer_id = p.id)
$$;

-- Part: can a call still be answered?
CREATE OR REPLACE FUNCTION wellness_is_open(c wellness_call, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.ended_at IS NULL AND c.answered_at IS NULL AND c.made_at > p_at - interval '2 hours'
$$;

-- "I need company." In: the new call's id, the moment, after how many minutes one may ask again. Out: '' when people were asked (which
-- may be nobody: who has room is not told), 'waiting' when one asked so lately, 'nobody' when no one agreed yet. Of those who agreed,
-- they are asked who have room now and can be written to by the acting member, in both directions.
CREATE OR REPLACE FUNCTION wellness_ask_for_company(p_id uuid, p_at timestamptz, p_again integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('company for ' || me, 0));  -- two presses are one
  IF EXISTS (SELECT 1 FROM wellness_call c WHERE c.member_id = me AND c.made_at > p_at - make_interval(mins => p_again)) THEN RETURN 'waiting'; END IF;
  IF NOT EXISTS (SELECT 1 FROM wellness_peer p WHERE p.by_id = me AND wellness_stands(p, p_at) AND wellness_agreed(p.id)) THEN RETURN 'nobody'; END IF;
  UPDATE wellness_call SET ended_at = p_at WHERE member_id = me AND ended_at IS NULL AND answered_at IS NULL;
  INSERT INTO wellness_call (id, member_id, made_at) VALUES (p_id, me, p_at);
  INSERT INTO wellness_asked (id, member_id, call_id, peer_id, at)
    SELECT gen_random_uuid(), p.whom_id, p_id, p.id, p_at FROM wellness_peer p
    WHERE p.by_id = me AND wellness_stands(p, p_at) AND wellness_agreed(p.id) AND messages_reachable(p.by_place_id, p.whom_place_id)
      AND EXISTS (SELECT 1 FROM wellness_room r WHERE r.member_id = p.whom_id AND r.ended_at IS NULL AND r.since <= p_at
        AND (r.until IS NULL OR r.until > p_at));
  RETURN '';
END $$;

-- Whom a call is for, while nobody answered. In: the call. Out, for the worker alone: those whom it reached.
CREATE OR REPLACE FUNCTION wellness_whom_to_ask(p_call uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.member_id FROM wellness_asked a JOIN wellness_call c ON c.id = a.call_id
  WHERE session_user = 'hearten_worker' AND c.id = p_call AND c.ended_at IS NULL AND c.answered_at IS NULL
$$;

-- A call as somebody sees it whom it reached. In: the call, the moment. Out: whether it is open, and then who asks, by the name of
-- their group; the talk, for who answered it. Nothing to others. That it is over does not say why.
CREATE OR REPLACE FUNCTION wellness_call_for_me(p_call uuid, p_at timestamptz)
RETURNS TABLE (name text, group_title text, is_open boolean, talk_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN o.is_open THEN p.by_name ELSE '' END::text, CASE WHEN o.is_open THEN g.title ELSE '' END::text, o.is_open,
    (SELECT t.id FROM messages_talk t WHERE t.id = c.talk_id AND a.member_id IN (t.asker_id, t.asked_id))
  FROM wellness_asked a JOIN wellness_call c ON c.id = a.call_id JOIN wellness_peer p ON p.id = a.peer_id JOIN groups_group g ON g.id = p.group_id
  CROSS JOIN LATERAL (SELECT wellness_is_open(c, p_at) AND messages_reachable(p.by_place_id, p.whom_place_id) AS is_open) o
  WHERE c.id = p_call AND a.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Be there for somebody who asked. In: the call, an id for a new talk, the moment. Out: the talk of the two, or nothing when it is
-- over. The first who answers has it; a running conversation of the two in that group is taken up, else a new one begins, accepted.
CREATE OR REPLACE FUNCTION wellness_answer_call(p_call uuid, p_talk uuid, p_at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c wellness_call; p wellness_peer; talk uuid;
BEGIN
  SELECT q.* INTO p FROM wellness_asked a JOIN wellness_peer q ON q.id = a.peer_id WHERE a.call_id = p_call AND a.member_id = me;
  IF p.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO c FROM wellness_call WHERE id = p_call FOR UPDATE;  -- one answers at a time
  SELECT t.id INTO talk FROM messages_talk t WHERE t.id = c.talk_id AND me IN (t.asker_id, t.asked_id);
  IF talk IS NOT NULL THEN RETURN talk; END IF;
  IF NOT wellness_is_open(c, p_at) OR NOT messages_reachable(p.by_place_id, p.whom_place_id) THEN RETURN NULL; END IF;
  SELECT t.id INTO talk FROM messages_talk t JOIN messages_answer a ON a.talk_id = t.id AND a.how = 'accepted'
    WHERE t.group_id = p.group_id AND (t.asker_place_id, t.asked_place_id) IN ((p.by_place_id, p.whom_place_id), (p.whom_place_id, p.by_place_id))
      AND NOT EXISTS (SELECT 1 FROM messages_ending e WHERE e.talk_id = t.id) ORDER BY t.made_at DESC LIMIT 1;
  IF talk IS NULL THEN
    talk := p_talk;
    INSERT INTO messages_talk (id, group_id, asker_id, asked_id, asker_place_id, asked_place_id, made_at)
      VALUES (talk, p.group_id, p.by_id, me, p.by_place_id, p.whom_place_id, p_at);
    INSERT INTO messages_answer (id, talk_id, member_id, how, at) VALUES (gen_random_uuid(), talk, me, 'accepted', p_at);
  END IF;
  UPDATE wellness_call SET talk_id = talk, answered_at = p_at WHERE id = c.id;
  RETURN talk;
END $$;
