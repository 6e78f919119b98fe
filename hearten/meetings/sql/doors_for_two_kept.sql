-- How long rows of sessions of two are kept, how somebody is forgotten in them, and what moderation asks.

-- Leave a group, as oneself: one's hours there end, and with the second bit one's words go. In: the group, that bit. Out: nothing.
CREATE OR REPLACE FUNCTION meetings_leave_for_two(p_group uuid, p_erase boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid[] := ARRAY(SELECT m.id FROM groups_membership m WHERE m.group_id = p_group
  AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid);
BEGIN
  UPDATE meetings_hours SET ended_at = clock_timestamp() WHERE membership_id = ANY (mine) AND ended_at IS NULL;
  IF p_erase THEN
    DELETE FROM meetings_hours WHERE membership_id = ANY (mine);
    DELETE FROM meetings_beforehand WHERE membership_id = ANY (mine);
  END IF;
END $$;

-- The acting member is forgotten in sessions: hours and words. In: nothing. Out: nothing.
CREATE OR REPLACE FUNCTION meetings_forget_for_two() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid[] := ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid);
BEGIN
  DELETE FROM meetings_hours WHERE membership_id = ANY (mine);
  DELETE FROM meetings_beforehand WHERE membership_id = ANY (mine);
END $$;

-- The acting member's own hours, those of groups that they left too. In: nothing. Out: rows about oneself.
CREATE OR REPLACE FUNCTION meetings_my_hours()
RETURNS TABLE (weekday integer, begins time, ends time, zone text, minutes integer, made_at timestamptz, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.weekday::integer, h.begins, h.ends, h.zone::text, h.minutes::integer, h.made_at, h.ended_at FROM meetings_hours h
    JOIN groups_membership m ON m.id = h.membership_id
    WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY h.made_at
$$;

-- What the acting member said beforehand, in groups that they left too. In: nothing. Out: the session's start and one's own words.
CREATE OR REPLACE FUNCTION meetings_my_words_beforehand() RETURNS TABLE (starts_at timestamptz, at timestamptz, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.starts_at, b.at, b.body FROM meetings_beforehand b JOIN meetings_meeting t ON t.id = b.meeting_id
    JOIN groups_membership m ON m.id = b.membership_id
    WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY b.at
$$;

-- The rules of retention; in and out as in members. What was said beforehand, a week after the session, unless somebody looks at it
-- because of a report or a concern.
CREATE OR REPLACE FUNCTION meetings_keep_beforehand(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(b.id), count(*), min(b.at) INTO ids, due, oldest FROM meetings_beforehand b JOIN meetings_meeting t ON t.id = b.meeting_id
    WHERE t.starts_at < now() - interval '7 days'
      AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.item = b.id AND c.closed_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM safety_concern c WHERE c.about = b.id AND c.closed_at IS NULL);
  IF p_go THEN DELETE FROM meetings_beforehand WHERE id = ANY (ids); END IF;
END $$;

-- Hours that ended 30 days ago.
CREATE OR REPLACE FUNCTION meetings_keep_hours(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(ended_at) INTO due, oldest FROM meetings_hours WHERE ended_at < now() - interval '30 days';
  IF p_go THEN DELETE FROM meetings_hours WHERE ended_at < now() - interval '30 days'; END IF;
END $$;

-- That two people met, with all that still hangs on it: 90 days after it, unless somebody still looks at words of it.
CREATE OR REPLACE FUNCTION meetings_keep_sessions(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(t.id), count(*), min(t.starts_at) INTO ids, due, oldest FROM meetings_meeting t
    WHERE t.host_id IS NOT NULL AND t.starts_at < now() - interval '90 days'
      AND NOT EXISTS (SELECT 1 FROM meetings_beforehand b WHERE b.meeting_id = t.id)
      AND NOT EXISTS (SELECT 1 FROM meetings_line l WHERE l.meeting_id = t.id);
  IF NOT p_go THEN RETURN; END IF;
  DELETE FROM meetings_seat WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_duty WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_change WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_reminder WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_howareyou WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_attendance WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_roomstep WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_room WHERE meeting_id = ANY (ids);
  DELETE FROM meetings_meeting WHERE id = ANY (ids);
END $$;

-- What moderation asks of words said beforehand (hearten/moderation/items.py says what each is for). None of these is a door.
-- They are of no group for it: who leads one is not to learn that there is a session.
CREATE OR REPLACE FUNCTION moderation_beforehand_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NULL::uuid, m.member_id, false FROM meetings_beforehand b JOIN groups_membership m ON m.id = b.membership_id WHERE b.id = p_item
$$;

-- They are held: nothing else is hidden with them.
CREATE OR REPLACE FUNCTION moderation_beforehand_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by themselves.
CREATE OR REPLACE FUNCTION moderation_beforehand_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- The words go. In: the item. Out: them, for their writer.
CREATE OR REPLACE FUNCTION moderation_beforehand_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept jsonb;
BEGIN
  SELECT jsonb_build_object('body', b.body, 'html', b.html) INTO kept FROM meetings_beforehand b WHERE b.id = p_item;
  UPDATE meetings_beforehand SET body = '', html = '' WHERE id = p_item;
  RETURN kept;
END $$;

-- An appeal brings them back.
CREATE OR REPLACE FUNCTION moderation_beforehand_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE meetings_beforehand SET body = p_words->>'body', html = p_words->>'html' WHERE id = p_item
$$;
