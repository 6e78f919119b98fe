-- What moderation and safety ask of a practice, and the door through which the staff reads one. It belongs to the two, is sealed and
-- short, so nothing of it can be hidden or removed: the one step is to end it.

-- Part: is a concern open about this practice or a turn of it?
CREATE OR REPLACE FUNCTION care_in_concern(p_practice uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_concern c WHERE c.closed_at IS NULL AND ((c.kind = 'practice' AND c.about = p_practice)
    OR (c.kind = 'practice_turn' AND c.about IN (SELECT t.id FROM care_turn t WHERE t.practice_id = p_practice))))
$$;

-- Part: do people look at this practice now: a report of it is open, or a question about how it was decided; or a concern?
CREATE OR REPLACE FUNCTION care_looked_at(p_practice uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT care_in_concern(p_practice) OR EXISTS (SELECT 1 FROM moderation_case c WHERE c.kind = 'practice' AND c.item = p_practice
    AND (c.closed_at IS NULL OR EXISTS (SELECT 1 FROM moderation_act a JOIN moderation_appeal p ON p.act_id = a.id
      WHERE a.case_id = c.id AND p.answered_at IS NULL)))
$$;

-- In which practice a turn stands about which a concern is open, so that it can be opened with a reason. In: the turn. Out: the
-- practice's id, for the staff but not for the two themselves; no word, and not whose.
CREATE OR REPLACE FUNCTION care_where_concern(p_turn uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM care_turn t JOIN care_practice p ON p.id = t.practice_id WHERE t.id = p_turn AND hearten_on_the_desk()
    AND nullif(current_setting('hearten.member', true), '')::uuid NOT IN (p.asker_id, p.asked_id)
    AND EXISTS (SELECT 1 FROM safety_concern c WHERE c.kind = 'practice_turn' AND c.about = t.id AND c.closed_at IS NULL)
$$;

-- A practice for somebody of the staff, with the trace of it: the rows that tell both people are written in the same statement, so
-- nobody reads without them. In: a practice that one of the two reported, or where a concern is open; and a reason. Out: the
-- situation with ciphertext, author and proof of each turn, or alone where nothing was written yet; nothing to others, without a
-- reason, or to one of the two.
CREATE OR REPLACE FUNCTION care_staff_open(p_practice uuid, p_reason text)
RETURNS TABLE (situation text, id uuid, author_id uuid, body bytea, proof text, at timestamptz, name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; p care_practice;
BEGIN
  SELECT * INTO p FROM care_practice x WHERE x.id = p_practice AND me NOT IN (x.asker_id, x.asked_id)
    AND hearten_on_the_desk() AND length(trim(p_reason)) >= 20
    AND (EXISTS (SELECT 1 FROM care_reported r WHERE r.practice_id = x.id) OR care_in_concern(x.id));
  IF p.id IS NULL THEN RETURN; END IF;
  INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at)
    SELECT gen_random_uuid(), one, s.name, 'a practice', p_reason, clock_timestamp()
    FROM members_standing s, unnest(ARRAY[p.asker_id, p.asked_id]) one WHERE s.member_id = me AND s.ended_at IS NULL;
  RETURN QUERY SELECT p.situation::text, t.id, t.author_id, t.body, t.proof::text, t.at, m.name::text
    FROM (SELECT 1) one LEFT JOIN care_turn t ON t.practice_id = p.id
    LEFT JOIN groups_membership m ON m.id = CASE WHEN t.author_id = p.asker_id THEN p.asker_place_id ELSE p.asked_place_id END
    ORDER BY t.number;
END $$;

-- Whom a report of a practice is about: the other of the two. Asked first by who reports; later what was noted then.
CREATE OR REPLACE FUNCTION moderation_practice_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, coalesce((SELECT w.member_id FROM moderation_whom w WHERE w.kind = 'practice' AND w.item = p.id),
    CASE WHEN p.asker_id = moderation_me() THEN p.asked_id WHEN p.asked_id = moderation_me() THEN p.asker_id END), false
  FROM care_practice p WHERE p.id = p_item
$$;

-- What two people of the staff decide: the practice ends for both, and the member is alone with nobody. In: the practice, the member,
-- the act. It ends in nobody's name, so that neither of the two is shown as who ended it.
CREATE OR REPLACE FUNCTION moderation_practice_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE care_willing SET ended_at = clock_timestamp() WHERE member_id = p_member AND ended_at IS NULL;
  INSERT INTO care_closure (id, member_id, act_id, at) VALUES (gen_random_uuid(), p_member, p_act, clock_timestamp());
  INSERT INTO care_ending (id, practice_id, member_id, at) VALUES (gen_random_uuid(), p_item, members_nobody(), clock_timestamp())
    ON CONFLICT DO NOTHING;  -- it ended so before, by a step that was taken back
END $$;

-- The step is taken back: the member may practise again. In: the act. The practice stays ended.
CREATE OR REPLACE FUNCTION moderation_practice_rejoin(p_act uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE care_closure SET ended_at = clock_timestamp() WHERE act_id = p_act AND ended_at IS NULL
$$;

-- Whom a report of a suggestion is about: who wrote it. Asked first by whose preparation it is; later what was noted then, so that a
-- suggestion may be taken away meanwhile.
CREATE OR REPLACE FUNCTION moderation_suggestion_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, w.member_id, false FROM moderation_whom w WHERE w.kind = 'suggestion' AND w.item = p_item
  UNION SELECT NULL::uuid, s.author_id, false FROM care_suggestion s WHERE s.id = p_item AND s.member_id = moderation_me()
$$;

-- What two people of the staff decide: its writer looks at nobody's preparation any more, and is alone with nobody. In: the suggestion,
-- the member, the act.
CREATE OR REPLACE FUNCTION moderation_suggestion_part(p_item uuid, p_member uuid, p_act uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE care_willing SET ended_at = clock_timestamp() WHERE member_id = p_member AND ended_at IS NULL;
  INSERT INTO care_closure (id, member_id, act_id, at) VALUES (gen_random_uuid(), p_member, p_act, clock_timestamp());
  UPDATE care_invite SET ended_at = least(clock_timestamp(), ends_at) WHERE guest_id = p_member AND ended_at IS NULL;
END $$;

-- The step is taken back: the member may be alone with others again. In: the act. Invites stay ended.
CREATE OR REPLACE FUNCTION moderation_suggestion_rejoin(p_act uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE care_closure SET ended_at = clock_timestamp() WHERE act_id = p_act AND ended_at IS NULL
$$;
