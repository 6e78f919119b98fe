-- Reviewed doors of sessions of two. A meeting with a host and a guest does not exist for anybody but these two.

-- Part: is this a session of two other people? What asks with the rights of a door learns it; a seat that asks itself sees
-- no such meeting, and is told no.
CREATE OR REPLACE FUNCTION meetings_between_others(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_meeting t WHERE t.id = p_meeting AND t.host_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM groups_membership m WHERE m.id IN (t.host_id, t.guest_id) AND m.ended_at IS NULL
      AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid))
$$;

-- Who offers no hours to the acting member: whom they mute or block by name, and who mutes or blocks them. In: nothing. Out:
-- memberships in groups that the acting member is in; who asked learns that there is a distance, and never who began it.
CREATE OR REPLACE FUNCTION meetings_apart_from_me() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id FROM (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id) me
    JOIN members_distance d ON me.id IN (d.by_id, d.whom_id) AND d.ended_at IS NULL AND d.mask_id IS NULL
    JOIN groups_membership m ON m.member_id = CASE WHEN d.by_id = me.id THEN d.whom_id ELSE d.by_id END
  WHERE m.group_id IN (SELECT s.group_id FROM groups_membership s WHERE s.member_id = me.id AND s.ended_at IS NULL)
$$;

-- Part: hours that the acting member may book now, and who meets whom. No row where the owner left, lost their role or is on a
-- break, where the two keep a distance, and for the owner.
CREATE OR REPLACE FUNCTION meetings_bookable(p_hours uuid)
RETURNS TABLE (group_id uuid, host uuid, host_member uuid, guest uuid, guest_member uuid, minutes integer, media text[])
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT h.group_id, o.id, o.member_id, g.id, g.member_id, h.minutes::integer, h.media::text[] FROM meetings_hours h
    JOIN groups_membership o ON o.id = h.membership_id AND o.ended_at IS NULL
      AND o.role IN ('peer_supporter', 'facilitator', 'co_facilitator')
    JOIN groups_membership g ON g.group_id = h.group_id AND g.ended_at IS NULL AND g.id <> o.id
      AND g.member_id = nullif(current_setting('hearten.member', true), '')::uuid
  WHERE h.id = p_hours AND h.ended_at IS NULL AND NOT hearten_on_break(o.member_id)
    AND o.id NOT IN (SELECT meetings_apart_from_me())
$$;

-- Part: has somebody a place, a role or a session at that time, in any group?
CREATE OR REPLACE FUNCTION meetings_busy(p_member uuid, p_from timestamptz, p_minutes integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_meeting t JOIN groups_membership m ON m.group_id = t.group_id AND m.member_id = p_member
      AND m.ended_at IS NULL
    WHERE t.called_off_at IS NULL AND t.starts_at < p_from + make_interval(mins => p_minutes)
      AND t.starts_at + make_interval(mins => t.minutes) > p_from AND t.starts_at > p_from - interval '1 day'
      AND (m.id IN (t.host_id, t.guest_id)
        OR EXISTS (SELECT 1 FROM meetings_seat s WHERE s.meeting_id = t.id AND s.membership_id = m.id AND s.given_up_at IS NULL
          AND s.in_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM meetings_duty d WHERE d.meeting_id = t.id AND d.membership_id = m.id AND d.ended_at IS NULL)))
$$;

-- Which of these times are free? In: hours, and the times at which sessions of them would begin. Out: those at which both people
-- have nothing else; none where the acting member may not book. Why a time is missing never comes out.
CREATE OR REPLACE FUNCTION meetings_free(p_hours uuid, p_starts timestamptz[]) RETURNS SETOF timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s FROM meetings_bookable(p_hours) b, unnest(p_starts) s
  WHERE NOT meetings_busy(b.host_member, s, b.minutes) AND NOT meetings_busy(b.guest_member, s, b.minutes) ORDER BY s
$$;

