-- Reviewed doors of a meeting's room.

-- Part: the acting member's running membership in a meeting's group, or NULL; in a session, for the two alone.
CREATE OR REPLACE FUNCTION meetings_my_place(p_meeting uuid) RETURNS uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT m.id FROM meetings_meeting t JOIN groups_membership m ON m.group_id = t.group_id AND m.ended_at IS NULL
    AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
  WHERE t.id = p_meeting AND (t.host_id IS NULL OR m.id IN (t.host_id, t.guest_id))
$$;

-- Part: was somebody sent out of a room? The floor is small; the state of a room with hundreds of people is taken apart only where
-- it was kept before the floor said so.
CREATE OR REPLACE FUNCTION meetings_sent_out(r meetings_room, p_membership uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN r.floor ? 'out' THEN r.floor->'out' ? p_membership::text
    ELSE coalesce((r.state->'people'->(p_membership::text)->>'removed')::boolean, false) END
$$;

-- Since when does the acting member hear what is written in a room? In: a meeting. Out: a moment, or NULL for everybody who was
-- not let in, was sent out, or left the group.
CREATE OR REPLACE FUNCTION meetings_heard_since(p_meeting uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.first_at FROM meetings_attendance a JOIN meetings_room r ON r.meeting_id = a.meeting_id
    WHERE a.meeting_id = p_meeting AND a.membership_id = meetings_my_place(p_meeting) AND a.sent_out_at IS NULL
      AND NOT meetings_sent_out(r, a.membership_id)
$$;

-- The last change of a room before the acting member came: what their stream may not go back beyond. In: a meeting. Out: its number, 0
-- when there is none.
CREATE OR REPLACE FUNCTION meetings_heard_from(p_meeting uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(max(e.number), 0) FROM kernel_liveevent e
    WHERE e.topic = 'meeting:' || p_meeting AND e.at < meetings_heard_since(p_meeting)
$$;

-- Was the acting member let into a room, and not sent out? In: a meeting. Out: one bit.
CREATE OR REPLACE FUNCTION meetings_inside(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT meetings_heard_since(p_meeting) IS NOT NULL
$$;

-- May the acting member write in a room now? In: a meeting and their membership. Out: one bit, from the rule of the part that runs.
CREATE OR REPLACE FUNCTION meetings_may_say(p_meeting uuid, p_membership uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND r.ended_at IS NULL
    AND p_membership = meetings_my_place(p_meeting)
    AND coalesce((r.state->'people'->(p_membership::text)->>'here')::boolean, false)
    AND NOT r.floor->'never' ? p_membership::text
    AND ((r.floor->>'all')::boolean OR r.floor->'only' ? p_membership::text))
$$;

-- Part: may the acting member move a room on, or time that is due (as which nobody acts)?
CREATE OR REPLACE FUNCTION meetings_may_step(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT meetings_my_place(p_meeting) IS NOT NULL
    OR (nullif(current_setting('hearten.member', true), '') IS NULL
      AND EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND r.due_at <= clock_timestamp()))
$$;

-- Hold a room for one step of the engine, until commit; make it when its doors may open. In: a meeting. Out: its state and what the
-- engine needs beside it, for people of the group and for time that is due; nothing for anybody else, or when it was called off.
CREATE OR REPLACE FUNCTION meetings_room_hold(p_meeting uuid) RETURNS TABLE (room_id uuid, group_id uuid, version integer,
  state text, definition text, starts_at timestamptz, places integer, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT meetings_may_step(p_meeting) THEN RETURN; END IF;
  INSERT INTO meetings_room (id, group_id, meeting_id, version, phase, state, floor, made_at)
    SELECT gen_random_uuid(), t.group_id, t.id, 0, 'lobby', '{}', '{"all": true, "only": [], "never": []}', clock_timestamp()
    FROM meetings_meeting t WHERE t.id = p_meeting AND t.called_off_at IS NULL
      AND clock_timestamp() BETWEEN t.starts_at - interval '1 hour' AND t.starts_at + make_interval(mins => t.minutes)
    ON CONFLICT (meeting_id) DO NOTHING;
  RETURN QUERY SELECT r.id, r.group_id, r.version, r.state::text, t.definition::text, t.starts_at, t.places::integer, clock_timestamp()
    FROM meetings_room r JOIN meetings_meeting t ON t.id = r.meeting_id WHERE r.meeting_id = p_meeting FOR UPDATE OF r;
END $$;

-- Keep one step of the engine. In: the meeting, the version it began from, the new state, who may write, when it is due next (in
-- ms), the command and the events. Out: false when the room was another by then: nothing is kept. Who was sent out or left loses
-- their stream at once.
CREATE OR REPLACE FUNCTION meetings_room_keep(p_meeting uuid, p_before integer, p_state jsonb, p_floor jsonb, p_due bigint,
  p_command jsonb, p_events jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r meetings_room;
BEGIN
  IF NOT meetings_may_step(p_meeting) THEN RETURN false; END IF;
  UPDATE meetings_room o SET version = (p_state->>'version')::integer, phase = p_state->>'phase', state = p_state, floor = p_floor,
      due_at = to_timestamp(p_due / 1000.0), ended_at = CASE WHEN p_state->>'phase' = 'ended' THEN coalesce(o.ended_at, clock_timestamp()) END
    WHERE o.meeting_id = p_meeting AND o.version = p_before AND o.ended_at IS NULL RETURNING * INTO r;
  IF r.id IS NULL THEN RETURN false; END IF;
  INSERT INTO meetings_roomstep (id, group_id, meeting_id, version, at, command, events)
    VALUES (gen_random_uuid(), r.group_id, p_meeting, r.version, clock_timestamp(), p_command, p_events);
  PERFORM meetings_attend(r, p_events);
  PERFORM pg_notify('hearten_leases', m.member_id::text) FROM jsonb_array_elements(p_events) e
    JOIN groups_membership m ON m.id = (e->>'who')::uuid WHERE e->>'what' IN ('removed', 'left');
  -- Heard after the rights that ended; what is logged of a session is nobody's to read.
  PERFORM hearten_announce('meeting:' || p_meeting, 'room', r.id, (SELECT t.group_id FROM meetings_meeting t
    WHERE t.id = p_meeting AND t.host_id IS NULL), NULL, NULL);
  RETURN true;
END $$;

-- Part: count who is there and for how long, as the engine says they come and go.
CREATE OR REPLACE FUNCTION meetings_attend(r meetings_room, p_events jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE moment timestamptz := clock_timestamp();
BEGIN
  INSERT INTO meetings_attendance AS a (id, group_id, meeting_id, membership_id, first_at, since, seconds, seen_at)
    SELECT gen_random_uuid(), r.group_id, r.meeting_id, (e->>'who')::uuid, moment, moment, 0, moment
    FROM jsonb_array_elements(p_events) e WHERE e->>'what' IN ('came', 'back')
    ON CONFLICT (meeting_id, membership_id) DO UPDATE SET since = coalesce(a.since, moment), seen_at = moment;
  UPDATE meetings_attendance a SET since = NULL, seconds = a.seconds + extract(epoch FROM moment - a.since)::integer
    WHERE a.meeting_id = r.meeting_id AND a.since IS NOT NULL AND (r.phase = 'ended' OR EXISTS (SELECT 1
      FROM jsonb_array_elements(p_events) e WHERE e->>'what' IN ('lost', 'left', 'removed') AND (e->>'who')::uuid = a.membership_id));
END $$;

-- What the acting member may do with words in a room right now, held until commit, so that no part changes in between. In: a meeting.
-- Out: whether time is due first, whether they may write, whether it is their turn, and the moment.
CREATE OR REPLACE FUNCTION meetings_floor(p_meeting uuid) RETURNS TABLE (due boolean, may boolean, mine boolean, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE place uuid := meetings_my_place(p_meeting);
BEGIN
  IF EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND r.due_at <= clock_timestamp() AND meetings_inside(p_meeting)) THEN
    RETURN QUERY SELECT true, false, false, clock_timestamp();  -- not held: whoever asks moves the room on first, which holds it
    RETURN;
  END IF;
  RETURN QUERY SELECT false, meetings_may_say(p_meeting, place),
    coalesce(r.state->'turn'->>'who' = place::text AND r.state->'turn'->>'state' = 'speaking', false), clock_timestamp()
    FROM meetings_room r WHERE r.meeting_id = p_meeting AND meetings_inside(p_meeting) FOR SHARE;
END $$;

-- Which rooms does time change now? In: how many seconds ago it should have. Out: ids of meetings, and nothing about them; none to
-- anybody who acts as a member.
CREATE OR REPLACE FUNCTION meetings_due(p_late double precision) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.meeting_id FROM meetings_room r WHERE r.ended_at IS NULL AND r.due_at <= clock_timestamp() - make_interval(secs => p_late)
    AND nullif(current_setting('hearten.member', true), '') IS NULL
    ORDER BY r.due_at LIMIT 50
$$;

-- Who counts as being in a room, and was not seen for a while? In: for how many seconds. Out: the meeting, membership and member,
-- for the process that knows whose page is open.
CREATE OR REPLACE FUNCTION meetings_unseen(p_seconds integer) RETURNS TABLE (meeting_id uuid, membership_id uuid, member_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.meeting_id, a.membership_id, m.member_id FROM meetings_attendance a JOIN groups_membership m ON m.id = a.membership_id
    JOIN meetings_room r ON r.meeting_id = a.meeting_id
    WHERE a.since IS NOT NULL AND r.ended_at IS NULL AND a.seen_at < clock_timestamp() - make_interval(secs => p_seconds)
      AND nullif(current_setting('hearten.member', true), '') IS NULL
$$;

-- The acting member is here: their page was asked for, or is open. In: a meeting. Out: whether they were let in.
CREATE OR REPLACE FUNCTION meetings_seen(p_meeting uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE meetings_attendance a SET seen_at = clock_timestamp() WHERE a.meeting_id = p_meeting AND a.membership_id = meetings_my_place(p_meeting);
  RETURN FOUND;
END $$;

-- Who of these is here? Their pages are open. In: a meeting and memberships of people in its room, from the process that knows whose
-- page is open, while nobody acts. Out: how many were known.
CREATE OR REPLACE FUNCTION meetings_seen_together(p_meeting uuid, p_places uuid[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH seen AS (UPDATE meetings_attendance a SET seen_at = clock_timestamp() WHERE a.meeting_id = p_meeting
    AND a.membership_id = ANY (p_places) AND nullif(current_setting('hearten.member', true), '') IS NULL RETURNING 1)
  SELECT count(*) FROM seen
$$;

-- How does the room count these people? In: a meeting and members, from the process that knows whose page is open, while nobody acts.
-- Out: their membership, whether they are here, and whether their place is kept for a connection that was lost; no row for whoever
-- did not come, was sent out, or left the group.
CREATE OR REPLACE FUNCTION meetings_counted(p_meeting uuid, p_members uuid[]) RETURNS TABLE (member uuid, place uuid, here boolean, lost boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH known AS MATERIALIZED (SELECT k.key, k.value AS person, r.group_id FROM meetings_room r, jsonb_each(r.state->'people') k
    WHERE r.meeting_id = p_meeting AND r.ended_at IS NULL)
  SELECT m.member_id, m.id, (k.person->>'here')::boolean, k.person->>'lost_at' IS NOT NULL
  FROM known k JOIN groups_membership m ON m.id = k.key::uuid AND m.group_id = k.group_id AND m.ended_at IS NULL
  WHERE m.member_id = ANY (p_members) AND NOT (k.person->>'removed')::boolean
    AND nullif(current_setting('hearten.member', true), '') IS NULL
$$;

-- Part: what the fragments of rooms and lines need. In a meeting nobody is hidden from anybody: whoever would not sit with somebody
-- is told at the door (meetings_kept_from).
CREATE OR REPLACE FUNCTION meetings_shown(p_ids uuid[]) RETURNS SETOF jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', l.id, 'kind', CASE WHEN h.held THEN 'held' ELSE l.kind END, 'meeting', l.meeting_id, 'place', l.membership_id,
    'name', m.name, 'speaker', v.name, 'html', CASE WHEN h.held THEN '' ELSE l.html END, 'at', l.at)
    FROM meetings_line l JOIN groups_membership m ON m.id = l.membership_id LEFT JOIN groups_membership v ON v.id = l.speaker_id
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM moderation_held() x WHERE x = l.id) AS held) h
    WHERE l.id = ANY (p_ids) AND (l.kind <> 'caption'
      OR EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = l.meeting_id AND r.ended_at IS NULL))
  UNION ALL
  SELECT jsonb_build_object('id', r.id, 'kind', 'room', 'meeting', r.meeting_id, 'state', r.state, 'floor', r.floor, 'definition', t.definition,
    'starts_at', t.starts_at, 'names', (SELECT coalesce(jsonb_object_agg(m.id, m.name), '{}')
      FROM jsonb_object_keys(r.state->'people') AS k (place) JOIN groups_membership m ON m.id = k.place::uuid AND m.group_id = r.group_id))
    FROM meetings_room r JOIN meetings_meeting t ON t.id = r.meeting_id WHERE r.id = ANY (p_ids)
$$;

-- The same for the live hub. Answers only the hub's own sign-in.
CREATE OR REPLACE FUNCTION meetings_live(p_ids uuid[]) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.* FROM meetings_shown(p_ids) s WHERE session_user = 'hearten_live'
$$;

-- The room as the acting member sees it, who was let in. In: a meeting. Out: as above; no row for everybody else.
CREATE OR REPLACE FUNCTION meetings_room_for_me(p_meeting uuid) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.* FROM meetings_room r, LATERAL meetings_shown(ARRAY[r.id]) s WHERE r.meeting_id = p_meeting AND meetings_inside(p_meeting)
$$;

-- Is somebody in the room whom the acting member blocked? In: a meeting of a group of theirs. Out: one bit, so that they can choose
-- not to go in. Nobody learns that somebody blocked them.
CREATE OR REPLACE FUNCTION meetings_kept_from(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_attendance a JOIN groups_membership m ON m.id = a.membership_id JOIN members_distance d
    ON d.whom_id = m.member_id AND d.kind = 'block' AND d.ended_at IS NULL AND d.mask_id IS NULL
    AND d.by_id = nullif(current_setting('hearten.member', true), '')::uuid
    WHERE a.meeting_id = p_meeting AND a.since IS NOT NULL AND meetings_my_place(p_meeting) IS NOT NULL)
$$;

-- May the acting member have sound and video in a room? In: a meeting, or a side room. Out: the most that they may use (video, audio,
-- text); no row for whoever is not in the room now, and in a side room for everybody but the two.
CREATE OR REPLACE FUNCTION meetings_may_join_media(p_meeting uuid) RETURNS TABLE (way text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN 'video' = ANY (t.media) THEN 'video' WHEN 'audio' = ANY (t.media) THEN 'audio' ELSE 'text' END
  FROM meetings_room r JOIN meetings_meeting t ON t.id = r.meeting_id
  WHERE r.meeting_id = p_meeting AND r.ended_at IS NULL AND meetings_inside(p_meeting)
    AND (r.state->'people'->(meetings_my_place(p_meeting)::text)->>'here')::boolean
  UNION ALL
  SELECT f.way FROM meetings_sideroom s, LATERAL meetings_may_join_media(s.meeting_id) f
  WHERE s.id = p_meeting AND s.taken_at IS NOT NULL AND s.ended_at IS NULL AND meetings_my_place(s.meeting_id) IN (s.person_id, s.helper_id)
$$;

-- How the acting member is shown to others beside their sound and picture. In: a meeting, or a side room. Out: their membership and
-- name there.
CREATE OR REPLACE FUNCTION meetings_shown_in_media(p_meeting uuid) RETURNS TABLE (presence uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.name::text FROM groups_membership m, coalesce((SELECT s.meeting_id FROM meetings_sideroom s WHERE s.id = p_meeting), p_meeting) t
    WHERE m.id = meetings_my_place(t) AND meetings_inside(t)
$$;

-- Whose memberships are these? In: a meeting and memberships of people who were in its room. Out: ids of members, never a name, for
-- the process that passes their sound on; of a session, to its two alone.
CREATE OR REPLACE FUNCTION meetings_members_of(p_meeting uuid, p_places uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM meetings_attendance a JOIN groups_membership m ON m.id = a.membership_id
  WHERE a.meeting_id = p_meeting AND a.membership_id = ANY (p_places) AND NOT (meetings_between_others(p_meeting)
    AND nullif(current_setting('hearten.member', true), '') IS NOT NULL)
$$;
