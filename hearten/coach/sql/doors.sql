-- Reviewed doors of the coach.

-- Take the acting member's id out of who opened and closed the coach; that it was opened, and when, stays. In and out: nothing.
CREATE OR REPLACE FUNCTION coach_forget_me() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  UPDATE coach_opening SET opened_by_id = members_nobody() WHERE opened_by_id = me;
  UPDATE coach_opening SET closed_by_id = NULL WHERE closed_by_id = me;
END $$;
