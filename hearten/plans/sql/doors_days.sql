-- Reviewed doors of what somebody shows of their days, and of coming back.

-- Put away what somebody else shows to the acting member. In: the share. Out: whether there was one. Who showed it is not told:
-- to them it stands as before, until its own day.
CREATE OR REPLACE FUNCTION plans_put_away(p_shared uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE plans_shared SET put_away_at = p_at WHERE id = p_shared AND ended_at IS NULL AND put_away_at IS NULL
    AND to_id = nullif(current_setting('hearten.member', true), '')::uuid;
  RETURN FOUND;
END $$;

-- Who is in one's circle with oneself at this moment. In: a circle of the acting member's. Out: members with their memberships, for
-- rows that the acting member adds for each of them; nobody who is out of their sight, nobody for who is not in it.
CREATE OR REPLACE FUNCTION plans_others_in(p_circle uuid) RETURNS TABLE (member uuid, place uuid, my_place uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT nullif(current_setting('hearten.member', true), '')::uuid AS id),
  seen AS (SELECT p.* FROM me, plans_places_seen(p_circle, me.id) p WHERE p.in_from_day IS NOT NULL)
  SELECT s.member_id, s.membership_id, own.membership_id FROM me, seen s JOIN seen own ON true
    WHERE own.member_id = me.id AND s.member_id <> me.id
$$;

-- Whom a share is for. In: the share. Out, for the worker alone: one member, or nobody where the two keep apart, it ended, or they put it away.
CREATE OR REPLACE FUNCTION plans_whom_shown(p_shared uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.to_id FROM plans_shared s JOIN groups_membership a ON a.id = s.place_id AND a.ended_at IS NULL
    JOIN groups_membership b ON b.id = s.to_place_id AND b.ended_at IS NULL
  WHERE session_user = 'hearten_worker' AND s.id = p_shared AND s.ended_at IS NULL AND s.put_away_at IS NULL AND NOT plans_apart(s.member_id, s.to_id)
$$;

-- Ask people for a note to somebody who wanted that and was away for the days that they chose. In: the moment and the install's zone. Out, for the worker
-- alone: the notes that are asked for now, each once for one absence. Nobody is asked about who is on a break that they began
-- themself, nor about who was here on any page meanwhile: a sign-in that is used is renewed after a tenth of the time that it lives
-- unused, so that it may have been used for that long after it was renewed last. Nobody is asked who keeps apart, left the group or rests,
-- or for whom such notes are closed. Days are those of the zone of who is away; p_zone is that of who chose none.
CREATE OR REPLACE FUNCTION plans_ask_for_notes(p_now timestamptz, p_zone text) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO plans_returnnote (id, wish_id, member_id, author_id, member_place_id, author_place_id, away_on, asked_at)
  SELECT gen_random_uuid(), w.id, w.member_id, w.to_id, w.place_id, w.to_place_id, w.seen_on, p_now
  FROM plans_gentlereturn w JOIN groups_membership a ON a.id = w.place_id AND a.ended_at IS NULL
    JOIN groups_membership b ON b.id = w.to_place_id AND b.ended_at IS NULL
  WHERE session_user = 'hearten_worker' AND w.ended_at IS NULL
    AND (p_now AT TIME ZONE coalesce(nullif((SELECT f.zone FROM members_profile f WHERE f.member_id = w.member_id), ''), p_zone))::date
      >= w.seen_on + w.days
    AND NOT EXISTS (SELECT 1 FROM members_session s WHERE s.member_id = w.member_id
      AND s.renewed_at + (s.expires_at - s.renewed_at) / 10 > p_now - w.days * interval '1 day')
    AND NOT EXISTS (SELECT 1 FROM plans_closure c WHERE c.member_id = w.to_id AND c.ended_at IS NULL)
    AND NOT hearten_on_break(w.member_id) AND NOT hearten_on_break(w.to_id) AND NOT plans_apart(w.member_id, w.to_id)
  ON CONFLICT DO NOTHING RETURNING id
$$;

-- Who is asked for a note. In: the note. Out, for the worker alone: one member, while nothing is written and nobody said no.
CREATE OR REPLACE FUNCTION plans_whom_to_ask(p_note uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.author_id FROM plans_returnnote n WHERE session_user = 'hearten_worker' AND n.id = p_note
    AND n.written_at IS NULL AND n.declined_at IS NULL
$$;

-- For whom a note was written. In: the note. Out, for the worker alone: one member, or nobody where the two keep apart.
CREATE OR REPLACE FUNCTION plans_whom_written(p_note uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.member_id FROM plans_returnnote n WHERE session_user = 'hearten_worker' AND n.id = p_note
    AND n.written_at IS NOT NULL AND NOT plans_apart(n.member_id, n.author_id)
$$;

-- Take back what the acting member told of an entry to groups, also to one that they left since with their words kept. In: the entry,
-- and one group (NULL: all). Out: how many. Only what stands under a membership of their own goes.
CREATE OR REPLACE FUNCTION plans_take_back_told(p_entry uuid, p_group uuid) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM plans_told t USING groups_membership m WHERE t.entry_id = p_entry AND (p_group IS NULL OR t.group_id = p_group)
      AND m.id = t.membership_id AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid RETURNING 1)
  SELECT count(*) FROM gone
$$;
