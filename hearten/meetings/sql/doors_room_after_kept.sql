-- How long what follows a meeting is kept, how somebody is forgotten in it, and what their copy says.

-- The rules of retention; in and out as in members. Feedback, 90 days.
CREATE OR REPLACE FUNCTION meetings_keep_feedback(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM meetings_feedback WHERE at < clock_timestamp() - interval '90 days';
  IF p_go THEN DELETE FROM meetings_feedback WHERE at < clock_timestamp() - interval '90 days'; END IF;
END $$;

-- What was said on, 90 days; not while somebody looks at it because of a report or a concern. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_afterwords(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(w.id), count(*), min(w.at) INTO ids, due, oldest FROM meetings_afterword w
    WHERE w.at < clock_timestamp() - interval '90 days'
      AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.item = w.id AND c.closed_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM safety_concern c WHERE c.about = w.id AND c.closed_at IS NULL);
  IF p_go THEN DELETE FROM meetings_afterword WHERE id = ANY (ids); END IF;
END $$;

-- Recaps, 90 days. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_recaps(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(id), count(*), min(made_at) INTO ids, due, oldest FROM meetings_recap WHERE made_at < clock_timestamp() - interval '90 days';
  IF p_go THEN
    DELETE FROM meetings_passage WHERE recap_id = ANY (ids);
    DELETE FROM meetings_recap WHERE id = ANY (ids);
  END IF;
END $$;

-- Words of somebody to which they did not say yes, 72 hours. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_unanswered(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
  SELECT array_agg(id), count(*), min(at) INTO ids, due, oldest FROM meetings_passage
    WHERE source_id IS NOT NULL AND answer <> 'yes' AND at < clock_timestamp() - interval '72 hours';
  IF p_go THEN DELETE FROM meetings_passage WHERE id = ANY (ids); END IF;
END $$;

-- What those who lead noted, 1 year. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_notes(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before timestamptz := clock_timestamp() - interval '1 year';
BEGIN
  SELECT count(*), min(x.at) INTO due, oldest FROM (SELECT at FROM meetings_log UNION ALL SELECT at FROM meetings_incident) x
    WHERE x.at < before;
  IF p_go THEN
    DELETE FROM meetings_log WHERE at < before;
    DELETE FROM meetings_incident WHERE at < before;
  END IF;
END $$;

-- How somebody said they are, 30 days. In and out as above.
CREATE OR REPLACE FUNCTION meetings_keep_how_are_you(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(at) INTO due, oldest FROM meetings_howareyou WHERE at < clock_timestamp() - interval '30 days';
  IF p_go THEN DELETE FROM meetings_howareyou WHERE at < clock_timestamp() - interval '30 days'; END IF;
END $$;

-- Part: take away what some memberships said after meetings: all of it, or (their words stay) what is for nobody else to keep. What
-- somebody wrote as who leads about an incident stays for the others who lead.
CREATE OR REPLACE FUNCTION meetings_take_after(p_places uuid[], p_erase boolean) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM meetings_passage WHERE source_id = ANY (p_places) AND (p_erase OR answer <> 'yes');
  IF NOT p_erase THEN RETURN; END IF;
  DELETE FROM meetings_feedback WHERE membership_id = ANY (p_places);
  DELETE FROM meetings_afterword WHERE membership_id = ANY (p_places);
  DELETE FROM meetings_passage WHERE membership_id = ANY (p_places) AND source_id IS NULL;
  DELETE FROM meetings_log WHERE membership_id = ANY (p_places);
END $$;

-- Leave what follows a group's meetings, as oneself. In: the group, whether one's words go too. Out: nothing.
CREATE OR REPLACE FUNCTION meetings_leave_after(p_group uuid, p_erase boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT meetings_take_after(ARRAY(SELECT id FROM groups_membership WHERE group_id = p_group
    AND member_id = nullif(current_setting('hearten.member', true), '')::uuid), p_erase)
$$;

-- Forget the acting member in it. In: what becomes of their words. Out: nothing. How a meeting was for them and how they are goes in any
-- case, and so does that a note is about them. Words of notes that they wrote go with their key; that there was one stays.
CREATE OR REPLACE FUNCTION meetings_forget_my_after(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; mine uuid[];
BEGIN
  mine := ARRAY(SELECT id FROM groups_membership WHERE member_id = me);
  DELETE FROM meetings_howareyou WHERE member_id = me;
  DELETE FROM meetings_feedback WHERE membership_id = ANY (mine);
  UPDATE meetings_incident SET about_id = NULL WHERE about_id = ANY (mine);
  UPDATE meetings_incident SET member_id = members_nobody() WHERE member_id = me;
  PERFORM meetings_take_after(mine, p_how = 'erased');
END $$;

-- What the acting member's copy says, of groups that they left, too. In: nothing. Out: how each meeting was for them.
CREATE OR REPLACE FUNCTION meetings_my_feedback() RETURNS TABLE (starts_at timestamptz, heard text, again text, unsafe boolean, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.starts_at, f.heard::text, f.again::text, f.unsafe, f.at FROM meetings_feedback f JOIN meetings_meeting t ON t.id = f.meeting_id
    JOIN groups_membership m ON m.id = f.membership_id WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY f.at
$$;

-- The same: one's own words after meetings. Out: what they are (commitment, resource, word, recap, told, themes, next), and when; "told"
-- are words of one's own that somebody proposed for a recap, with what one answered.
CREATE OR REPLACE FUNCTION meetings_my_words_after() RETURNS TABLE (what text, starts_at timestamptz, at timestamptz, words text, answer text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH my AS (SELECT id FROM groups_membership WHERE member_id = nullif(current_setting('hearten.member', true), '')::uuid),
  said (what, meeting_id, at, words, answer) AS (
    SELECT w.kind::text, w.meeting_id, w.at, w.body, '' FROM meetings_afterword w WHERE w.membership_id IN (SELECT id FROM my)
    UNION ALL SELECT 'recap', p.meeting_id, p.at, p.body, '' FROM meetings_passage p
      WHERE p.membership_id IN (SELECT id FROM my) AND p.source_id IS NULL
    UNION ALL SELECT 'told', p.meeting_id, p.at, p.body, p.answer::text FROM meetings_passage p WHERE p.source_id IN (SELECT id FROM my)
    UNION ALL SELECT 'themes', g.meeting_id, g.at, g.themes, '' FROM meetings_log g WHERE g.membership_id IN (SELECT id FROM my)
    UNION ALL SELECT 'next', g.meeting_id, g.at, g.next_time, '' FROM meetings_log g WHERE g.membership_id IN (SELECT id FROM my))
  SELECT s.what, t.starts_at, s.at, s.words, s.answer FROM said s JOIN meetings_meeting t ON t.id = s.meeting_id
  WHERE s.words <> '' ORDER BY s.at
$$;

-- The same: notes that one wrote about incidents, sealed with one's own key; not about whom. Out: rows to open.
CREATE OR REPLACE FUNCTION meetings_my_notes() RETURNS TABLE (id uuid, what text, happened bytea, done bytea, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, i.what::text, i.happened, i.done, i.at FROM meetings_incident i
  WHERE i.member_id = nullif(current_setting('hearten.member', true), '')::uuid ORDER BY i.at
$$;
