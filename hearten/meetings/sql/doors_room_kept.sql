-- How long a room's rows are kept, and how somebody is forgotten in them.

-- The rule of retention for what was written; in and out as in members. A day after the room ended, lines go, and what was typed for
-- others as soon as it ended, unless somebody looks at one because of a report or a concern.
CREATE OR REPLACE FUNCTION meetings_keep_lines(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(l.id), count(*), min(l.at) INTO ids, due, oldest FROM meetings_line l JOIN meetings_room r ON r.meeting_id = l.meeting_id
    WHERE r.ended_at < clock_timestamp() - CASE l.kind WHEN 'caption' THEN interval '0' ELSE interval '1 day' END
      AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.item = l.id AND c.closed_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM safety_concern c WHERE c.about = l.id AND c.closed_at IS NULL);
  IF p_go THEN DELETE FROM meetings_line WHERE id = ANY (ids); END IF;
END $$;

-- The same for the log of a room and its last state: thirty days after it ended. Who was sent out stays sent out (doors_room_after.sql).
CREATE OR REPLACE FUNCTION meetings_keep_steps(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(r.meeting_id), count(*), min(r.ended_at) INTO ids, due, oldest FROM meetings_room r
    WHERE r.ended_at < clock_timestamp() - interval '30 days' AND r.state <> '{}';
  IF p_go THEN
    DELETE FROM meetings_roomstep WHERE meeting_id = ANY (ids);
    UPDATE meetings_attendance a SET sent_out_at = r.ended_at FROM meetings_room r WHERE r.meeting_id = ANY (ids)
      AND a.meeting_id = r.meeting_id AND (r.state->'people'->(a.membership_id::text)->>'removed')::boolean;
    UPDATE meetings_room SET state = '{}', floor = '{}' WHERE meeting_id = ANY (ids);
  END IF;
END $$;

-- The same for who was there: a year after it.
CREATE OR REPLACE FUNCTION meetings_keep_attendance(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(a.id), count(*), min(a.first_at) INTO ids, due, oldest FROM meetings_attendance a
    WHERE a.since IS NULL AND a.first_at < clock_timestamp() - interval '1 year';
  IF p_go THEN DELETE FROM meetings_attendance WHERE id = ANY (ids); END IF;
END $$;

-- The acting member is forgotten in every room: their lines' words, and with 'erased' that they were there. In: whether all goes. Out:
-- nothing.
CREATE OR REPLACE FUNCTION meetings_forget_my_rooms(p_erased boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid[] := ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid);
BEGIN
  DELETE FROM meetings_line WHERE membership_id = ANY (mine) OR speaker_id = ANY (mine);
  IF p_erased THEN DELETE FROM meetings_attendance WHERE membership_id = ANY (mine) AND since IS NULL; END IF;
END $$;

-- What the acting member's copy says of where they were. In: nothing. Out: one's own attendance, in groups that one left, too.
CREATE OR REPLACE FUNCTION meetings_my_attendance() RETURNS TABLE (starts_at timestamptz, first_at timestamptz, seconds integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.starts_at, a.first_at, a.seconds FROM meetings_attendance a JOIN meetings_meeting t ON t.id = a.meeting_id
    JOIN groups_membership m ON m.id = a.membership_id WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    ORDER BY a.first_at
$$;