-- Book a session as oneself. In: the new meeting's id, the hours, when it begins, its zone, title and format, how many sessions to
-- come one may hold with this person and in this group, and the moment. Out: '' when it is booked, else why not: gone (the hours
-- are not there for the acting member), with and in (they hold as many as one may), mine (they have something else then), taken.
-- Both people are locked, so that one is booked at a time, and counted; whoever comes second sees what is left.
CREATE OR REPLACE FUNCTION meetings_book(p_id uuid, p_hours uuid, p_at timestamptz, p_zone text, p_title text, p_definition jsonb,
  p_with integer, p_in integer, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b record; held integer; all_held integer;
BEGIN
  PERFORM 1 FROM members_member WHERE id IN (SELECT unnest(ARRAY[x.host_member, x.guest_member]) FROM meetings_bookable(p_hours) x)
    ORDER BY id FOR NO KEY UPDATE;
  SELECT * INTO b FROM meetings_bookable(p_hours);
  IF b.host IS NULL OR p_at <= p_now THEN RETURN 'gone'; END IF;
  SELECT count(*) FILTER (WHERE t.host_id = b.host), count(*) INTO held, all_held FROM meetings_meeting t
    WHERE t.guest_id = b.guest AND t.called_off_at IS NULL AND t.starts_at + make_interval(mins => t.minutes) > p_now;
  IF held >= p_with THEN RETURN 'with'; END IF;
  IF all_held >= p_in THEN RETURN 'in'; END IF;
  IF meetings_busy(b.guest_member, p_at, b.minutes) THEN RETURN 'mine'; END IF;
  IF meetings_busy(b.host_member, p_at, b.minutes) THEN RETURN 'taken'; END IF;
  INSERT INTO meetings_meeting (id, group_id, title, planned_at, starts_at, zone, minutes, places, media, definition, made_by_id,
      made_at, changed_at, sequence, host_id, guest_id)
    VALUES (p_id, b.group_id, p_title, p_at, p_at, p_zone, b.minutes, 2, b.media, p_definition, b.guest, p_now, p_now, 0, b.host, b.guest);
  INSERT INTO meetings_seat (id, group_id, meeting_id, membership_id, number, at, in_at)
    SELECT gen_random_uuid(), b.group_id, p_id, who, number, p_now, p_now FROM unnest(ARRAY[b.host, b.guest]) WITH ORDINALITY w (who, number);
  INSERT INTO meetings_duty (id, group_id, meeting_id, membership_id, role, at)
    VALUES (gen_random_uuid(), b.group_id, p_id, b.host, 'facilitator', p_now);
  RETURN '';
END $$;

-- Part: a session is called off, by one of the two. Out: the change.
CREATE OR REPLACE FUNCTION meetings_session_ends(p_meeting uuid, p_by uuid, p_words text, p_now timestamptz) RETURNS uuid
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE made uuid := gen_random_uuid();
BEGIN
  INSERT INTO meetings_change (id, group_id, meeting_id, what, was_at, words, by_id, at)
    SELECT made, t.group_id, t.id, 'off', t.starts_at, p_words, p_by, p_now FROM meetings_meeting t WHERE t.id = p_meeting;
  UPDATE meetings_meeting SET called_off_at = p_now, changed_at = p_now, sequence = sequence + 1 WHERE id = p_meeting;
  RETURN made;
END $$;

-- Call a session off as one of the two, before it begins. In: the session, words for the other, the moment. Out: the change, or
-- nothing where there is no such session of the acting member's, or it began or was called off already.
CREATE OR REPLACE FUNCTION meetings_call_off_session(p_meeting uuid, p_words text, p_now timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid;
BEGIN
  SELECT m.id INTO mine FROM meetings_meeting t JOIN groups_membership m ON m.id IN (t.host_id, t.guest_id) AND m.ended_at IS NULL
      AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    WHERE t.id = p_meeting AND t.called_off_at IS NULL AND t.starts_at > p_now FOR UPDATE OF t;
  IF mine IS NOT NULL THEN RETURN NEXT meetings_session_ends(p_meeting, mine, p_words, p_now); END IF;
END $$;

-- For the worker alone: sessions to come cannot be where one of the two left, where the host does not stand for the group any more,
-- or where the two block each other now; hours whose owner left have ended. In: the moment. Out: each change, with each of the two
-- who is still there, to be told, and when it would have begun. Nobody learns which it was, or who began it.
CREATE OR REPLACE FUNCTION meetings_sessions_apart(p_now timestamptz) RETURNS TABLE (change uuid, member uuid, starts_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE t record; made uuid;
BEGIN
  IF session_user <> 'hearten_worker' THEN RETURN; END IF;
  UPDATE meetings_hours h SET ended_at = p_now FROM groups_membership m
    WHERE m.id = h.membership_id AND h.ended_at IS NULL AND m.ended_at IS NOT NULL;
  FOR t IN SELECT s.id, s.starts_at AS at, s.host_id, h.member_id AS host, h.ended_at IS NULL AS host_here, g.member_id AS guest, g.ended_at IS NULL AS guest_here
      FROM meetings_meeting s JOIN groups_membership h ON h.id = s.host_id JOIN groups_membership g ON g.id = s.guest_id
      WHERE s.called_off_at IS NULL AND s.starts_at > p_now AND (h.ended_at IS NOT NULL OR g.ended_at IS NOT NULL
        OR h.role NOT IN ('peer_supporter', 'facilitator', 'co_facilitator') OR hearten_apart(h.member_id, g.member_id))
      ORDER BY s.id FOR UPDATE OF s LOOP
    made := meetings_session_ends(t.id, t.host_id, '', p_now);
    IF t.host_here THEN RETURN QUERY SELECT made, t.host, t.at; END IF;
    IF t.guest_here THEN RETURN QUERY SELECT made, t.guest, t.at; END IF;
  END LOOP;
END $$;

-- For the worker alone: who offers hours, or meets somebody alone in a session to come. In: the moment. Out: members, to be looked at
-- as themselves.
CREATE OR REPLACE FUNCTION meetings_who_meets_alone(p_now timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM groups_membership m WHERE session_user = 'hearten_worker' AND m.ended_at IS NULL AND (
    EXISTS (SELECT 1 FROM meetings_hours h WHERE h.membership_id = m.id AND h.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM meetings_meeting t WHERE m.id IN (t.host_id, t.guest_id) AND t.called_off_at IS NULL AND t.starts_at > p_now))
  GROUP BY m.member_id
$$;

-- Whose hours somebody booked. In: the session. Out, for the worker alone: its host.
CREATE OR REPLACE FUNCTION meetings_whose_session(p_meeting uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM meetings_meeting t JOIN groups_membership m ON m.id = t.host_id AND m.ended_at IS NULL
  WHERE session_user = 'hearten_worker' AND t.id = p_meeting AND t.called_off_at IS NULL
$$;

-- In which session were these words written? In: an item about which a concern is open. Out: the session, for the install's staff
-- alone, and for none of the two.
CREATE OR REPLACE FUNCTION meetings_where_concern(p_item uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id FROM meetings_meeting t JOIN (SELECT l.meeting_id FROM meetings_line l WHERE l.id = p_item
      UNION ALL SELECT b.meeting_id FROM meetings_beforehand b WHERE b.id = p_item) said ON said.meeting_id = t.id
  WHERE t.host_id IS NOT NULL AND hearten_on_the_desk() AND meetings_between_others(t.id) AND EXISTS (SELECT 1 FROM safety_concern c
    WHERE c.about = p_item AND c.kind IN ('line', 'beforehand') AND c.closed_at IS NULL)
$$;

-- What was written in a session, for somebody of the staff, with the trace of it: the rows that tell both people are written in the
-- same statement. In: what was said beforehand or in the room, about which a concern is open; and a reason. Out: who wrote it, the
-- words, when; nothing to others, without a reason, or to one of the two.
CREATE OR REPLACE FUNCTION meetings_staff_open(p_item uuid, p_reason text) RETURNS TABLE (name text, html text, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; two uuid[];
BEGIN
  SELECT ARRAY[h.member_id, g.member_id] INTO two FROM meetings_where_concern(p_item) w JOIN meetings_meeting t ON t.id = w
    JOIN groups_membership h ON h.id = t.host_id JOIN groups_membership g ON g.id = t.guest_id
    WHERE length(trim(p_reason)) >= 20;
  IF two IS NULL THEN RETURN; END IF;
  INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at)
    SELECT gen_random_uuid(), one, s.name, 'what was written in a session of two', p_reason, clock_timestamp()
    FROM members_standing s, unnest(two) one WHERE s.member_id = me AND s.ended_at IS NULL;
  RETURN QUERY SELECT m.name::text, said.html, said.at
    FROM (SELECT l.membership_id, l.html, l.at FROM meetings_line l WHERE l.id = p_item
      UNION ALL SELECT b.membership_id, b.html, b.at FROM meetings_beforehand b WHERE b.id = p_item) said
    JOIN groups_membership m ON m.id = said.membership_id;
END $$;
