-- Reviewed doors of moderation, five: whom to tell of what, and of what once more. All answer the worker's own sign-in alone.

-- Whom to tell that a case is there, or what asks for a person in it: those who look after the group, but its writer and whoever is
-- passed over; when nobody is left, or the case has no group, the staff. In: a case, and members to pass over. Out: member ids.
CREATE OR REPLACE FUNCTION moderation_hear_case(p_case uuid, p_not uuid[] DEFAULT '{}') RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH here AS (SELECT c.group_id, w.member_id AS writer FROM moderation_case c
    LEFT JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item
    WHERE c.id = p_case AND session_user = 'hearten_worker'),
  near AS (SELECT m.member_id FROM here JOIN groups_membership m ON m.group_id = here.group_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator', 'moderator')
    WHERE m.member_id IS DISTINCT FROM here.writer AND m.member_id <> ALL (p_not))
  SELECT member_id FROM near
  UNION SELECT s.member_id FROM here JOIN members_standing s ON s.ended_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM near) AND s.member_id IS DISTINCT FROM here.writer AND s.member_id <> ALL (p_not)
$$;

-- The staff, whoever else looks after a case's group, but its writer and whoever is passed over. In and out as above.
CREATE OR REPLACE FUNCTION moderation_hear_staff(p_case uuid, p_not uuid[] DEFAULT '{}') RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.member_id FROM moderation_case c JOIN members_standing s ON s.ended_at IS NULL AND s.member_id <> ALL (p_not)
  WHERE c.id = p_case AND session_user = 'hearten_worker' AND NOT EXISTS (SELECT 1 FROM moderation_whom w
    WHERE w.kind = c.kind AND w.item = c.item AND w.member_id = s.member_id)
$$;

-- Who had a part in what a case came to, so that they answer neither an appeal nor as the second person: who reported it, and whom
-- else is named. Not a door: it runs with the rights of who calls it.
CREATE OR REPLACE FUNCTION moderation_part_in(p_case uuid, VARIADIC p_also uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT array_remove(p_also || ARRAY(SELECT r.member_id FROM moderation_report r WHERE r.case_id = p_case), NULL)
$$;

-- Whom to tell of an appeal: who may answer it. In: the act, and whether the answer is late (then the staff, too). Out: member ids.
CREATE OR REPLACE FUNCTION moderation_hear_appeal(p_act uuid, p_late boolean DEFAULT false) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH here AS (SELECT a.case_id, moderation_part_in(a.case_id, a.by_id, a.second_id) AS part FROM moderation_act a WHERE a.id = p_act)
  SELECT h FROM here, moderation_hear_case(here.case_id, here.part) h
  UNION SELECT h FROM here, moderation_hear_staff(here.case_id, here.part) h WHERE p_late
$$;

-- Whom to tell that a second person is asked for: who may agree. In: the proposal. Out: member ids; behind a mask, the staff.
CREATE OR REPLACE FUNCTION moderation_hear_proposal(p_proposal uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH here AS (SELECT c.id, moderation_part_in(c.id, p.by_id) AS part, about.masked FROM moderation_proposal p
    JOIN moderation_case c ON c.id = p.case_id CROSS JOIN LATERAL moderation_about(c.kind, c.item) about WHERE p.id = p_proposal)
  SELECT h FROM here, moderation_hear_case(here.id, here.part) h WHERE NOT here.masked
  UNION SELECT h FROM here, moderation_hear_staff(here.id, here.part) h WHERE here.masked
$$;

-- Whom a step is about, to tell them. In: the act. Out: one member id.
CREATE OR REPLACE FUNCTION moderation_hear_decision(p_act uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.member_id FROM moderation_act a JOIN moderation_case c ON c.id = a.case_id JOIN moderation_whom w ON w.kind = c.kind AND w.item = c.item
  WHERE a.id = p_act AND session_user = 'hearten_worker'
$$;

-- Whom to tell of a post that waits. In: the hold. Out: member ids, for the worker alone.
CREATE OR REPLACE FUNCTION moderation_hear_waiting(p_hold uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM moderation_hold h JOIN groups_membership m ON m.group_id = h.group_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator', 'moderator') WHERE h.id = p_hold AND session_user = 'hearten_worker'
$$;

-- Who reported a case that is decided, to tell them. In: the case. Out: member ids, for the worker alone.
CREATE OR REPLACE FUNCTION moderation_hear_reporters(p_case uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.member_id FROM moderation_report r WHERE r.case_id = p_case AND r.taken_back_at IS NULL AND session_user = 'hearten_worker'
$$;

-- Cases that were to be looked at by now and are not decided: nobody took them, or somebody did a quarter of an hour ago or earlier.
-- In: nothing. Out: case ids.
CREATE OR REPLACE FUNCTION moderation_overdue() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM moderation_case c WHERE c.closed_at IS NULL AND session_user = 'hearten_worker'
    AND (c.claimed_at IS NULL OR c.claimed_at < now() - interval '15 minutes')
    AND c.due_at BETWEEN now() - interval '1 day' AND now()
$$;

-- Appeals that were to be answered by now. In: nothing. Out: ids of the acts that they are about.
CREATE OR REPLACE FUNCTION moderation_overdue_appeals() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.act_id FROM moderation_appeal p WHERE p.answered_at IS NULL AND session_user = 'hearten_worker'
    AND p.due_at BETWEEN now() - interval '1 day' AND now()
$$;

-- Give back what somebody has in hand who does not look after it any more: they left, lost their role, or their grant ended. In:
-- nothing. Out: how many. Whoever calls it can only make happen what is due.
CREATE OR REPLACE FUNCTION moderation_free_claims() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE freed bigint;
BEGIN
  UPDATE moderation_case c SET claimed_by_id = NULL, claimed_at = NULL, claimed_name = ''
  WHERE c.closed_at IS NULL AND c.claimed_by_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = c.group_id AND m.member_id = c.claimed_by_id AND m.ended_at IS NULL
      AND m.role IN ('facilitator', 'co_facilitator', 'moderator'))
    AND NOT EXISTS (SELECT 1 FROM members_standing s WHERE s.member_id = c.claimed_by_id AND s.ended_at IS NULL
      AND (c.group_id IS NULL OR EXISTS (SELECT 1 FROM groups_grant g WHERE g.group_id = c.group_id AND g.staff_id = c.claimed_by_id
        AND g.ended_at IS NULL AND g.expires_at > now())));
  GET DIAGNOSTICS freed = ROW_COUNT;
  RETURN freed;
END $$;
