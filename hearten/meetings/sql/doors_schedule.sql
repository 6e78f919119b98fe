-- Reviewed doors of meetings: laying out what comes again, and who is told what.

-- For the worker alone: what still comes again. In: nothing. Out: each running series with its rule; no title.
CREATE OR REPLACE FUNCTION meetings_running_series() RETURNS TABLE (series uuid, rule text, zone text, first_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.rule::text, s.zone::text, s.first_at FROM meetings_series s JOIN groups_group g ON g.id = s.group_id
  WHERE session_user = 'hearten_worker' AND s.ended_at IS NULL AND g.closed_at IS NULL
$$;

-- Make the meetings of a series that are not there yet, each with its roles. In: a series, and when it takes place. For the
-- worker, and for who leads the group. Out: how many were made. Two at once make each meeting once: the constraint says so,
-- also for one that was moved or called off. Roles go to whoever of them is still in the group.
CREATE OR REPLACE FUNCTION meetings_lay_out(p_series uuid, p_starts timestamptz[], p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s meetings_series; made integer;
BEGIN
  SELECT * INTO s FROM meetings_series WHERE id = p_series FOR SHARE;  -- so that nobody ends it meanwhile
  IF s.id IS NULL OR s.ended_at IS NOT NULL OR NOT (session_user = 'hearten_worker'
      OR groups_leads(s.group_id, nullif(current_setting('hearten.member', true), '')::uuid)) THEN RETURN 0; END IF;
  WITH fresh AS (
    INSERT INTO meetings_meeting (id, group_id, series_id, title, planned_at, starts_at, zone, minutes, places, media,
        definition, made_by_id, made_at, changed_at, sequence)
      SELECT gen_random_uuid(), s.group_id, s.id, s.title, at, at, s.zone, (s.definition ->> 'length_min')::integer, s.places,
        s.media, s.definition, s.made_by_id, p_now, p_now, 0 FROM unnest(p_starts) at
      ON CONFLICT (series_id, planned_at) DO NOTHING RETURNING id),
  roles AS (
    INSERT INTO meetings_duty (id, group_id, meeting_id, membership_id, role, at)
      SELECT gen_random_uuid(), s.group_id, fresh.id, m.id, duty ->> 1, p_now
      FROM fresh, jsonb_array_elements(s.duties) duty JOIN groups_membership m ON m.id = (duty ->> 0)::uuid
      WHERE m.ended_at IS NULL AND m.group_id = s.group_id)
  SELECT count(*) INTO made FROM fresh;
  RETURN made;
END $$;

-- Whom a change concerns. In: a change. Out, for the worker alone: who keeps a place or has a role in that meeting, except
-- who made the change.
CREATE OR REPLACE FUNCTION meetings_whom_a_change_concerns(p_change uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.member_id FROM meetings_change c JOIN groups_membership m ON m.group_id = c.group_id
  WHERE session_user = 'hearten_worker' AND c.id = p_change AND m.ended_at IS NULL AND m.id <> c.by_id AND (
    EXISTS (SELECT 1 FROM meetings_seat s
      WHERE s.meeting_id = c.meeting_id AND s.membership_id = m.id AND s.given_up_at IS NULL)
    OR EXISTS (SELECT 1 FROM meetings_duty d
      WHERE d.meeting_id = c.meeting_id AND d.membership_id = m.id AND d.ended_at IS NULL))
$$;

-- Who waits for a place in the meeting that this one takes place beside. In: the second room. Out, for the worker alone.
CREATE OR REPLACE FUNCTION meetings_whom_a_second_room_helps(p_meeting uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.member_id FROM meetings_meeting b, meetings_running_seats(b.beside_id) s
  JOIN groups_membership p ON p.id = s.membership_id
  WHERE session_user = 'hearten_worker' AND b.id = p_meeting AND b.called_off_at IS NULL AND s.in_at IS NULL
$$;

-- Whose a place is that became free for them. In: a place. Out, for the worker alone.
CREATE OR REPLACE FUNCTION meetings_whose_place(p_seat uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM meetings_seat s JOIN groups_membership m ON m.id = s.membership_id AND m.ended_at IS NULL
  WHERE session_user = 'hearten_worker' AND s.id = p_seat AND s.given_up_at IS NULL
$$;

-- Whose a role for today is. In: a duty. Out, for the worker alone.
CREATE OR REPLACE FUNCTION meetings_whose_duty(p_duty uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM meetings_duty d JOIN groups_membership m ON m.id = d.membership_id AND m.ended_at IS NULL
  WHERE session_user = 'hearten_worker' AND d.id = p_duty AND d.ended_at IS NULL
$$;

-- For the worker alone: write down the reminders that are due, each once. In: the moment. Out: the new ones, and whether each is
-- of a day or an hour before. Only who is in, as they chose; a day before only for who kept their place before that.
CREATE OR REPLACE FUNCTION meetings_remind(p_now timestamptz) RETURNS TABLE (reminder uuid, span text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH due AS (
    SELECT p.member_id, m.id, m.starts_at, spans.kind, spans.before, s.in_at, coalesce(r."when", 'both') AS wish
    FROM meetings_meeting m JOIN meetings_seat s ON s.meeting_id = m.id AND s.given_up_at IS NULL AND s.in_at IS NOT NULL
    JOIN groups_membership p ON p.id = s.membership_id AND p.ended_at IS NULL
    JOIN (VALUES ('day', interval '24 hours', interval '2 hours'), ('hour', interval '1 hour', interval '0'))
      AS spans (kind, before, stops) ON p_now >= m.starts_at - spans.before AND p_now < m.starts_at - spans.stops
    LEFT JOIN meetings_reminding r ON r.member_id = p.member_id
    WHERE session_user = 'hearten_worker' AND m.called_off_at IS NULL
      AND m.starts_at BETWEEN p_now AND p_now + interval '24 hours')
  INSERT INTO meetings_reminder (id, member_id, meeting_id, starts_at, kind, at)
    SELECT gen_random_uuid(), member_id, due.id, starts_at, kind, p_now FROM due
    WHERE in_at <= starts_at - before AND (wish = 'both' OR wish = kind)
    ON CONFLICT (member_id, meeting_id, starts_at, kind) DO NOTHING RETURNING id, kind::text
$$;

-- Whom a reminder is for, if it still holds: they are in the group and in the meeting, which takes place as it said.
-- In: a reminder. Out, for the worker alone: one member, or nobody.
CREATE OR REPLACE FUNCTION meetings_whom_to_remind(p_reminder uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.member_id FROM meetings_reminder r JOIN meetings_meeting m ON m.id = r.meeting_id AND m.starts_at = r.starts_at
  WHERE session_user = 'hearten_worker' AND r.id = p_reminder AND m.called_off_at IS NULL AND EXISTS (
    SELECT 1 FROM meetings_running_seats(m.id) s JOIN groups_membership p ON p.id = s.membership_id
    WHERE p.member_id = r.member_id AND s.in_at IS NOT NULL)
$$;
