-- Reviewed doors of safety: one person takes a concern, acts, hands it over, closes it; two people tell somebody outside.
-- "Mine to look after" is asked by the same policy as reading: the caller must see the concern (safety_sees).

-- May the acting member look after this concern? In: a concern. Out: one bit. The same words as the table's policy, which a
-- door that runs as the definer does not pass through. Having taken it counts while one is in its group, or of the staff;
-- having been asked counts for the staff.
CREATE OR REPLACE FUNCTION safety_sees(p_concern uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_concern c, (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS me) a
    WHERE c.id = p_concern AND a.me IS NOT NULL AND c.member_id IS DISTINCT FROM a.me AND (
      (c.owner_id = a.me AND (hearten_on_the_desk() OR EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = c.group_id
        AND m.member_id = a.me AND m.ended_at IS NULL)))
      OR groups_leads(c.group_id, a.me) OR c.group_id IN (SELECT safety_on_call_for())
      OR (hearten_on_the_desk() AND (c.group_id IS NULL OR c.to_desk_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM safety_alert l WHERE l.concern_id = c.id AND l.member_id = a.me)))))
$$;

-- Take a concern: one owner, by a row lock (CR-08). In: the concern, the name to show. Out: whether it is the caller's now.
CREATE OR REPLACE FUNCTION safety_claim(p_concern uuid, p_name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  IF NOT safety_sees(p_concern) THEN RETURN false; END IF;
  UPDATE safety_concern SET owner_id = me, owner_name = p_name, claimed_at = clock_timestamp()
    WHERE id = p_concern AND owner_id IS NULL AND closed_at IS NULL RETURNING * INTO c;
  IF c.id IS NULL THEN RETURN EXISTS (SELECT 1 FROM safety_concern o WHERE o.id = p_concern AND o.owner_id = me AND o.closed_at IS NULL); END IF;
  UPDATE safety_timer SET done_at = clock_timestamp(), how = 'claimed' WHERE concern_id = c.id AND done_at IS NULL
    AND step IN ('first', 'backup', 'lead', 'desk');
  PERFORM safety_silence(c.id);
  PERFORM safety_log(c.id, 'claimed', c.level, '', me);
  RETURN true;
END $$;

-- Part: the owner is here; ten minutes of silence from now on let the concern go (CR-08).
CREATE OR REPLACE FUNCTION safety_silence(p_concern uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE safety_timer SET done_at = clock_timestamp(), how = 'heard' WHERE concern_id = p_concern AND step = 'silence' AND done_at IS NULL;
  INSERT INTO safety_timer (id, concern_id, step, due_at, how)
    VALUES (gen_random_uuid(), p_concern, 'silence', clock_timestamp() + interval '10 minutes', '');
$$;

-- Part: the acting member's own open concern, locked to commit, or none: who has one acts on it while they still look after it.
CREATE OR REPLACE FUNCTION safety_my_own(p_concern uuid) RETURNS safety_concern
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT c.* FROM safety_concern c WHERE c.id = p_concern AND c.closed_at IS NULL AND safety_sees(c.id)
    AND c.owner_id = nullif(current_setting('hearten.member', true), '')::uuid FOR UPDATE
$$;

-- The owner did something: 'read', 'replied', 'wrote', 'offered talk', 'plan together', 'contact', 'line', 'still here'.
-- In: the concern, which. Out: did it count (only for its owner). Each is one line of the log.
CREATE OR REPLACE FUNCTION safety_step(p_concern uuid, p_what text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  c := safety_my_own(p_concern);
  IF c.id IS NULL OR p_what NOT IN ('read', 'replied', 'wrote', 'offered talk', 'plan together', 'contact', 'line', 'still here')
    THEN RETURN false; END IF;
  PERFORM safety_silence(c.id);
  PERFORM safety_log(c.id, CASE WHEN p_what = 'read' THEN 'read' ELSE 'contacted' END, c.level, p_what, me);
  RETURN true;
END $$;

-- Its owner read the words and says that it is graver than it says here. In: the concern, the level. Out: did it happen: only
-- for its owner, while it is open, and only upwards: what a person should be asked about is never made less by one alone.
CREATE OR REPLACE FUNCTION safety_judge(p_concern uuid, p_level text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  c := safety_my_own(p_concern);
  IF c.id IS NULL OR p_level NOT IN ('L2', 'L3', 'L4') OR NOT safety_graver(p_level, c.level) THEN RETURN false; END IF;
  UPDATE safety_concern SET level = p_level WHERE id = c.id;
  PERFORM safety_silence(c.id);
  PERFORM safety_log(c.id, 'raised', p_level, 'by its owner', me);
  RETURN true;
END $$;

-- Hand a concern back, or let it go without a reason (Q5: "not me"). A note of the owner's must have been written first when
-- it is a handover. In: the concern, 'handover' or 'passed'. Out: did it happen. People are asked anew at once.
CREATE OR REPLACE FUNCTION safety_hand_back(p_concern uuid, p_why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  c := safety_my_own(p_concern);
  IF c.id IS NULL OR p_why NOT IN ('handover', 'passed') THEN RETURN false; END IF;
  IF p_why = 'handover' AND NOT EXISTS (SELECT 1 FROM safety_concernnote n WHERE n.concern_id = c.id
      AND n.member_id = me AND n.kind = 'handover' AND n.at >= c.claimed_at) THEN RETURN false; END IF;
  PERFORM safety_let_go(p_concern, p_why);
  RETURN true;
END $$;

-- Close a concern with an outcome (CR-14), and set the check-ins of CR-24. In: the concern, the outcome. Out: did it happen:
-- only for its owner; and 'emergency' only after two people agreed to it.
CREATE OR REPLACE FUNCTION safety_close(p_concern uuid, p_outcome text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  c := safety_my_own(p_concern);
  IF c.id IS NULL OR p_outcome NOT IN ('talked', 'supported', 'line', 'emergency', 'not_danger', 'no_answer') THEN RETURN false; END IF;
  IF p_outcome = 'emergency' AND NOT EXISTS (SELECT 1 FROM safety_disclosure d WHERE d.concern_id = c.id
      AND d.agreed_at IS NOT NULL) THEN RETURN false; END IF;
  UPDATE safety_concern SET closed_at = clock_timestamp(), outcome = p_outcome WHERE id = c.id;
  UPDATE safety_timer SET done_at = clock_timestamp(), how = 'closed' WHERE concern_id = c.id AND done_at IS NULL AND step <> 'reached';
  IF c.level IN ('L2', 'L3', 'L4') AND p_outcome <> 'not_danger' AND c.whose = 'self' THEN
    INSERT INTO safety_timer (id, concern_id, step, due_at, how) SELECT gen_random_uuid(), c.id, 'day' || d,
      clock_timestamp() + make_interval(days => d), '' FROM unnest(ARRAY[1, 3, 7]) AS d;
  END IF;
  PERFORM safety_log(c.id, 'closed', c.level, p_outcome, me);
  RETURN true;
END $$;

-- The second person agrees to tell emergency services, or declines. In: the request, the name to show. Out: did it happen:
-- somebody else than who asked, who leads the group or is of the staff, only for L4, or L3 with a reason (CR-12), and only while
-- the concern is open.
CREATE OR REPLACE FUNCTION safety_agree_disclosure(p_disclosure uuid, p_name text, p_agrees boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; d safety_disclosure; c safety_concern;
BEGIN
  SELECT * INTO d FROM safety_disclosure WHERE id = p_disclosure AND agreed_at IS NULL AND declined_at IS NULL FOR UPDATE;
  SELECT * INTO c FROM safety_concern WHERE id = d.concern_id FOR UPDATE;
  IF d.id IS NULL OR c.closed_at IS NOT NULL OR d.asked_by_id = me OR NOT safety_sees(c.id) OR NOT (groups_leads(c.group_id, me) OR hearten_on_the_desk())
    OR NOT (c.level = 'L4' OR (c.level = 'L3' AND d.unable <> '')) THEN RETURN false; END IF;
  IF p_agrees THEN
    UPDATE safety_disclosure SET agreed_by_id = me, agreed_name = p_name, agreed_at = clock_timestamp() WHERE id = d.id;
    INSERT INTO safety_timer (id, concern_id, step, due_at, how)
      VALUES (gen_random_uuid(), c.id, 'reached', clock_timestamp() + interval '15 minutes', '');
    IF d.untold_because = '' AND c.member_id IS NOT NULL THEN
      INSERT INTO notices_notice (id, member_id, kind, about, made_at)
        VALUES (gen_random_uuid(), c.member_id, 'disclosed', d.id, clock_timestamp()) ON CONFLICT DO NOTHING;
      PERFORM hearten_announce('member:' || c.member_id, 'notice', d.id, NULL, c.member_id, NULL);
    END IF;
  ELSE
    UPDATE safety_disclosure SET declined_at = clock_timestamp() WHERE id = d.id;
  END IF;
  PERFORM safety_log(c.id, CASE WHEN p_agrees THEN 'disclosure agreed' ELSE 'disclosure no' END, c.level, '', me);
  RETURN true;
END $$;

-- Did the services reach the person? In: the agreed disclosure. Out: did it land. Ends the asking (CR-14).
CREATE OR REPLACE FUNCTION safety_reached(p_disclosure uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; d safety_disclosure;
BEGIN
  SELECT * INTO d FROM safety_disclosure WHERE id = p_disclosure AND agreed_at IS NOT NULL AND reached_at IS NULL FOR UPDATE;
  IF d.id IS NULL OR NOT safety_sees(d.concern_id) THEN RETURN false; END IF;
  UPDATE safety_disclosure SET reached_at = clock_timestamp() WHERE id = d.id;
  UPDATE safety_timer SET done_at = clock_timestamp(), how = 'reached' WHERE concern_id = d.concern_id AND step = 'reached' AND done_at IS NULL;
  PERFORM safety_log(d.concern_id, 'reached', '', '', me);
  RETURN true;
END $$;

-- What somebody was told about themself: that emergency services were asked to help, by whom, with what. In: an agreed
-- disclosure about the acting member. Out: those columns; nothing while there is a reason not to tell.
CREATE OR REPLACE FUNCTION safety_told(p_disclosure uuid) RETURNS TABLE (asked_name text, agreed_name text, whom text, agreed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.asked_name::text, d.agreed_name::text, d.whom::text, d.agreed_at FROM safety_disclosure d JOIN safety_concern c ON c.id = d.concern_id
  WHERE d.id = p_disclosure AND d.agreed_at IS NOT NULL AND d.untold_because = ''
    AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- How many grave items one helper met today (Q5). In: nothing; about oneself. Out: a count of concerns read or claimed.
CREATE OR REPLACE FUNCTION safety_met_today() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT l.concern) FROM safety_logentry l WHERE l.by = nullif(current_setting('hearten.member', true), '')::uuid
    AND l.at >= clock_timestamp() - interval '24 hours' AND l.level IN ('L2', 'L3', 'L4') AND l.what IN ('claimed', 'read', 'contacted')
$$;
