-- Reviewed doors of meetings: places. One at a time: each of them locks the meeting's row, so that places are counted.

-- Running places of a meeting, the first in line first. No door: whoever calls it reads under their own policies.
CREATE OR REPLACE FUNCTION meetings_running_seats(p_meeting uuid) RETURNS SETOF meetings_seat
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.* FROM meetings_seat s JOIN groups_membership m ON m.id = s.membership_id AND m.ended_at IS NULL
  WHERE s.meeting_id = p_meeting AND s.given_up_at IS NULL ORDER BY s.number
$$;

-- The meeting itself, and those that take place beside it. No door, as above.
CREATE OR REPLACE FUNCTION meetings_side_by_side(p_meeting uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT x.id FROM meetings_meeting x, meetings_meeting me
  WHERE me.id = p_meeting AND (x.id = me.id OR x.id = me.beside_id OR x.beside_id IN (me.id, me.beside_id))
$$;

-- How many come. In: a meeting of a group that the acting member may read. Out: how many are in, how many wait, where the
-- acting member stands (0: in; 1: the next one in; none: keeps no place). Counts alone: who comes is not for everybody.
CREATE OR REPLACE FUNCTION meetings_places(p_meeting uuid, OUT taken integer, OUT waiting integer, OUT mine integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH line AS (
    SELECT s.in_at IS NOT NULL AS is_in, m.member_id,
      count(*) FILTER (WHERE s.in_at IS NULL) OVER (ORDER BY s.number) AS behind
    FROM meetings_running_seats(p_meeting) s JOIN groups_membership m ON m.id = s.membership_id
    WHERE s.group_id IN (SELECT hearten_my_group_ids()) AND NOT meetings_between_others(p_meeting))
  SELECT count(*) FILTER (WHERE is_in), count(*) FILTER (WHERE NOT is_in),
    min(CASE WHEN is_in THEN 0 ELSE behind END)
      FILTER (WHERE member_id = nullif(current_setting('hearten.member', true), '')::uuid)
  FROM line
$$;

-- Let who waits in, first come first, while places are free. In: a meeting. Out: nothing; it makes happen what is due.
CREATE OR REPLACE FUNCTION meetings_fill(p_meeting uuid, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m meetings_meeting; free integer;
BEGIN
  SELECT * INTO m FROM meetings_meeting WHERE id = p_meeting FOR UPDATE;
  IF m.id IS NULL OR m.called_off_at IS NOT NULL OR m.starts_at + m.minutes * interval '1 minute' <= p_now THEN RETURN; END IF;
  SELECT m.places - count(*) INTO free FROM meetings_running_seats(p_meeting) s WHERE s.in_at IS NOT NULL;
  IF free > 0 THEN
    UPDATE meetings_seat SET in_at = p_now WHERE id IN (
      SELECT s.id FROM meetings_running_seats(p_meeting) s WHERE s.in_at IS NULL ORDER BY s.number LIMIT free);
  END IF;
END $$;

-- Keep a place as oneself, at the end of the line. In: a meeting of one's own group. Out: in, waits, here (kept already) or
-- closed (not one's own, for two, called off or over). Nobody is in two rooms at once: a place in the one beside is given up.
CREATE OR REPLACE FUNCTION meetings_claim_place(p_meeting uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; m meetings_meeting; my uuid; made uuid; other uuid;
BEGIN
  PERFORM 1 FROM meetings_meeting WHERE id IN (SELECT meetings_side_by_side(p_meeting)) ORDER BY id FOR UPDATE;
  SELECT * INTO m FROM meetings_meeting WHERE id = p_meeting;
  SELECT id INTO my FROM groups_membership WHERE group_id = m.group_id AND member_id = me AND ended_at IS NULL;
  IF my IS NULL OR m.host_id IS NOT NULL OR m.called_off_at IS NOT NULL
    OR m.starts_at + m.minutes * interval '1 minute' <= p_now THEN RETURN 'closed'; END IF;
  IF EXISTS (SELECT 1 FROM meetings_running_seats(p_meeting) s WHERE s.membership_id = my) THEN RETURN 'here'; END IF;
  made := gen_random_uuid();
  INSERT INTO meetings_seat (id, group_id, meeting_id, membership_id, number, at)
    SELECT made, m.group_id, p_meeting, my, coalesce(max(s.number), 0) + 1, p_now FROM meetings_seat s
    WHERE s.meeting_id = p_meeting;
  PERFORM meetings_fill(p_meeting, p_now);
  FOR other IN SELECT x FROM meetings_side_by_side(p_meeting) x WHERE x <> p_meeting LOOP
    UPDATE meetings_seat SET given_up_at = p_now WHERE meeting_id = other AND membership_id = my AND given_up_at IS NULL;
    PERFORM meetings_fill(other, p_now);
  END LOOP;
  RETURN (SELECT CASE WHEN in_at IS NULL THEN 'waits' ELSE 'in' END FROM meetings_seat WHERE id = made);
END $$;

-- Give one's own place up; the first who waits is in. In: a meeting. Out: whether there was a place to give up.
CREATE OR REPLACE FUNCTION meetings_give_up_place(p_meeting uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; given integer;
BEGIN
  PERFORM 1 FROM meetings_meeting WHERE id = p_meeting AND host_id IS NULL FOR UPDATE;  -- a session is called off instead
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE meetings_seat SET given_up_at = p_now WHERE meeting_id = p_meeting AND given_up_at IS NULL
    AND membership_id IN (SELECT id FROM groups_membership WHERE member_id = me AND ended_at IS NULL);
  GET DIAGNOSTICS given = ROW_COUNT;
  PERFORM meetings_fill(p_meeting, p_now);
  RETURN given > 0;
END $$;

-- For the worker alone: let in who waits wherever somebody left the group or more places were made. In: the moment.
-- Out: places whose owners came in after they had waited, in meetings to come; each is told once.
CREATE OR REPLACE FUNCTION meetings_let_in(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE meeting uuid;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  FOR meeting IN SELECT DISTINCT s.meeting_id FROM meetings_seat s JOIN meetings_meeting m ON m.id = s.meeting_id
      WHERE s.given_up_at IS NULL AND s.in_at IS NULL AND m.called_off_at IS NULL AND m.starts_at > p_now ORDER BY 1 LOOP
    PERFORM meetings_fill(meeting, p_now);
  END LOOP;
  RETURN QUERY UPDATE meetings_seat s SET told_at = p_now FROM meetings_meeting m
    WHERE m.id = s.meeting_id AND s.given_up_at IS NULL AND s.told_at IS NULL AND s.in_at > s.at
      AND m.called_off_at IS NULL AND m.starts_at > p_now RETURNING s.id;
END $$;
