-- Reviewed doors of notices.

-- What was read 90 days ago. In: whether to remove it (else it is counted). Out: how many rows, and the oldest one's moment.
-- Whoever calls it can only make happen what is due; a notice is otherwise removable by its owner alone.
CREATE OR REPLACE FUNCTION notices_keep(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM notices_notice WHERE seen_at < now() - interval '90 days';
  IF p_go THEN DELETE FROM notices_notice WHERE seen_at < now() - interval '90 days'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
