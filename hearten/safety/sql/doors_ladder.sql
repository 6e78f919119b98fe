-- Reviewed doors of safety: timers, who is asked when, and the log. PostgreSQL's own clock decides what is due, so a wrong
-- clock of a process moves nothing; each firing is one transaction, so that killing whoever runs it loses and repeats nothing.

-- Part: the steps of the ladder and after how long each comes (safety.md 1.2), a group's own pace first.
CREATE OR REPLACE FUNCTION safety_ladder(p_level text, p_group uuid) RETURNS TABLE (step text, after interval)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT l.step, coalesce(make_interval(secs => (SELECT p.seconds FROM safety_pace p WHERE p.group_id = p_group
    AND p.level = l.level AND p.step = l.step)), l.after)
  FROM (VALUES
    ('L4', 'first', interval '0'), ('L4', 'lead', interval '3 minutes'), ('L4', 'desk', interval '10 minutes'),
    ('L3', 'first', interval '0'), ('L3', 'backup', interval '5 minutes'), ('L3', 'lead', interval '10 minutes'),
    ('L3', 'desk', interval '15 minutes'),
    ('L2', 'first', interval '0'), ('L2', 'backup', interval '30 minutes'), ('L2', 'lead', interval '4 hours'),
    ('unread', 'lead', interval '4 hours')) AS l (level, step, after)
  WHERE l.level = p_level
$$;

