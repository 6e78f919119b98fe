-- Reviewed doors of preparations that somebody else may look at for two days.

-- Part: does one of two people keep the other at a distance, either way? In: two members. Out: one bit, which never says which.
CREATE OR REPLACE FUNCTION care_apart(p_one uuid, p_other uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT hearten_apart(p_one, p_other) OR hearten_muted(p_one, p_other) OR hearten_muted(p_other, p_one)
$$;

-- Part: does an invite let its guest in now? In: the invite. Out: one bit. Not after its end, nor when one of the two left the
-- group, nor while one keeps the other at a distance, nor for whom the staff closed being alone with others.
CREATE OR REPLACE FUNCTION care_invite_runs(i care_invite) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT i.ended_at IS NULL AND i.ends_at > now() AND NOT care_apart(i.member_id, i.guest_id)
    AND NOT EXISTS (SELECT 1 FROM care_closure c WHERE c.member_id IN (i.member_id, i.guest_id) AND c.ended_at IS NULL)
    AND (SELECT count(*) FROM groups_membership m WHERE m.id IN (i.my_place_id, i.guest_place_id) AND m.ended_at IS NULL) = 2
$$;

-- Is an invite open for the acting member as its guest? In: the invite. Out: one bit, false for everybody else.
CREATE OR REPLACE FUNCTION care_invite_open(p_invite uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM care_invite i WHERE i.id = p_invite
    AND i.guest_id = nullif(current_setting('hearten.member', true), '')::uuid AND care_invite_runs(i))
$$;

-- Invite somebody to a preparation of the acting member's. In: the new row's id, the preparation, their membership, the moment, how
-- many hours, and how many may be open at once. Out: '' when it was made, or a word: gone (nobody here who can be invited), here
-- (invited already), many. Who muted the acting member is never shown the invite, and that cannot be seen from here.
CREATE OR REPLACE FUNCTION care_invite_somebody(p_id uuid, p_appointment uuid, p_place uuid, p_at timestamptz, p_hours integer, p_most integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; them groups_membership; mine uuid;
BEGIN
  PERFORM 1 FROM care_appointment a WHERE a.id = p_appointment AND a.member_id = me FOR UPDATE;  -- one is invited at a time: counted
  IF NOT FOUND THEN RETURN 'gone'; END IF;
  SELECT * INTO them FROM groups_membership m WHERE m.id = p_place AND m.ended_at IS NULL AND m.member_id <> me
    AND m.role IN ('peer_supporter', 'facilitator', 'co_facilitator');
  SELECT m.id INTO mine FROM groups_membership m WHERE m.group_id = them.group_id AND m.member_id = me AND m.ended_at IS NULL;
  IF mine IS NULL OR hearten_apart(me, them.member_id) THEN RETURN 'gone'; END IF;
  UPDATE care_invite SET ended_at = ends_at WHERE appointment_id = p_appointment AND ended_at IS NULL AND ends_at <= p_at;
  IF EXISTS (SELECT 1 FROM care_invite i WHERE i.appointment_id = p_appointment AND i.guest_id = them.member_id AND i.ended_at IS NULL)
    THEN RETURN 'here'; END IF;
  IF (SELECT count(*) FROM care_invite i WHERE i.appointment_id = p_appointment AND i.ended_at IS NULL) >= p_most THEN RETURN 'many'; END IF;
  INSERT INTO care_invite (id, member_id, appointment_id, group_id, my_place_id, guest_id, guest_place_id, made_at, ends_at)
    VALUES (p_id, me, p_appointment, them.group_id, mine, them.member_id, p_place, p_at, p_at + make_interval(hours => p_hours));
  RETURN '';
END $$;

-- End an invite, as either of the two. In: the invite, the moment. Out: did it end. Nobody is told.
CREATE OR REPLACE FUNCTION care_end_invite(p_invite uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE care_invite SET ended_at = least(p_at, ends_at) WHERE id = p_invite AND ended_at IS NULL
    AND nullif(current_setting('hearten.member', true), '')::uuid IN (member_id, guest_id);
  RETURN FOUND;
END $$;

-- A preparation for its guest, with the trace of it: the row that tells its owner is written in the same statement, so nobody reads
-- without it (within ten minutes it is one look). In: an invite that is open for the acting member. Out: ciphertext of the
-- preparation and its lines; nothing to anybody else, and never what was written after the visit.
CREATE OR REPLACE FUNCTION care_open_draft(p_invite uuid, p_at timestamptz)
RETURNS TABLE (id uuid, member_id uuid, kind text, rank integer, words bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i care_invite;
BEGIN
  SELECT * INTO i FROM care_invite x WHERE x.id = p_invite AND care_invite_open(x.id);
  IF i.id IS NULL THEN RETURN; END IF;
  INSERT INTO care_look (id, member_id, invite_id, at) SELECT gen_random_uuid(), i.member_id, i.id, p_at
    WHERE NOT EXISTS (SELECT 1 FROM care_look l WHERE l.invite_id = i.id AND l.at > p_at - interval '10 minutes');
  RETURN QUERY SELECT a.id, a.member_id, 'draft', 0, a.words FROM care_appointment a WHERE a.id = i.appointment_id
    UNION ALL SELECT l.id, l.member_id, l.kind::text, l.rank::integer, l.words FROM care_line l WHERE l.appointment_id = i.appointment_id
    ORDER BY 4;
END $$;

-- May the acting member suggest something? In: an invite, a preparation and whose it is. Out: one bit, true for the guest of
-- exactly this invite while it is open.
CREATE OR REPLACE FUNCTION care_may_suggest(p_invite uuid, p_appointment uuid, p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM care_invite i WHERE i.id = p_invite AND i.appointment_id = p_appointment AND i.member_id = p_member
    AND care_invite_open(i.id))
$$;

-- Whom an invite is news for: its guest, while it lets them in. In: the invite. Out: one member, for the worker alone.
CREATE OR REPLACE FUNCTION care_whom_invited(p_invite uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.guest_id FROM care_invite i WHERE session_user = 'hearten_worker' AND i.id = p_invite AND care_invite_runs(i)
$$;

-- Whom a suggestion of the acting member's is news for. In: the preparation. Out: whose it is, for the worker alone. A notice of it
-- that was read makes room for the new one.
CREATE OR REPLACE FUNCTION care_whom_suggested(p_appointment uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; whose uuid;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  SELECT s.member_id INTO whose FROM care_suggestion s JOIN care_invite i ON i.id = s.invite_id
    WHERE s.appointment_id = p_appointment AND s.author_id = me AND care_invite_runs(i) LIMIT 1;
  IF whose IS NULL THEN RETURN; END IF;
  DELETE FROM notices_notice n WHERE n.member_id = whose AND n.kind = 'care_suggested' AND n.about = p_appointment AND n.seen_at IS NOT NULL;
  RETURN NEXT whose;
END $$;

-- Remove a preparation of the acting member's, with its lines, its invites and what was suggested for it. In: the preparation.
-- Out: nothing. It touches nobody else's.
CREATE OR REPLACE FUNCTION care_remove_visit(p_appointment uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM care_drop_invite(i.id) FROM care_invite i WHERE i.appointment_id = p_appointment AND i.member_id = me;
  DELETE FROM care_line WHERE appointment_id = p_appointment AND member_id = me;
  DELETE FROM care_appointment WHERE id = p_appointment AND member_id = me;
END $$;
