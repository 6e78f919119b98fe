-- Reviewed doors of notices.

-- What was read 90 days ago. In: whether to remove it (else it is counted). Out: how many rows, and the oldest one's moment.
-- Whoever calls it can only make happen what is due; a notice is otherwise removable by its owner alone.
CREATE OR REPLACE FUNCTION notices_keep(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM notices_notice WHERE seen_at < now() - interval '90 days';
  IF p_go THEN DELETE FROM notices_notice WHERE seen_at < now() - interval '90 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- Does a member want nothing of a group, not on their own pages either? In: the member, the group (null: none). Out, for the
-- worker alone: one bit; it leaves out what they may miss, and tells nobody.
CREATE OR REPLACE FUNCTION notices_wants_nothing(p_member uuid, p_group uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT session_user = 'hearten_worker' AND EXISTS (SELECT 1 FROM notices_groupchoice c WHERE c.member_id = p_member
    AND c.group_id = p_group AND c.what = 'nothing')
$$;
