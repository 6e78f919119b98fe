-- Reviewed doors of quiet rooms: how somebody comes out of one without pressing anything.

-- When somebody is not in a group any more, they sit in its room no longer. In and out: nothing.
CREATE OR REPLACE FUNCTION quiet_somebody_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM quiet_sitting s WHERE s.membership_id = NEW.id;
  RETURN NULL;
END $$;

-- What runs when sessions end, however: who signs out sits nowhere. A browser whose session ran out long ago and is only cleared away
-- takes nobody out of a room who is here in another one. In: the rows. Out: nothing.
CREATE OR REPLACE FUNCTION quiet_signed_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM quiet_sitting s USING groups_membership m, gone g WHERE m.id = s.membership_id AND g.member_id = m.member_id
    AND (g.expires_at > now() OR NOT EXISTS (SELECT 1 FROM members_session o WHERE o.member_id = m.member_id AND o.expires_at > now()));
  RETURN NULL;
END $$;

-- The rule of retention; in and out as in members. Who sat in a room, once that is over.
CREATE OR REPLACE FUNCTION quiet_keep_sittings(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(until) INTO due, oldest FROM quiet_sitting WHERE until < now();
  IF p_go THEN DELETE FROM quiet_sitting WHERE until < now(); GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;
