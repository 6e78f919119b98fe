-- Reviewed doors of safety: the working surface of who looks after people.

-- Does the acting member look after anybody here? In: nothing. Out: one bit about oneself: staff, a role that helps, a shift.
CREATE OR REPLACE FUNCTION safety_helps() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT hearten_on_the_desk() OR EXISTS (SELECT 1 FROM safety_may_cover()) OR EXISTS (SELECT 1 FROM safety_on_call_for())
$$;

-- Who looks first, now and next: for a group, those on its own rota, who are asked at once; without one, those of the install. In:
-- a group of the acting member's, or none. Out: is somebody else than oneself on duty, until when, from when next; no name.
-- Members ask it before they ask for a person, so it counts only who is still there, and never oneself (CR-09).
CREATE OR REPLACE FUNCTION safety_cover(p_group uuid) RETURNS TABLE (here boolean, until timestamptz, next_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH a AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS me),
  ok AS (SELECT a.me FROM a WHERE a.me IS NOT NULL
    AND (p_group IS NULL OR p_group IN (SELECT hearten_my_group_ids()) OR hearten_on_the_desk())),
  now_ AS (SELECT s.ends_at FROM ok, LATERAL safety_on_shift(p_group, ok.me) s
    WHERE s.group_id IS NOT DISTINCT FROM p_group AND s.part = 'responder'),
  next_ AS (SELECT s.starts_at FROM safety_shift s, ok WHERE s.group_id IS NOT DISTINCT FROM p_group AND s.part = 'responder'
    AND s.ended_at IS NULL AND s.starts_at > clock_timestamp() AND s.member_id <> ok.me AND safety_may_serve(s))
  SELECT EXISTS (SELECT 1 FROM now_), (SELECT max(n.ends_at) FROM now_ n), (SELECT min(x.starts_at) FROM next_ x)
$$;