-- Part: begin asking people, from now. What was still to ask them is over; whether services reached somebody is asked on.
CREATE OR REPLACE FUNCTION safety_start_ladder(p_concern uuid, p_level text, p_group uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE safety_timer SET done_at = clock_timestamp(), how = 'replaced' WHERE concern_id = p_concern AND done_at IS NULL
    AND step IN ('first', 'backup', 'lead', 'desk', 'silence');
  INSERT INTO safety_timer (id, concern_id, step, due_at, how)
    SELECT gen_random_uuid(), p_concern, l.step, clock_timestamp() + l.after, '' FROM safety_ladder(p_level, p_group) l;
  SELECT pg_notify('hearten_safety', '');
$$;

-- Part: is anybody still to be asked about this concern?
CREATE OR REPLACE FUNCTION safety_ladder_runs(p_concern uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_timer t WHERE t.concern_id = p_concern AND t.done_at IS NULL
    AND t.step IN ('first', 'backup', 'lead', 'desk'))
$$;

-- Part: people hear of a concern again, because its writer asks or it is graver now. Where nobody has it, they are asked from
-- the beginning, unless they are being asked; who has it is told, and so is whoever is on duty.
CREATE OR REPLACE FUNCTION safety_ask_again(p_concern uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c safety_concern;
BEGIN
  SELECT * INTO c FROM safety_concern WHERE id = p_concern AND closed_at IS NULL;
  IF c.id IS NULL OR safety_ladder_runs(c.id) THEN RETURN; END IF;
  IF c.owner_id IS NULL THEN
    PERFORM safety_start_ladder(c.id, c.level, c.group_id);
    RETURN;
  END IF;
  INSERT INTO safety_timer (id, concern_id, step, due_at, how) VALUES (gen_random_uuid(), c.id, 'first', clock_timestamp(), '');
  PERFORM pg_notify('hearten_safety', '');
END $$;

-- Part: did somebody who helps say "not me today", or take a break, that still runs?
CREATE OR REPLACE FUNCTION safety_is_away(p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_spell s WHERE s.member_id = p_member AND s.what IN ('not_today', 'break')
    AND s.until > clock_timestamp())
$$;

-- Part: is whoever took a shift still in its group, or, for one of the install, still of the staff?
CREATE OR REPLACE FUNCTION safety_may_serve(s safety_shift) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN s.group_id IS NULL
    THEN EXISTS (SELECT 1 FROM members_standing t WHERE t.member_id = s.member_id AND t.ended_at IS NULL)
    ELSE EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = s.group_id AND m.member_id = s.member_id
      AND m.ended_at IS NULL) END
$$;

-- Part: the shifts that run now for a group (with those of the install) or, without one, for the install. Only of people who
-- are still there, and not that of `p_but`: whoever needs somebody is nobody's cover.
CREATE OR REPLACE FUNCTION safety_on_shift(p_group uuid, p_but uuid) RETURNS SETOF safety_shift
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.* FROM safety_shift s WHERE s.ended_at IS NULL AND clock_timestamp() BETWEEN s.starts_at AND s.ends_at
    AND (s.group_id = p_group OR s.group_id IS NULL) AND s.member_id IS DISTINCT FROM p_but AND safety_may_serve(s)
$$;

-- Part: whom a step asks. Shifts count while they run; who leads a group is asked at `lead`, and at once where nobody is on
-- shift; a duty lead is whoever is on shift for the install; the desk is everybody with a running standing. Not the person
-- whose item it is. Who said "not me today" or takes a break is left out while somebody else can be asked at this step; where
-- nobody else is left they are asked all the same: rest for who helps never leaves anybody alone (Q5).
CREATE OR REPLACE FUNCTION safety_whom(p_concern uuid, p_step text) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH c AS (SELECT * FROM safety_concern WHERE id = p_concern),
  shift AS (SELECT s.* FROM c, LATERAL safety_on_shift(c.group_id, c.member_id) s),
  leads AS (SELECT m.member_id FROM groups_membership m, c WHERE m.group_id = c.group_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator')),
  desk AS (SELECT s.member_id FROM members_standing s WHERE s.ended_at IS NULL),
  found AS (
    SELECT s.member_id FROM shift s, c WHERE p_step = 'first' AND s.part = 'responder'
      AND (s.group_id IS NOT NULL OR c.level = 'L4' OR c.group_id IS NULL)
    UNION SELECT s.member_id FROM shift s, c WHERE p_step = 'backup' AND s.part = 'backup' AND s.group_id = c.group_id
    UNION SELECT l.member_id FROM leads l WHERE p_step = 'lead' OR (p_step = 'first'
      AND NOT EXISTS (SELECT 1 FROM shift s WHERE s.group_id IS NOT NULL AND s.part = 'responder'))
    UNION SELECT s.member_id FROM shift s WHERE p_step IN ('lead', 'desk') AND s.group_id IS NULL
    UNION SELECT d.member_id FROM desk d, c WHERE p_step = 'desk' OR (c.group_id IS NULL AND p_step = 'lead')
      OR (c.group_id IS NULL AND p_step = 'first' AND NOT EXISTS (SELECT 1 FROM shift s WHERE s.part = 'responder'))),
  asked AS (SELECT f.member_id, safety_is_away(f.member_id) AS away FROM found f, c WHERE f.member_id IS DISTINCT FROM c.member_id)
  SELECT a.member_id FROM asked a WHERE NOT a.away OR NOT EXISTS (SELECT 1 FROM asked o WHERE NOT o.away)
$$;

-- Part: ask one person, with a notice that says nothing of what or whom it is about (CR-20).
CREATE OR REPLACE FUNCTION safety_alert(p_concern uuid, p_timer uuid, p_member uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE alert uuid;
BEGIN
  INSERT INTO safety_alert (id, concern_id, timer_id, member_id, at)
    VALUES (gen_random_uuid(), p_concern, p_timer, p_member, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING id INTO alert;
  IF alert IS NULL THEN RETURN; END IF;
  INSERT INTO notices_notice (id, member_id, kind, about, made_at) VALUES (gen_random_uuid(), p_member, 'concern', alert, clock_timestamp());
  PERFORM hearten_announce('member:' || p_member, 'notice', alert, NULL, p_member, NULL);
END $$;

-- Part: where nobody took a concern and nobody is left to ask, the last step comes again, after its own time, until somebody
-- has it. The last is the one that asks the most people, whatever pace a group has chosen.
CREATE OR REPLACE FUNCTION safety_rearm(p_concern uuid) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO safety_timer (id, concern_id, step, due_at, how)
    SELECT gen_random_uuid(), c.id, l.step, clock_timestamp() + l.after, ''
    FROM safety_concern c, LATERAL safety_ladder(c.level, c.group_id) l
    WHERE c.id = p_concern AND c.owner_id IS NULL AND c.closed_at IS NULL AND NOT safety_ladder_runs(c.id)
    ORDER BY array_position(ARRAY['first', 'backup', 'lead', 'desk'], l.step) DESC LIMIT 1
$$;

-- Fire the one timer that is due longest, if there is any. In: nothing. Out: its step, or none. It can only make happen what is due, so
-- the web process fires too: where the worker is dead, people are asked all the same.
-- Two schedulers never take the same one: the row is locked until commit, and others pass it by.
CREATE OR REPLACE FUNCTION safety_fire() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t safety_timer; c safety_concern; asked int := 0; who uuid;
BEGIN
  SELECT * INTO t FROM safety_timer WHERE done_at IS NULL AND due_at <= clock_timestamp() ORDER BY due_at LIMIT 1
    FOR UPDATE SKIP LOCKED;
  IF t.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO c FROM safety_concern WHERE id = t.concern_id FOR UPDATE;
  UPDATE safety_timer SET done_at = clock_timestamp(), how = 'fired' WHERE id = t.id AND done_at IS NULL;
  IF NOT FOUND THEN RETURN t.step; END IF;
  IF t.step LIKE 'day%' THEN
    PERFORM safety_check_in(c.id, substr(t.step, 4)::int);
  ELSIF c.closed_at IS NOT NULL AND t.step <> 'reached' THEN
    RETURN t.step;
  ELSIF t.step = 'silence' THEN
    PERFORM safety_let_go(c.id, 'silence');
  ELSIF t.step = 'reached' THEN
    PERFORM safety_log(c.id, 'asked: reached?', c.level, '', NULL);
    FOR who IN SELECT DISTINCT x FROM (SELECT c.owner_id UNION SELECT safety_whom(c.id, 'desk')) AS ask (x) WHERE x IS NOT NULL LOOP
      PERFORM safety_alert(c.id, t.id, who);
    END LOOP;
    INSERT INTO safety_timer (id, concern_id, step, due_at, how)
      VALUES (gen_random_uuid(), c.id, 'reached', clock_timestamp() + interval '15 minutes', '');
  ELSE
    IF t.step = 'desk' THEN UPDATE safety_concern SET to_desk_at = coalesce(to_desk_at, clock_timestamp()) WHERE id = c.id; END IF;
    FOR who IN SELECT safety_whom(c.id, t.step) UNION SELECT c.owner_id WHERE c.owner_id IS NOT NULL LOOP
      PERFORM safety_alert(c.id, t.id, who);
      asked := asked + 1;
    END LOOP;
    PERFORM safety_log(c.id, CASE WHEN t.step = 'first' THEN 'alert sent' ELSE 'escalated' END, c.level, t.step || ' ' || asked, NULL);
    IF asked = 0 THEN  -- nobody to ask at this step: the next one is due now
      UPDATE safety_timer SET due_at = clock_timestamp() WHERE id = (SELECT id FROM safety_timer n WHERE n.concern_id = c.id
        AND n.done_at IS NULL AND n.step IN ('backup', 'lead', 'desk') AND c.level IN ('L2', 'L3', 'L4') ORDER BY n.due_at LIMIT 1);
      IF NOT FOUND AND t.step <> 'desk' AND NOT EXISTS (SELECT 1 FROM safety_whom(c.id, 'lead')) THEN  -- nobody leads: the staff
        INSERT INTO safety_timer (id, concern_id, step, due_at, how) VALUES (gen_random_uuid(), c.id, 'desk', clock_timestamp(), '');
      END IF;
    END IF;
    PERFORM safety_rearm(c.id);
  END IF;
  RETURN t.step;
END $$;

-- Part: nobody owns a concern any more, and people are asked anew.
CREATE OR REPLACE FUNCTION safety_let_go(p_concern uuid, p_why text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c safety_concern;
BEGIN
  UPDATE safety_concern SET owner_id = NULL, owner_name = '', claimed_at = NULL WHERE id = p_concern RETURNING * INTO c;
  PERFORM safety_log(c.id, 'let go', c.level, p_why, NULL);
  PERFORM safety_start_ladder(c.id, c.level, c.group_id);
END $$;

-- Part: a person asks how it is now, a day, three days and a week later (CR-24). Only while the writer is here.
CREATE OR REPLACE FUNCTION safety_check_in(p_concern uuid, p_day int) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c safety_concern; made uuid;
BEGIN
  SELECT * INTO c FROM safety_concern WHERE id = p_concern;
  IF c.member_id IS NULL OR c.outcome = 'not_danger' THEN RETURN; END IF;
  INSERT INTO safety_checkin (id, concern_id, member_id, by_name, day, at, answer)
    VALUES (gen_random_uuid(), c.id, c.member_id, c.owner_name, p_day, clock_timestamp(), '') ON CONFLICT DO NOTHING RETURNING id INTO made;
  IF made IS NULL THEN RETURN; END IF;
  INSERT INTO notices_notice (id, member_id, kind, about, made_at) VALUES (gen_random_uuid(), c.member_id, 'check_in', made, clock_timestamp());
  PERFORM hearten_announce('member:' || c.member_id, 'notice', made, NULL, c.member_id, NULL);
  PERFORM safety_log(c.id, 'check-in', c.level, 'day ' || p_day, NULL);
END $$;

-- Part: append one line to the log, chained to the line before. One line at a time: whoever writes holds the lock to commit.
CREATE OR REPLACE FUNCTION safety_log(p_concern uuid, p_what text, p_level text, p_detail text, p_by uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE last_ safety_logentry; n bigint; moment timestamptz := clock_timestamp(); before text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('safety_log'));
  SELECT * INTO last_ FROM safety_logentry ORDER BY number DESC LIMIT 1;
  n := coalesce(last_.number, 0) + 1;
  before := coalesce(last_.mark, '');
  INSERT INTO safety_logentry (id, number, at, concern, what, level, detail, by, mark_before, mark)
    VALUES (gen_random_uuid(), n, moment, p_concern, p_what, p_level, btrim(p_detail), p_by, before,
      safety_mark(n, moment, p_concern, p_what, p_level, btrim(p_detail), p_by, before));
END $$;

-- A line's mark: SHA-256 of its values and the mark before it. Pure; the verifier reckons the same outside the database.
CREATE OR REPLACE FUNCTION safety_mark(n bigint, moment timestamptz, p_concern uuid, p_what text, p_level text, p_detail text,
  p_by uuid, before text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', n, floor(extract(epoch FROM moment) * 1000000)::bigint, coalesce(p_concern::text, '-'),
    p_what, p_level, p_detail, coalesce(p_by::text, '-'), before), 'UTF8')), 'hex')
$$;
