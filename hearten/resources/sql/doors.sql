-- Reviewed doors of the directory of services: what people reported, and how a service was for people of a group.

-- Ids whose notes the acting member does not see, memberships and notes in one array: of whom they muted or blocked by name, of who
-- blocked them, and what one of them wrote without a name while that stood, ended since or not (threads_unseen_by says why).
-- In: nothing. Out: ids; whose they are is not said.
CREATE OR REPLACE FUNCTION resources_out_of_sight() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.by_id = me)
    AND NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.whom_id = me) THEN RETURN '{}'; END IF;
  RETURN groups_unseen_by(me) || ARRAY(SELECT n.id FROM (
      SELECT d.whom_id AS other, d.made_at, coalesce(d.ended_at, 'infinity') AS ended_at FROM members_distance d WHERE d.by_id = me
      UNION ALL SELECT d.by_id, d.made_at, coalesce(d.ended_at, 'infinity') FROM members_distance d
        WHERE d.whom_id = me AND d.kind = 'block') apart
    JOIN resources_noteowner o ON o.member_id = apart.other JOIN resources_listingnote n ON n.id = o.note_id
    WHERE n.made_at >= apart.made_at AND n.made_at < apart.ended_at AND n.group_id <> ALL (groups_looked_after(me)));
END $$;

-- Services of which two people or more say that they are closed, and to whom nobody answered yet. In: nothing. Out: services and
-- numbers of people, never who; one alone is not told, for those around them might know who it is.
CREATE OR REPLACE FUNCTION resources_said_closed() RETURNS TABLE (listing_id uuid, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.listing_id, count(DISTINCT r.member_id) FROM resources_listingreport r
  WHERE r.kind = 'closed' AND NOT EXISTS (SELECT 1 FROM resources_reportanswer a WHERE a.report_id = r.id)
  GROUP BY r.listing_id HAVING count(DISTINCT r.member_id) >= 2
$$;

-- The acting member's own reports: whose a report is can be read by nobody. In: nothing. Out: their ids.
CREATE OR REPLACE FUNCTION resources_my_reports() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id FROM resources_listingreport r WHERE r.member_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- How many people reported each service and wait for an answer, for the queue. In: nothing. Out, for who looks after the directory:
-- services, how many people, and since when. It does not say who.
CREATE OR REPLACE FUNCTION resources_waiting() RETURNS TABLE (listing_id uuid, people bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.listing_id, count(DISTINCT r.member_id), min(r.made_at) FROM resources_listingreport r
  WHERE NOT EXISTS (SELECT 1 FROM resources_reportanswer a WHERE a.report_id = r.id)
    AND (hearten_on_the_desk() OR EXISTS (SELECT 1 FROM groups_membership m WHERE m.ended_at IS NULL
      AND m.role IN ('facilitator', 'co_facilitator') AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid))
  GROUP BY r.listing_id
$$;

-- Whom to tell that a report was answered. In: the report. Out: its writer, for the worker alone.
CREATE OR REPLACE FUNCTION resources_writer_of(p_report uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.member_id FROM resources_listingreport r WHERE r.id = p_report AND session_user = 'hearten_worker'
$$;
