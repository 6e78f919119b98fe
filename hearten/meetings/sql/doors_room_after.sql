-- Reviewed doors of what follows a meeting.

-- Is a meeting of this group, and no session of two? In: both. Out: one bit, so that no row names a group that it is not of.
CREATE OR REPLACE FUNCTION meetings_is_of(p_meeting uuid, p_group uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_meeting t WHERE t.id = p_meeting AND t.group_id = p_group AND t.host_id IS NULL)
$$;

-- Was the acting member in a room at all, also somebody who was sent out? In: a meeting. Out: one bit; false once they left the group.
CREATE OR REPLACE FUNCTION meetings_attended(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_attendance a WHERE a.meeting_id = p_meeting AND a.membership_id = meetings_my_place(p_meeting))
$$;

-- May the acting member say something on after a meeting? In: a meeting and its group. Out: one bit: they were let in and not sent
-- out, and no more than 72 hours passed since the room ended.
CREATE OR REPLACE FUNCTION meetings_may_follow_up(p_meeting uuid, p_group uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT meetings_inside(p_meeting) AND meetings_is_of(p_meeting, p_group) AND EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND r.group_id = p_group
    AND (r.ended_at IS NULL OR clock_timestamp() < r.ended_at + interval '72 hours'))
$$;

-- May the acting member say how a meeting was for them? In: a meeting and its group. Out: one bit: they were there, and the room ended
-- no more than 72 hours ago, or they left it.
CREATE OR REPLACE FUNCTION meetings_may_feed_back(p_meeting uuid, p_group uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT meetings_is_of(p_meeting, p_group) AND EXISTS (SELECT 1 FROM meetings_attendance a JOIN meetings_room r ON r.meeting_id = a.meeting_id
    WHERE a.meeting_id = p_meeting AND a.membership_id = meetings_my_place(p_meeting) AND r.group_id = p_group
      AND CASE WHEN r.ended_at IS NULL THEN a.since IS NULL ELSE clock_timestamp() < r.ended_at + interval '72 hours' END)
$$;

-- How a meeting was for those who came. In: a meeting. Out, for who leads its group: how many said what, once four people answered; no
-- number at all before. Answers of those who lead do not count: each of them would know their own.
CREATE OR REPLACE FUNCTION meetings_feedback_counts(p_meeting uuid) RETURNS TABLE (answers bigint, heard_yes bigint,
  heard_partly bigint, heard_no bigint, again_yes bigint, again_maybe bigint, again_no bigint, unsafe bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*), count(*) FILTER (WHERE f.heard = 'yes'), count(*) FILTER (WHERE f.heard = 'partly'),
    count(*) FILTER (WHERE f.heard = 'no'), count(*) FILTER (WHERE f.again = 'yes'), count(*) FILTER (WHERE f.again = 'maybe'),
    count(*) FILTER (WHERE f.again = 'no'), count(*) FILTER (WHERE f.unsafe)
  FROM meetings_feedback f JOIN groups_membership m ON m.id = f.membership_id
  WHERE f.meeting_id = p_meeting AND m.role NOT IN ('facilitator', 'co_facilitator')
    AND groups_leads(f.group_id, nullif(current_setting('hearten.member', true), '')::uuid)
  HAVING count(*) >= 4
$$;

-- May these words stand in a recap? In: a meeting, who proposes them, whose they are (or none: their own), the words. Out: one bit:
-- somebody else was there and is still in the group; or no line of somebody else's is in them.
CREATE OR REPLACE FUNCTION meetings_may_tell(p_meeting uuid, p_writer uuid, p_source uuid, p_body text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN p_source IS NULL THEN NOT EXISTS (SELECT 1 FROM meetings_line l WHERE l.meeting_id = p_meeting
      AND l.kind <> 'caption' AND l.membership_id <> p_writer AND length(l.body) >= 20 AND strpos(lower(p_body), lower(l.body)) > 0)
    ELSE p_source <> p_writer AND EXISTS (SELECT 1 FROM meetings_attendance a JOIN groups_membership m ON m.id = a.membership_id
      WHERE a.meeting_id = p_meeting AND a.membership_id = p_source AND m.ended_at IS NULL) END
$$;

-- May such a note be made? In: a meeting, whom it is about (or none), who sees to it. Out: one bit: that person was there, and who sees
-- to it leads the group and is somebody else.
CREATE OR REPLACE FUNCTION meetings_may_note(p_meeting uuid, p_about uuid, p_follows_up uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_about IS DISTINCT FROM p_follows_up
    AND (p_about IS NULL OR EXISTS (SELECT 1 FROM meetings_attendance a WHERE a.meeting_id = p_meeting AND a.membership_id = p_about))
    AND EXISTS (SELECT 1 FROM groups_membership m JOIN meetings_meeting t ON t.group_id = m.group_id
      WHERE t.id = p_meeting AND m.id = p_follows_up AND m.ended_at IS NULL AND m.role IN ('facilitator', 'co_facilitator'))
$$;

-- Part: meetings after which people are asked softly how they are: stopped for safety, or by a note; for 72 hours.
CREATE OR REPLACE FUNCTION meetings_asking_how() RETURNS TABLE (meeting_id uuid, until timestamptz)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.meeting_id, coalesce(r.ended_at, clock_timestamp()) + interval '72 hours' FROM meetings_room r
  WHERE (r.ended_at IS NULL OR r.ended_at > clock_timestamp() - interval '72 hours')
    AND (r.state->>'ended_how' = 'stopped_for_safety'
      OR EXISTS (SELECT 1 FROM meetings_incident i WHERE i.meeting_id = r.meeting_id AND i.asks_all))
$$;

-- Is the acting member asked how they are after a meeting? In: a meeting. Out: one bit, and not why.
CREATE OR REPLACE FUNCTION meetings_asks_how(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT meetings_attended(p_meeting) AND EXISTS (SELECT 1 FROM meetings_asking_how() h WHERE h.meeting_id = p_meeting)
$$;

-- After which meeting is the acting member asked how they are, and has not said? In: nothing. Out: the latest one, or none.
CREATE OR REPLACE FUNCTION meetings_asks_me() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id)
  SELECT a.meeting_id FROM me JOIN groups_membership m ON m.member_id = me.id AND m.ended_at IS NULL
    JOIN meetings_attendance a ON a.membership_id = m.id
  WHERE EXISTS (SELECT 1 FROM meetings_asking_how() h WHERE h.meeting_id = a.meeting_id)
    AND NOT EXISTS (SELECT 1 FROM meetings_howareyou y WHERE y.meeting_id = a.meeting_id AND y.member_id = me.id)
  ORDER BY a.first_at DESC LIMIT 1
$$;

-- How a room stands for what follows it. In: a meeting of a group of the acting member's. Out: when it ended, and how many came; of who
-- was there, nothing.
CREATE OR REPLACE FUNCTION meetings_ended(p_meeting uuid) RETURNS TABLE (ended_at timestamptz, came bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.ended_at, (SELECT count(*) FROM meetings_attendance a WHERE a.meeting_id = p_meeting)
  FROM meetings_room r WHERE r.meeting_id = p_meeting AND meetings_my_place(p_meeting) IS NOT NULL
$$;

-- Part: who led a meeting: in its room; else whose role for today it was; else who announced it.
CREATE OR REPLACE FUNCTION meetings_led_by(p_meeting uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT p.key::uuid FROM meetings_room r, jsonb_each(r.state->'people') p WHERE r.meeting_id = p_meeting
      AND p.value->'duties' ? 'facilitator' ORDER BY (p.value->>'number')::integer LIMIT 1),
    (SELECT d.membership_id FROM meetings_duty d WHERE d.meeting_id = p_meeting AND d.role = 'facilitator' AND d.ended_at IS NULL
      ORDER BY d.at LIMIT 1),
    (SELECT t.made_by_id FROM meetings_meeting t WHERE t.id = p_meeting))
$$;

-- Who led a meeting. In: a meeting of a group that the acting member reads. Out: a membership, or none.
CREATE OR REPLACE FUNCTION meetings_who_led(p_meeting uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT meetings_led_by(t.id) FROM meetings_meeting t WHERE t.id = p_meeting AND t.group_id IN (SELECT hearten_my_group_ids())
$$;

-- Whom somebody asks whether words of theirs may be told. In: a passage. Out, for the worker alone: whose words they are.
CREATE OR REPLACE FUNCTION meetings_whose_words(p_passage uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM meetings_passage p JOIN groups_membership m ON m.id = p.source_id AND m.ended_at IS NULL
  WHERE session_user = 'hearten_worker' AND p.id = p_passage AND p.answer = ''
$$;

-- Who sees to a note. In: a note. Out, for the worker alone: one member, while they lead the group and nobody has seen to it.
CREATE OR REPLACE FUNCTION meetings_who_follows_up(p_incident uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM meetings_incident i JOIN groups_membership m ON m.id = i.follows_up_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator')
  WHERE session_user = 'hearten_worker' AND i.id = p_incident AND i.followed_up_at IS NULL
$$;

-- Whom a note that nobody saw to concerns. In: a note. Out, for the worker alone: who follows it up; where they do not lead any more,
-- those who lead, except the person it is about.
CREATE OR REPLACE FUNCTION meetings_whom_a_late_note_concerns(p_incident uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH who AS (SELECT x FROM meetings_who_follows_up(p_incident) x)
  SELECT x FROM who
  UNION SELECT m.member_id FROM meetings_incident i JOIN groups_membership m ON m.group_id = i.group_id AND m.ended_at IS NULL
    AND m.role IN ('facilitator', 'co_facilitator') AND m.id IS DISTINCT FROM i.about_id
  WHERE session_user = 'hearten_worker' AND i.id = p_incident AND i.followed_up_at IS NULL AND NOT EXISTS (SELECT 1 FROM who)
$$;

-- For the worker alone: write down that people are reminded of notes that nobody saw to in time, each once. In: the moment. Out: those.
CREATE OR REPLACE FUNCTION meetings_overdue(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE meetings_incident SET reminded_at = p_now WHERE session_user = 'hearten_worker' AND followed_up_at IS NULL
    AND reminded_at IS NULL AND due_at <= p_now RETURNING id
$$;

-- Where the acting member was, in groups that they left, too. In: nothing. Out: one's own attendance, whether somebody confirmed it.
CREATE OR REPLACE FUNCTION meetings_where_i_was() RETURNS TABLE (id uuid, meeting uuid, group_id uuid, first_at timestamptz,
  seconds integer, confirmed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, a.meeting_id, a.group_id, a.first_at, a.seconds, a.confirmed_at FROM meetings_attendance a
    JOIN groups_membership m ON m.id = a.membership_id
  WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid AND a.since IS NULL ORDER BY a.first_at DESC LIMIT 400
$$;
