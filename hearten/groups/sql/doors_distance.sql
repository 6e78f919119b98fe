-- Reviewed doors of groups: people who keep away from each other.

-- Groups in which a member sees everything, whoever keeps away from whom: those they look after, and those that they visit
-- with a running grant. In: a member. Not SECURITY DEFINER: only reviewed doors get an answer.
CREATE OR REPLACE FUNCTION groups_looked_after(p_member uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT m.group_id FROM groups_membership m WHERE m.member_id = p_member AND m.ended_at IS NULL
      AND m.role IN ('facilitator', 'co_facilitator')
    UNION ALL SELECT g.group_id FROM groups_grant g
      WHERE g.staff_id = p_member AND g.ended_at IS NULL AND g.expires_at > now())
$$;

-- Memberships whose words a member does not see: of whom they muted or blocked by name, and of who blocked them by name.
-- In: a member. Not SECURITY DEFINER: only reviewed doors get an answer.
CREATE OR REPLACE FUNCTION groups_unseen_by(p_member uuid) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT m.id FROM (
      SELECT d.whom_id AS other FROM members_distance d WHERE d.by_id = p_member AND d.ended_at IS NULL AND d.mask_id IS NULL
      UNION SELECT d.by_id FROM members_distance d
        WHERE d.whom_id = p_member AND d.kind = 'block' AND d.ended_at IS NULL AND d.mask_id IS NULL) apart
    JOIN groups_membership m ON m.member_id = apart.other
    WHERE m.group_id <> ALL (groups_looked_after(p_member)))
$$;

-- The same for the acting member, for policies: they ask it once for each table of a query. Out: ids that are on the other
-- side of a distance; who asked learns that there is one, as by what is missing, and never who began it.
CREATE OR REPLACE FUNCTION groups_out_of_sight() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.by_id = me)
    AND NOT EXISTS (SELECT 1 FROM members_distance d WHERE d.whom_id = me) THEN RETURN '{}'; END IF;
  RETURN groups_unseen_by(me);
END $$;

-- Has somebody in the acting member's group this name, whom they cannot see? In: a group and a name. Out: one bit: nobody
-- should be taken for another, by those who see both.
CREATE OR REPLACE FUNCTION groups_name_out_of_sight(p_group uuid, p_name text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = p_group AND m.ended_at IS NULL
    AND lower(m.name) = lower(p_name) AND m.id = ANY (groups_out_of_sight())
    AND EXISTS (SELECT 1 FROM groups_membership me WHERE me.group_id = p_group AND me.ended_at IS NULL
      AND me.member_id = nullif(current_setting('hearten.member', true), '')::uuid))
$$;
