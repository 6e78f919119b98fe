-- Reviewed doors of finding a group: what may be said at the door of a group that everybody may read about. Groups by invitation
-- and closed ones never come out, for nobody; nothing here depends on who asks.

-- When groups meet next. In: groups. Out: up to twelve meetings of the next five weeks for each of those groups that are listed:
-- when it begins, no more: no title, no number of people, no id; sessions of two and what was called off not at all.
CREATE OR REPLACE FUNCTION finding_meets(p_groups uuid[]) RETURNS TABLE (group_id uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id, next.starts_at FROM groups_group g CROSS JOIN LATERAL (
    SELECT DISTINCT m.starts_at FROM meetings_meeting m
    WHERE m.group_id = g.id AND m.host_id IS NULL AND m.called_off_at IS NULL
      AND m.starts_at > now() AND m.starts_at < now() + interval '35 days'
    ORDER BY m.starts_at LIMIT 12) next
  WHERE g.id = ANY (p_groups) AND g.closed_at IS NULL AND g.openness <> 'invitation'
  ORDER BY g.id, next.starts_at
$$;

-- How one comes into groups. In: groups. Out, for those that are listed: how many places are free, where they are counted (a
-- number, never who); and, for groups that are asked first, within which time three of four requests of the last half year were
-- answered: day, days (three), week or longer; "" for fewer than five. A request that waits for more than a week counts as a long wait.
CREATE OR REPLACE FUNCTION finding_ways_in(p_groups uuid[]) RETURNS TABLE (group_id uuid, free integer, asking text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id,
    CASE WHEN g.places IS NOT NULL THEN greatest(0, g.places - (SELECT count(*)::integer FROM groups_membership m
      WHERE m.group_id = g.id AND m.ended_at IS NULL)) END,
    CASE WHEN g.openness <> 'ask' OR waited.n < 5 THEN '' WHEN waited.most <= interval '1 day' THEN 'day'
      WHEN waited.most <= interval '3 days' THEN 'days' WHEN waited.most <= interval '7 days' THEN 'week' ELSE 'longer' END
  FROM groups_group g CROSS JOIN LATERAL (
    SELECT count(*) AS n, percentile_disc(0.75) WITHIN GROUP (ORDER BY coalesce(r.answered_at - r.made_at, '1000 days')) AS most
    FROM groups_joinrequest r WHERE r.group_id = g.id AND r.made_at > now() - interval '180 days'
      AND (r.answered_at IS NOT NULL OR r.made_at < now() - interval '7 days')) waited
  WHERE g.id = ANY (p_groups) AND g.closed_at IS NULL AND g.openness <> 'invitation'
$$;