-- The words of a concern are opened. In: the concern. Out: did it land: only for who looks after it. One line of the log for
-- each person and hour; the owner is heard by it. It gives no words: the item's own policies do that.
CREATE OR REPLACE FUNCTION safety_read(p_concern uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  IF NOT safety_sees(p_concern) THEN RETURN false; END IF;
  SELECT * INTO c FROM safety_concern WHERE id = p_concern FOR UPDATE;
  IF c.owner_id = me AND c.closed_at IS NULL THEN PERFORM safety_silence(c.id); END IF;
  IF NOT EXISTS (SELECT 1 FROM safety_logentry l WHERE l.concern = c.id AND l.by = me AND l.what = 'read'
      AND l.at > clock_timestamp() - interval '1 hour') THEN
    PERFORM safety_log(c.id, 'read', c.level, '', me);
  END IF;
  RETURN true;
END $$;

-- Did the acting member open the words of a concern? In: the concern. Out: one bit about oneself.
CREATE OR REPLACE FUNCTION safety_have_read(p_concern uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM safety_logentry l WHERE l.concern = p_concern AND l.what = 'read'
    AND l.by = nullif(current_setting('hearten.member', true), '')::uuid)
$$;

-- Its owner asks the people who run this place as well. In: the concern. Out: did it happen, only for its owner.
CREATE OR REPLACE FUNCTION safety_to_desk(p_concern uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; c safety_concern;
BEGIN
  c := safety_my_own(p_concern);
  IF c.id IS NULL THEN RETURN false; END IF;
  UPDATE safety_concern SET to_desk_at = clock_timestamp() WHERE id = c.id AND to_desk_at IS NULL;
  IF FOUND THEN PERFORM safety_log(c.id, 'escalated', c.level, 'by its owner', me); END IF;
  RETURN true;
END $$;

-- Is somebody else there for a concern now: on shift, through the course, not resting? In: the concern. Out: one bit, for who
-- looks after it. It names nobody, and decides only whether the course can wait (MO-12).
CREATE OR REPLACE FUNCTION safety_others_there(p_concern uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT safety_sees(p_concern) AND EXISTS (SELECT 1 FROM safety_concern c, LATERAL safety_on_shift(c.group_id, c.member_id) s
    WHERE c.id = p_concern AND s.member_id <> nullif(current_setting('hearten.member', true), '')::uuid
      AND NOT safety_is_away(s.member_id)
      AND EXISTS (SELECT 1 FROM safety_coursepass p WHERE p.member_id = s.member_id AND p.at > now() - interval '1 year'))
$$;

-- Groups in which three or more people had a hard time within 48 hours (CR-25). In: nothing. Out: ids of groups that the acting
-- member leads or is on call for, and nothing of who or what.
CREATE OR REPLACE FUNCTION safety_hard_days() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.group_id FROM safety_concern c WHERE c.group_id IS NOT NULL AND c.level IN ('L2', 'L3', 'L4') AND c.whose = 'self'
    AND c.outcome <> 'not_danger' AND c.opened_at > clock_timestamp() - interval '48 hours'
    AND (groups_leads(c.group_id, nullif(current_setting('hearten.member', true), '')::uuid)
      OR c.group_id IN (SELECT safety_on_call_for()))
  GROUP BY c.group_id HAVING count(DISTINCT c.member_id) >= 3
$$;

-- By what name somebody is known who asked for a person without any words. In: a concern of the kind "help". Out: their name
-- in the group (without a group: the name they chose here), for its owner alone, while they look after it: they asked to be answered, and behind
-- such a concern stands no item that a mask could belong to.
CREATE OR REPLACE FUNCTION safety_asked_by(p_concern uuid) RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(m.name, p.name)::text FROM safety_concern c
    LEFT JOIN groups_membership m ON m.group_id = c.group_id AND m.member_id = c.member_id AND m.ended_at IS NULL
    LEFT JOIN members_profile p ON p.member_id = c.member_id AND c.group_id IS NULL
  WHERE c.id = p_concern AND c.kind = 'help' AND safety_sees(c.id) AND c.owner_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Answers to the acting member, who asked for a person without any words. In: nothing. Out: ids of notes that were written as
-- answers to oneself; what responders write for each other is never among them.
CREATE OR REPLACE FUNCTION safety_answers_to_me() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.id FROM safety_concernnote n JOIN safety_concern c ON c.id = n.concern_id
  WHERE n.kind = 'answer' AND c.kind = 'help' AND c.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Whom an answer is for, to be told that there is one. In: the note. Out: one member id, for the worker alone.
CREATE OR REPLACE FUNCTION safety_answered(p_note uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.member_id FROM safety_concernnote n JOIN safety_concern c ON c.id = n.concern_id
  WHERE n.id = p_note AND n.kind = 'answer' AND c.kind = 'help' AND session_user = 'hearten_worker'
$$;

-- Who else looks after a concern, to be told that a second person is asked. In: a note or a disclosure. Out: member ids, for the
-- worker alone: who leads the group or is on call for it, and the staff where they were asked; not the writer of the item.
CREATE OR REPLACE FUNCTION safety_second_people(p_about uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH c AS (SELECT x.* FROM safety_concern x WHERE session_user = 'hearten_worker' AND x.id IN (
      SELECT n.concern_id FROM safety_concernnote n WHERE n.id = p_about
      UNION SELECT d.concern_id FROM safety_disclosure d WHERE d.id = p_about)),
  found AS (
    SELECT m.member_id FROM groups_membership m, c WHERE m.group_id = c.group_id AND m.ended_at IS NULL
      AND m.role IN ('facilitator', 'co_facilitator')
    UNION SELECT s.member_id FROM c, LATERAL safety_on_shift(c.group_id, c.member_id) s WHERE s.group_id = c.group_id
    UNION SELECT t.member_id FROM members_standing t, c WHERE t.ended_at IS NULL AND (c.group_id IS NULL OR c.to_desk_at IS NOT NULL))
  SELECT f.member_id FROM found f, c WHERE f.member_id IS DISTINCT FROM c.member_id
$$;

-- Who else leads, to be told that a colleague needs cover or wants to talk. In: a spell. Out: member ids, for the worker alone.
CREATE OR REPLACE FUNCTION safety_colleagues(p_spell uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH s AS (SELECT * FROM safety_spell x WHERE session_user = 'hearten_worker' AND x.id = p_spell AND x.what IN ('cover', 'talk')),
  found AS (SELECT m.member_id FROM groups_membership m, s WHERE m.group_id = s.group_id AND m.ended_at IS NULL
      AND m.role IN ('facilitator', 'co_facilitator')
    UNION SELECT t.member_id FROM members_standing t, s WHERE s.group_id IS NULL AND t.ended_at IS NULL)
  SELECT f.member_id FROM found f, s WHERE f.member_id <> s.member_id
$$;

-- The ladder's minutes as they hold for a group. In: a group. Out: level, step, minutes, for who leads it; numbers only.
CREATE OR REPLACE FUNCTION safety_paces(p_group uuid) RETURNS TABLE (level text, step text, minutes int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.level, l.step, (extract(epoch FROM l.after) / 60)::int FROM unnest(ARRAY['L4', 'L3', 'L2']) AS v (level),
    LATERAL safety_ladder(v.level, p_group) l
  WHERE l.step <> 'first' AND groups_leads(p_group, nullif(current_setting('hearten.member', true), '')::uuid)
$$;
