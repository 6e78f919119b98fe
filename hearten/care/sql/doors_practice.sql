-- Reviewed doors of practising in writing. They hold the rules of private contact; who cannot be reached is never told from who
-- would rather not.

-- Part: can two places of one group be alone with each other in writing now? In: two memberships, of which one is the acting
-- member's. Out: one bit, which never says which of the reasons makes it false.
CREATE OR REPLACE FUNCTION care_reachable(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM groups_membership a JOIN groups_membership b ON b.group_id = a.group_id
    WHERE a.id = p_one AND b.id = p_other AND a.member_id <> b.member_id AND a.ended_at IS NULL AND b.ended_at IS NULL
      AND nullif(current_setting('hearten.member', true), '')::uuid IN (a.member_id, b.member_id)
      AND NOT EXISTS (SELECT 1 FROM care_closure c WHERE c.member_id IN (a.member_id, b.member_id) AND c.ended_at IS NULL)
      AND NOT care_apart(a.member_id, b.member_id) AND NOT hearten_on_break(a.member_id) AND NOT hearten_on_break(b.member_id))
$$;

-- Who of the acting member's groups can be asked to practise. In: nothing. Out: memberships with their names and groups; of those who
-- switched it on, as far as they can be reached.
CREATE OR REPLACE FUNCTION care_to_ask() RETURNS TABLE (place_id uuid, name text, group_title text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.id, b.name::text, g.title::text FROM groups_membership a JOIN groups_membership b ON b.group_id = a.group_id
    JOIN groups_group g ON g.id = a.group_id AND g.closed_at IS NULL
  WHERE a.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND a.ended_at IS NULL AND care_reachable(a.id, b.id)
    AND EXISTS (SELECT 1 FROM care_willing w WHERE w.member_id = b.member_id AND w.ended_at IS NULL)
  ORDER BY g.title, b.name, b.id
$$;

-- Ask somebody to practise. In: the new row's id, their membership, what and as whom, the moment, how many may be asked in a day.
-- Out: '' when it was made, or a word: early (a new account), often, waiting (asked, no answer yet), open (one runs between the two
-- here), shut, for everything that the acting member must not learn. One asks at a time: it is counted.
CREATE OR REPLACE FUNCTION care_ask(p_id uuid, p_place uuid, p_situation text, p_role text, p_at timestamptz, p_most integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine uuid; them groups_membership; lately timestamptz := p_at - interval '7 days';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('care practice ' || me, 0));
  SELECT * INTO them FROM groups_membership m WHERE m.id = p_place;
  SELECT m.id INTO mine FROM groups_membership m WHERE m.group_id = them.group_id AND m.member_id = me AND m.ended_at IS NULL;
  IF mine IS NULL THEN RETURN 'shut'; END IF;
  IF NOT EXISTS (SELECT 1 FROM members_profile f WHERE f.member_id = me AND f.adult_attested_at <= lately) THEN RETURN 'early'; END IF;
  -- First of all: a practice that the other one muted, blocked or left for a break is over for the acting member, and not 'open'.
  IF NOT care_reachable(mine, p_place) THEN RETURN 'shut'; END IF;
  IF EXISTS (SELECT 1 FROM care_practice p JOIN care_answer a ON a.practice_id = p.id AND a.how = 'accepted' AND a.at > p_at - interval '1 day'
      WHERE p.group_id = them.group_id AND (p.asker_id, p.asked_id) IN ((me, them.member_id), (them.member_id, me))
        AND NOT EXISTS (SELECT 1 FROM care_ending e WHERE e.practice_id = p.id)) THEN RETURN 'open'; END IF;
  IF NOT EXISTS (SELECT 1 FROM care_willing w WHERE w.member_id = them.member_id AND w.ended_at IS NULL) THEN RETURN 'shut'; END IF;
  -- After "not now" and after no answer alike: not the same person again within these days, in this group or, unsaid, in another.
  IF EXISTS (SELECT 1 FROM care_practice p LEFT JOIN care_answer a ON a.practice_id = p.id WHERE p.asker_id = me
      AND p.asked_id = them.member_id AND p.made_at > lately AND a.how IS DISTINCT FROM 'accepted') THEN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM care_practice p WHERE p.asker_id = me AND p.asked_id = them.member_id
      AND p.group_id = them.group_id AND p.made_at > lately) THEN 'waiting' ELSE 'shut' END;
  END IF;
  IF (SELECT count(*) FROM care_practice p WHERE p.asker_id = me AND p.made_at > p_at - interval '1 day') >= p_most THEN RETURN 'often'; END IF;
  INSERT INTO care_practice (id, group_id, asker_id, asked_id, asker_place_id, asked_place_id, situation, role, made_at)
    VALUES (p_id, them.group_id, me, them.member_id, mine, p_place, p_situation, p_role, p_at);
  RETURN '';
