-- Reviewed doors of the care slice for members' rights: leaving a group, being forgotten, and how long things are kept.

-- End the acting member's part in one group: practices stop, invites end on both sides. In: the group, whether their words go, the
-- moment. Out: nothing. Words that people look at just now stay for those who look, until they are done (care_keep_practices).
CREATE OR REPLACE FUNCTION care_take_leave(p_group uuid, p_words boolean, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  INSERT INTO care_ending (id, practice_id, member_id, at) SELECT gen_random_uuid(), p.id, me, p_at FROM care_practice p
    WHERE me IN (p.asker_id, p.asked_id) AND p.group_id = p_group ON CONFLICT DO NOTHING;
  UPDATE care_invite SET ended_at = least(p_at, ends_at) WHERE me IN (member_id, guest_id) AND group_id = p_group AND ended_at IS NULL;
  IF p_words THEN
    DELETE FROM care_turn t USING care_practice p WHERE p.id = t.practice_id AND t.author_id = me AND p.group_id = p_group
      AND NOT care_looked_at(p.id);
    DELETE FROM care_suggestion s USING care_invite i WHERE i.id = s.invite_id AND s.author_id = me AND i.group_id = p_group;
  END IF;
END $$;

-- Part: remove a practice with all that hangs on it. In: its id.
CREATE OR REPLACE FUNCTION care_drop_practice(p_practice uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM care_turn WHERE practice_id = p_practice;
  DELETE FROM care_answer WHERE practice_id = p_practice;
  DELETE FROM care_ending WHERE practice_id = p_practice;
  DELETE FROM care_reported WHERE practice_id = p_practice;
  DELETE FROM care_practice WHERE id = p_practice;
END $$;

-- Part: remove an invite with its looks and what was suggested through it. In: its id.
CREATE OR REPLACE FUNCTION care_drop_invite(p_invite uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM care_look WHERE invite_id = p_invite;
  DELETE FROM care_suggestion WHERE invite_id = p_invite;
  DELETE FROM care_invite WHERE id = p_invite;
END $$;

-- Forget the acting member here. In: nothing. Out: nothing. All that is theirs goes, and every practice and invite of theirs with
-- what the other one wrote in it: it was for the two of them.
CREATE OR REPLACE FUNCTION care_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  PERFORM care_drop_practice(p.id) FROM care_practice p WHERE me IN (p.asker_id, p.asked_id);
  PERFORM care_drop_invite(i.id) FROM care_invite i WHERE me IN (i.member_id, i.guest_id);
  DELETE FROM care_line WHERE member_id = me;
  DELETE FROM care_appointment WHERE member_id = me;
  DELETE FROM care_mark WHERE member_id = me;
  DELETE FROM care_times WHERE member_id = me;
  DELETE FROM care_routine WHERE member_id = me;
  DELETE FROM care_effect WHERE member_id = me;
  DELETE FROM care_statement WHERE member_id = me;
  DELETE FROM care_willing WHERE member_id = me;
  DELETE FROM care_closure WHERE member_id = me;
END $$;

-- The rule of retention; in and out as in members. A practice goes seven days after it was asked for; one that people look at goes
-- when they are done.
CREATE OR REPLACE FUNCTION care_keep_practices(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '7 days';
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM care_practice p WHERE p.made_at < over AND NOT care_looked_at(p.id);
  IF NOT p_go THEN RETURN; END IF;
  PERFORM care_drop_practice(p.id) FROM care_practice p WHERE p.made_at < over AND NOT care_looked_at(p.id);
END $$;

-- The rule of retention; in and out as in members. An invite goes 90 days after its end, with who looked and what they suggested.
CREATE OR REPLACE FUNCTION care_keep_invites(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '90 days';
BEGIN
  SELECT count(*), min(ends_at) INTO due, oldest FROM care_invite WHERE ends_at < over;
  IF NOT p_go THEN RETURN; END IF;
  PERFORM care_drop_invite(i.id) FROM care_invite i WHERE i.ends_at < over;
END $$;

-- The rule of retention; in and out as in members. When somebody could be asked to practise, 30 days after they switched it off; a
-- closure that was taken back, too.
CREATE OR REPLACE FUNCTION care_keep_willing(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE over timestamptz := now() - interval '30 days';
BEGIN
  SELECT count(*), min(x.ended_at) INTO due, oldest FROM (SELECT ended_at FROM care_willing UNION ALL SELECT ended_at FROM care_closure) x
    WHERE x.ended_at < over;
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM care_willing WHERE ended_at < over;
  DELETE FROM care_closure WHERE ended_at < over;
END $$;
