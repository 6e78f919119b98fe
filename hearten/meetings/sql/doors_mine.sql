-- Reviewed doors of meetings for one member: their calendar, leaving a group, being forgotten, how long things are kept.

-- The calendar behind an address. In: the hash of its token. Out: no row for one that was never made or has ended; else one
-- row for each meeting of the last 30 days or to come in which its owner is in or has a role, in groups that they are in,
-- and always one without a meeting. When and whether: no title, no group, no name.
CREATE OR REPLACE FUNCTION meetings_calendar(p_hash text, p_now timestamptz)
RETURNS TABLE (meeting uuid, starts_at timestamptz, minutes integer, sequence integer, changed_at timestamptz, off boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH owner AS (SELECT k.member_id FROM meetings_calendarkey k WHERE k.token_hash = p_hash AND k.ended_at IS NULL)
  SELECT NULL::uuid, NULL::timestamptz, NULL::integer, NULL::integer, NULL::timestamptz, NULL::boolean FROM owner
  UNION ALL
  SELECT m.id, m.starts_at, m.minutes::integer, m.sequence::integer, m.changed_at, m.called_off_at IS NOT NULL
  FROM owner JOIN groups_membership p ON p.member_id = owner.member_id AND p.ended_at IS NULL
  JOIN meetings_meeting m ON m.group_id = p.group_id AND m.starts_at > p_now - interval '30 days'
  WHERE EXISTS (SELECT 1 FROM meetings_seat s WHERE s.meeting_id = m.id AND s.membership_id = p.id
      AND s.given_up_at IS NULL AND s.in_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM meetings_duty d WHERE d.meeting_id = m.id AND d.membership_id = p.id AND d.ended_at IS NULL)
$$;

-- Leave the meetings of a group, as oneself. In: the group, whether the traces of earlier ones go too. Out: nothing.
CREATE OR REPLACE FUNCTION meetings_take_leave(p_group uuid, p_erase boolean, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; my uuid[]; planned uuid[]; each uuid;
BEGIN
  my := ARRAY(SELECT id FROM groups_membership WHERE group_id = p_group AND member_id = me);
  planned := ARRAY(SELECT meeting_id FROM meetings_seat WHERE membership_id = ANY (my) AND given_up_at IS NULL ORDER BY 1);
  PERFORM 1 FROM meetings_meeting WHERE id = ANY (planned) ORDER BY id FOR UPDATE;
  UPDATE meetings_seat s SET given_up_at = p_now FROM meetings_meeting m
    WHERE m.id = s.meeting_id AND s.membership_id = ANY (my) AND s.given_up_at IS NULL AND m.starts_at > p_now;
  UPDATE meetings_duty d SET ended_at = p_now FROM meetings_meeting m
    WHERE m.id = d.meeting_id AND d.membership_id = ANY (my) AND d.ended_at IS NULL AND m.starts_at > p_now;
  IF p_erase THEN
    DELETE FROM meetings_seat WHERE membership_id = ANY (my);
    DELETE FROM meetings_duty WHERE membership_id = ANY (my);
    UPDATE meetings_change SET words = '' WHERE by_id = ANY (my);
  END IF;
  FOREACH each IN ARRAY planned LOOP PERFORM meetings_fill(each, p_now); END LOOP;
END $$;

-- Forget the acting member in meetings. In: what becomes of their words. Out: nothing. When they came goes in any case.
CREATE OR REPLACE FUNCTION meetings_forget_me(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  DELETE FROM meetings_calendarkey WHERE member_id = me;
  DELETE FROM meetings_reminding WHERE member_id = me;
  DELETE FROM meetings_reminder WHERE member_id = me;
  DELETE FROM meetings_seat WHERE membership_id IN (SELECT id FROM groups_membership WHERE member_id = me);
  DELETE FROM meetings_duty WHERE membership_id IN (SELECT id FROM groups_membership WHERE member_id = me);
  IF p_how = 'erased' THEN
    UPDATE meetings_change SET words = '' WHERE by_id IN (SELECT id FROM groups_membership WHERE member_id = me);
  END IF;
END $$;

-- The acting member's own places and roles, those of groups that they left too. In: nothing. Out: what, when, until when.
CREATE OR REPLACE FUNCTION meetings_mine() RETURNS TABLE (what text, starts_at timestamptz, at timestamptz, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH my AS (SELECT id FROM groups_membership WHERE member_id = nullif(current_setting('hearten.member', true), '')::uuid)
  SELECT 'place', m.starts_at, s.at, s.given_up_at FROM meetings_seat s JOIN meetings_meeting m ON m.id = s.meeting_id
  WHERE s.membership_id IN (SELECT id FROM my)
  UNION ALL
  SELECT d.role::text, m.starts_at, d.at, d.ended_at FROM meetings_duty d JOIN meetings_meeting m ON m.id = d.meeting_id
  WHERE d.membership_id IN (SELECT id FROM my) ORDER BY 2, 3
$$;

-- The rules of retention; in and out as in members. Who kept a place and who did what, 90 days after the meeting.
CREATE OR REPLACE FUNCTION meetings_keep_who_came(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE old uuid[] := ARRAY(SELECT id FROM meetings_meeting WHERE starts_at < now() - interval '90 days');
BEGIN
  SELECT count(*), min(w.at) INTO due, oldest FROM (SELECT at FROM meetings_seat WHERE meeting_id = ANY (old)
    UNION ALL SELECT at FROM meetings_duty WHERE meeting_id = ANY (old)) w;
  IF p_go THEN
    DELETE FROM meetings_seat WHERE meeting_id = ANY (old);
    DELETE FROM meetings_duty WHERE meeting_id = ANY (old);
  END IF;
END $$;

-- Reminders, a week after the meeting. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_reminders(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM meetings_reminder WHERE starts_at < now() - interval '7 days';
  IF p_go THEN DELETE FROM meetings_reminder WHERE starts_at < now() - interval '7 days'; END IF;
END $$;

-- Addresses of calendars that ended 30 days ago. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_calendar_keys(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM meetings_calendarkey WHERE ended_at < now() - interval '30 days';
  IF p_go THEN DELETE FROM meetings_calendarkey WHERE ended_at < now() - interval '30 days'; END IF;
END $$;
