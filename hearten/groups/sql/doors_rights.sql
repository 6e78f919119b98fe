-- Reviewed doors of groups for members' rights: who read where one was, being forgotten, and how long things are kept.

-- When staff read in a group that the acting member was in at that time, or had words in. In: nothing. Out: when, the name
-- that they work with, and the reason; not which group: this page may be seen over a shoulder, and the group shows it, too.
CREATE OR REPLACE FUNCTION groups_looks_at_me() RETURNS TABLE (at timestamptz, staff_name text, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.made_at, g.staff_name::text, g.reason FROM groups_grant g
  WHERE EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = g.group_id
    AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND m.joined_at < coalesce(g.ended_at, g.expires_at)
    AND (m.ended_at IS NULL OR m.ended_at > g.made_at OR m.ended_how <> 'erased'))
  ORDER BY g.made_at DESC LIMIT 200
$$;

-- Forget the acting member in groups: each stay gets an anchor of its own that stands for nobody, and says nothing about a
-- person. In: what becomes of their words, for stays that still ran. Out: nothing.
CREATE OR REPLACE FUNCTION groups_forget_me(p_how text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  DELETE FROM groups_practiceask WHERE membership_id IN (SELECT id FROM groups_membership WHERE member_id = me);
  DELETE FROM groups_joinrequest WHERE member_id = me;
  UPDATE groups_grant SET staff_id = members_nobody() WHERE staff_id = me;
  UPDATE groups_membership SET member_id = members_nobody(), name = '', role = 'member', about = '', trained = '[]',
    welcomes_since = NULL, ended_words = '', ended_at = coalesce(ended_at, clock_timestamp()),
    ended_how = CASE WHEN ended_how = '' THEN p_how ELSE ended_how END
  WHERE member_id = me;
END $$;

-- The rules of retention; in and out as in members. What a facilitator wrote to somebody they removed: shown for 30 days.
CREATE OR REPLACE FUNCTION groups_keep_farewells(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(ended_at) INTO due, oldest FROM groups_membership
    WHERE ended_at < now() - interval '30 days' AND ended_words <> '';
  IF p_go THEN
    UPDATE groups_membership SET ended_words = '' WHERE ended_at < now() - interval '30 days' AND ended_words <> '';
    GET DIAGNOSTICS due = ROW_COUNT;
  END IF;
END $$;

-- Grants that ended two years ago.
CREATE OR REPLACE FUNCTION groups_keep_grants(p_go boolean, OUT due bigint, OUT oldest timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), min(made_at) INTO due, oldest FROM groups_grant WHERE expires_at < now() - interval '2 years';
  IF p_go THEN DELETE FROM groups_grant WHERE expires_at < now() - interval '2 years'; GET DIAGNOSTICS due = ROW_COUNT; END IF;
END $$;

-- When somebody's time in a group ends, however it does: what they chose about its news goes. In and out: nothing.
CREATE OR REPLACE FUNCTION groups_membership_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM notices_groupchoice WHERE member_id = OLD.member_id AND group_id = OLD.group_id;
  RETURN NULL;
END $$;
