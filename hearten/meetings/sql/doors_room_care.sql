-- Reviewed doors of care in a room: private words, side rooms, captions.

-- Does the acting member lead a room, or stand by whoever does? In: a meeting. Out: one bit.
CREATE OR REPLACE FUNCTION meetings_stands_by(p_meeting uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND meetings_inside(p_meeting)
    AND r.state->'people'->(meetings_my_place(p_meeting)::text)->'duties' ?| ARRAY['facilitator', 'co_facilitator'])
$$;

-- Since when does the acting member lead a room, or stand by? In: a meeting. Out: when they first took that on, from its log; none for
-- whoever does not. What was said privately before was said to others.
CREATE OR REPLACE FUNCTION meetings_stood_by_since(p_meeting uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(s.at) FROM meetings_roomstep s, jsonb_array_elements(s.events) e, meetings_my_place(p_meeting) me
  WHERE s.meeting_id = p_meeting AND e->>'who' = me::text AND meetings_stands_by(p_meeting) AND (e->>'what' = 'promoted'
    OR (e->>'what' = 'duty' AND e->>'value' IN ('facilitator', 'co_facilitator'))
    OR (e->>'what' = 'came' AND s.command->>'who' = me::text AND s.command->'value'->'duties' ?| ARRAY['facilitator', 'co_facilitator']))
$$;

-- May the acting member write privately in a room that runs? In: the meeting, whom it is about, and the side room if it is in one.
-- Out: one bit. Everybody to those who lead, about themself; those who lead to whoever is or was there; in a side room its two.
CREATE OR REPLACE FUNCTION meetings_may_say_privately(p_meeting uuid, p_place uuid, p_side uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND r.ended_at IS NULL) AND meetings_inside(p_meeting)
    AND CASE WHEN p_side IS NOT NULL THEN EXISTS (SELECT 1 FROM meetings_sideroom s WHERE s.id = p_side AND s.meeting_id = p_meeting
        AND s.taken_at IS NOT NULL AND s.ended_at IS NULL AND s.person_id = p_place
        AND meetings_my_place(p_meeting) IN (s.person_id, s.helper_id))
      ELSE p_place = meetings_my_place(p_meeting) OR (meetings_stands_by(p_meeting)
        AND EXISTS (SELECT 1 FROM meetings_attendance a WHERE a.meeting_id = p_meeting AND a.membership_id = p_place)) END
$$;

-- May this be the moment at which a side room was taken? In: the side room and the moment. Out: one bit: only whoever it was
-- offered to says yes, for themself; that it stays what it was is always fine.
CREATE OR REPLACE FUNCTION meetings_may_take(p_side uuid, p_taken timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_sideroom s WHERE s.id = p_side
    AND (s.taken_at IS NOT DISTINCT FROM p_taken OR (s.ended_at IS NULL AND s.person_id = meetings_my_place(s.meeting_id))))
$$;

-- May the acting member type what somebody says? In: a meeting, their membership, and who speaks. Out: one bit.
CREATE OR REPLACE FUNCTION meetings_may_caption(p_meeting uuid, p_membership uuid, p_speaker uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = p_meeting AND r.ended_at IS NULL
    AND p_membership = meetings_my_place(p_meeting) AND meetings_inside(p_meeting)
    AND r.state->'people'->(p_membership::text)->'duties' ? 'captioner' AND NOT r.floor->'never' ? p_membership::text
    AND (p_speaker IS NULL OR r.state->'people' ? p_speaker::text))
$$;

-- The rule of retention for what was said privately; in and out as in members. A day after the room ended, as with lines.
CREATE OR REPLACE FUNCTION meetings_keep_words(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[]; rooms uuid[];
BEGIN
  SELECT array_agg(w.id), count(*), min(w.at) INTO ids, due, oldest FROM meetings_word w JOIN meetings_room r ON r.meeting_id = w.meeting_id
    WHERE r.ended_at < clock_timestamp() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM moderation_case c WHERE c.item = w.id AND c.closed_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM safety_concern c WHERE c.about = w.id AND c.closed_at IS NULL);
  SELECT array_agg(s.id) INTO rooms FROM meetings_sideroom s JOIN meetings_room r ON r.meeting_id = s.meeting_id
    WHERE r.ended_at < clock_timestamp() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM meetings_word w WHERE w.side_id = s.id AND w.id <> ALL (coalesce(ids, '{}')));
  due := due + coalesce(cardinality(rooms), 0);
  IF p_go THEN
    DELETE FROM meetings_word WHERE id = ANY (ids);
    DELETE FROM meetings_sideroom WHERE id = ANY (rooms);
  END IF;
END $$;

-- The acting member is forgotten in what was said privately: what they wrote, and what was answered to them. In and out: nothing.
CREATE OR REPLACE FUNCTION meetings_forget_my_words() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE mine uuid[] := ARRAY(SELECT m.id FROM groups_membership m WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid);
BEGIN
  DELETE FROM meetings_word WHERE membership_id = ANY (mine) OR place_id = ANY (mine)
    OR side_id IN (SELECT s.id FROM meetings_sideroom s WHERE s.person_id = ANY (mine) OR s.helper_id = ANY (mine));
  DELETE FROM meetings_sideroom WHERE person_id = ANY (mine) OR helper_id = ANY (mine);
END $$;
