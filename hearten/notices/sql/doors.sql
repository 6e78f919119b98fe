-- Reviewed doors of notices.

-- Remove what was read 90 days ago. In: nothing. Out: how many went. Whoever calls it can only make happen what is due; the
-- worker calls it once a day, and a notice is otherwise removable by its owner alone.
CREATE OR REPLACE FUNCTION notices_sweep() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM notices_notice WHERE seen_at < now() - interval '90 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