END $$;

-- May the acting member answer an ask? In: a practice. Out: one bit: only who was asked, once, within a day, not after it ended, and
-- while the two can reach each other.
CREATE OR REPLACE FUNCTION care_may_answer(p_practice uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM care_practice p WHERE p.id = p_practice AND p.made_at > now() - interval '1 day'
    AND p.asked_id = nullif(current_setting('hearten.member', true), '')::uuid AND care_reachable(p.asker_place_id, p.asked_place_id)
    AND NOT EXISTS (SELECT 1 FROM care_answer a WHERE a.practice_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM care_ending e WHERE e.practice_id = p.id))
$$;

-- Does a practice run for the acting member: accepted within the last day, not stopped, both reachable? In: the practice. Out: one
-- bit; false for everybody but the two.
CREATE OR REPLACE FUNCTION care_open(p_practice uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM care_practice p JOIN care_answer a ON a.practice_id = p.id AND a.how = 'accepted'
    WHERE p.id = p_practice AND a.at > now() - interval '1 day' AND care_reachable(p.asker_place_id, p.asked_place_id)
      AND NOT EXISTS (SELECT 1 FROM care_ending e WHERE e.practice_id = p.id))
$$;

-- Is it the acting member's turn? In: a practice. Out: the number of the turn that is theirs now, or none. Who speaks for themself
-- begins; after that each waits for the other.
CREATE OR REPLACE FUNCTION care_my_turn(p_practice uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(t.number, 0) + 1 FROM care_practice p
  LEFT JOIN LATERAL (SELECT x.number, x.author_id FROM care_turn x WHERE x.practice_id = p.id ORDER BY x.number DESC LIMIT 1) t ON true
  WHERE p.id = p_practice AND care_open(p.id) AND nullif(current_setting('hearten.member', true), '')::uuid =
    CASE coalesce(t.author_id, CASE p.role WHEN 'speaks' THEN p.asked_id ELSE p.asker_id END) WHEN p.asker_id THEN p.asked_id ELSE p.asker_id END
$$;

-- May the acting member add this turn? In: a practice and the turn's number. Out: one bit.
CREATE OR REPLACE FUNCTION care_may_speak(p_practice uuid, p_number integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT care_my_turn(p_practice) IS NOT DISTINCT FROM p_number
$$;

-- What the other one of a practice is called in its group. In: a practice. Out: their name, for the other of the two alone, while
-- both are there and none blocked the other.
CREATE OR REPLACE FUNCTION care_their_name(p_practice uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p.asker_id = me.id THEN b.name ELSE a.name END::text FROM care_practice p
  JOIN groups_membership a ON a.id = p.asker_place_id JOIN groups_membership b ON b.id = p.asked_place_id
  JOIN members_member me ON me.id = nullif(current_setting('hearten.member', true), '')::uuid AND me.id IN (p.asker_id, p.asked_id)
  WHERE p.id = p_practice AND a.ended_at IS NULL AND b.ended_at IS NULL AND NOT hearten_apart(p.asker_id, p.asked_id)
$$;

-- Whom something new in a practice concerns: the other one of the two, unless they cannot be reached now. In: the practice. Out: one
-- member, for the worker alone. A notice of it that was read makes room for the new one, and their open page hears of it.
CREATE OR REPLACE FUNCTION care_whom_to_tell(p_practice uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; other uuid;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  SELECT CASE WHEN p.asker_id = me THEN p.asked_id ELSE p.asker_id END INTO other FROM care_practice p
    WHERE p.id = p_practice AND me IN (p.asker_id, p.asked_id) AND care_reachable(p.asker_place_id, p.asked_place_id)
      AND NOT EXISTS (SELECT 1 FROM care_ending e WHERE e.practice_id = p.id);
  IF other IS NULL THEN RETURN; END IF;
  DELETE FROM notices_notice n WHERE n.member_id = other AND n.kind = 'care_practice' AND n.about = p_practice AND n.seen_at IS NOT NULL;
  PERFORM hearten_announce('practice:' || p_practice, 'turn', p_practice, NULL, other, me);
  RETURN NEXT other;
END $$;
