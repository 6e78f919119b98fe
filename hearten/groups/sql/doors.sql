-- Reviewed doors of groups. `me()` below is always the acting member; nobody acts for somebody else.

-- Ids of the groups that the acting member may read. The policy of groups_membership needs it: a policy that reads its own
-- table recurses.
CREATE OR REPLACE FUNCTION hearten_my_group_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.group_id FROM groups_membership m
  WHERE m.ended_at IS NULL AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
  UNION ALL
  SELECT g.group_id FROM groups_grant g
  WHERE g.ended_at IS NULL AND g.expires_at > now()
    AND g.staff_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- The acting staff member's running grants. A grant's own policy asks which groups are readable, hence a door.
CREATE OR REPLACE FUNCTION hearten_my_grants() RETURNS TABLE (group_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.group_id FROM groups_grant g
  WHERE g.ended_at IS NULL AND g.expires_at > now()
    AND g.staff_id = nullif(current_setting('hearten.member', true), '')::uuid
$$;

-- Join a group as oneself. In: the group, the name to show, the hash of an invitation's token or ''.
-- Out: the new membership's id, or a word that says why not: closed, here, invitation, request, removed, full, over.
-- Whoever was removed comes back by a facilitator's invitation or welcome only, and a welcome counts for one stay.
CREATE OR REPLACE FUNCTION groups_join(p_group uuid, p_name text, p_token text)
RETURNS TABLE (membership uuid, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; g groups_group; inv groups_invitation;
  last_stay groups_membership;
BEGIN
  SELECT * INTO g FROM groups_group WHERE id = p_group FOR UPDATE;  -- one joins at a time: places are counted
  IF me IS NULL OR g.id IS NULL OR g.closed_at IS NOT NULL THEN RETURN QUERY SELECT NULL::uuid, 'closed'; RETURN; END IF;
  SELECT m.id INTO membership FROM groups_membership m WHERE m.group_id = p_group AND m.member_id = me AND m.ended_at IS NULL;
  IF membership IS NOT NULL THEN refusal := 'here'; RETURN NEXT; RETURN; END IF;
  IF p_token <> '' THEN
    SELECT * INTO inv FROM groups_invitation i WHERE i.token_hash = p_token AND i.group_id = p_group
      AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() FOR UPDATE;
  END IF;
  IF g.openness = 'invitation' AND inv.id IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'invitation'; RETURN; END IF;
  SELECT * INTO last_stay FROM groups_membership m WHERE m.group_id = p_group AND m.member_id = me
    ORDER BY m.ended_at DESC LIMIT 1;
  IF g.openness = 'ask' AND inv.id IS NULL AND NOT EXISTS (SELECT 1 FROM groups_joinrequest r
      WHERE r.group_id = p_group AND r.member_id = me AND r.answer = 'welcome'
        AND (last_stay.id IS NULL OR r.answered_at > last_stay.ended_at)) THEN
    RETURN QUERY SELECT NULL::uuid, 'request'; RETURN; END IF;
  IF g.openness <> 'ask' AND inv.id IS NULL AND last_stay.ended_how = 'removed' THEN
    RETURN QUERY SELECT NULL::uuid, 'removed'; RETURN; END IF;
  IF g.openness = 'cohort' AND g.ends_on < current_date THEN RETURN QUERY SELECT NULL::uuid, 'over'; RETURN; END IF;
  IF g.places IS NOT NULL AND (SELECT count(*) FROM groups_membership m
      WHERE m.group_id = p_group AND m.ended_at IS NULL) >= g.places THEN
    RETURN QUERY SELECT NULL::uuid, 'full'; RETURN; END IF;
  membership := gen_random_uuid();
  INSERT INTO groups_membership (id, group_id, member_id, name, role, about, trained, agreed, joined_at, ended_how, ended_words)
    VALUES (membership, p_group, me, p_name, 'member', '', '[]', 0, clock_timestamp(), '', '');
  IF inv.id IS NOT NULL THEN
    UPDATE groups_invitation SET used_by_id = membership, used_at = clock_timestamp() WHERE id = inv.id;
  END IF;
  refusal := ''; RETURN NEXT;
END $$;

-- What an invitation leads to, before joining. In: the token's hash. Out: the group's id, or none when it does not work.
CREATE OR REPLACE FUNCTION groups_invited_to(p_token text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.group_id FROM groups_invitation i JOIN groups_group g ON g.id = i.group_id
  WHERE i.token_hash = p_token AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now() AND g.closed_at IS NULL
$$;

-- What became of an invitation. In: the token's hash. Out: works, yours (the acting member used it and is in the group),
-- used, revoked, expired or closed, with the group's id only for the first two; no row for a token that was never made.
CREATE OR REPLACE FUNCTION groups_invitation_stands(p_token text) RETURNS TABLE (word text, group_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT stood.word, CASE WHEN stood.word IN ('works', 'yours') THEN stood.id END FROM (
    SELECT i.group_id AS id, CASE
        WHEN g.closed_at IS NOT NULL THEN 'closed'
        WHEN EXISTS (SELECT 1 FROM groups_membership m WHERE m.id = i.used_by_id AND m.ended_at IS NULL
          AND m.member_id = nullif(current_setting('hearten.member', true), '')::uuid) THEN 'yours'
        WHEN i.used_at IS NOT NULL THEN 'used'
        WHEN i.revoked_at IS NOT NULL THEN 'revoked'
        WHEN i.expires_at <= now() THEN 'expired'
        ELSE 'works' END AS word
    FROM groups_invitation i JOIN groups_group g ON g.id = i.group_id WHERE i.token_hash = p_token) stood
$$;

-- Groups that ended for the acting member without their doing, in the last thirty days: a title they knew, how it ended,
-- and what the facilitator wrote to them. In: nothing. Out: rows about oneself alone.
CREATE OR REPLACE FUNCTION groups_left_behind() RETURNS TABLE (title text, how text, words text, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.title::text, m.ended_how::text, m.ended_words, m.ended_at
  FROM groups_membership m JOIN groups_group g ON g.id = m.group_id
  WHERE m.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND m.ended_how IN ('removed', 'closed') AND m.ended_at > now() - interval '30 days'
    AND NOT EXISTS (SELECT 1 FROM groups_membership x
      WHERE x.group_id = m.group_id AND x.member_id = m.member_id AND x.ended_at IS NULL)
  ORDER BY m.ended_at DESC
$$;

-- The doorway of an invited group: what everybody may read of a listed one. In: the token's hash. Out: that page's columns.
CREATE OR REPLACE FUNCTION groups_invited_doorway(p_token text)
RETURNS TABLE (id uuid, title text, purpose text, who_for text, formats text[], language text, version integer, html text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id, g.title::text, g.purpose, g.who_for, g.formats::text[], g.language::text, a.version::integer, a.html
  FROM groups_group g LEFT JOIN LATERAL (SELECT x.version, x.html FROM groups_agreement x
    WHERE x.group_id = g.id ORDER BY x.version DESC LIMIT 1) a ON true
  WHERE g.id = groups_invited_to(p_token)
$$;

-- Whom to tell that somebody asks to join. In: a request of the acting member's own. Out: ids of those who lead that group.
CREATE OR REPLACE FUNCTION groups_hear_request(p_request uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.member_id FROM groups_joinrequest r JOIN groups_membership m ON m.group_id = r.group_id AND m.ended_at IS NULL
  WHERE r.id = p_request AND r.member_id = nullif(current_setting('hearten.member', true), '')::uuid
    AND m.role IN ('facilitator', 'co_facilitator')
$$;

-- Let somebody in who asked. In: the request. Only who leads the group. Out: the new membership, as in groups_join.
CREATE OR REPLACE FUNCTION groups_admit(p_request uuid) RETURNS TABLE (membership uuid, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; r groups_joinrequest;
BEGIN
  SELECT * INTO r FROM groups_joinrequest WHERE id = p_request FOR UPDATE;
  IF r.id IS NULL OR r.answer NOT IN ('', 'welcome') OR NOT groups_leads(r.group_id, me) THEN
    RETURN QUERY SELECT NULL::uuid, 'closed'; RETURN; END IF;
  UPDATE groups_joinrequest SET answer = 'welcome', answered_at = clock_timestamp() WHERE id = p_request;
  PERFORM set_config('hearten.member', r.member_id::text, true);
  BEGIN
    RETURN QUERY SELECT j.membership, j.refusal FROM groups_join(r.group_id, r.name, '') j;
  EXCEPTION WHEN OTHERS THEN
    PERFORM set_config('hearten.member', me::text, true); RAISE;
  END;
  PERFORM set_config('hearten.member', me::text, true);
END $$;

CREATE OR REPLACE FUNCTION groups_leads(p_group uuid, p_member uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = p_group AND m.member_id = p_member
    AND m.ended_at IS NULL AND m.role IN ('facilitator', 'co_facilitator'))
$$;

-- End a membership: one's own (kept, erased), or one in a group that one leads (removed).
-- `p_words` go to somebody who is removed, and to nobody else.
-- Out: the member whose leases change, or none when it was not theirs to end.
CREATE OR REPLACE FUNCTION groups_end_membership(p_membership uuid, p_how text, p_words text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; m groups_membership;
BEGIN
  SELECT * INTO m FROM groups_membership WHERE id = p_membership AND ended_at IS NULL FOR UPDATE;
  IF m.id IS NULL OR NOT (
    (m.member_id = me AND p_how IN ('kept', 'erased')) OR (p_how = 'removed' AND m.member_id <> me AND groups_leads(m.group_id, me))
  ) THEN RETURN NULL; END IF;
  UPDATE groups_membership SET ended_at = clock_timestamp(), ended_how = p_how, about = '', trained = '[]', welcomes_since = NULL,
    ended_words = CASE WHEN p_how = 'removed' THEN p_words ELSE '' END,
    name = CASE WHEN p_how = 'removed' THEN name ELSE '' END WHERE id = p_membership;
  RETURN m.member_id;
END $$;

-- Give a role in a group that one leads (or, for an operator, in any), or make somebody a welcomer. Out: did it happen.
CREATE OR REPLACE FUNCTION groups_give_role(p_membership uuid, p_role text, p_welcomes boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid;
BEGIN
  UPDATE groups_membership m SET role = p_role,
    welcomes_since = CASE WHEN p_welcomes THEN coalesce(m.welcomes_since, clock_timestamp()) END
  WHERE m.id = p_membership AND m.ended_at IS NULL AND p_role IN ('member', 'peer_supporter', 'facilitator', 'co_facilitator', 'moderator')
    AND (groups_leads(m.group_id, me) OR hearten_is_operator());
  RETURN FOUND;
END $$;

-- Name a facilitator. In: the group, the sign-in fingerprint of a member, the name to show. Only an operator, and only
-- for a group that nobody leads or for somebody who is in it already: no operator enters a group that has its people.
-- Out: the membership, or none.
CREATE OR REPLACE FUNCTION groups_name_facilitator(p_group uuid, p_index text, p_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_member uuid; made uuid;
BEGIN
  IF NOT hearten_is_operator() THEN RETURN NULL; END IF;
  SELECT id INTO found_member FROM members_member WHERE sign_in_index = p_index;
  IF found_member IS NULL OR NOT EXISTS (SELECT 1 FROM groups_group WHERE id = p_group AND closed_at IS NULL FOR UPDATE)
    THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM groups_membership m WHERE m.group_id = p_group AND m.ended_at IS NULL
      AND m.role IN ('facilitator', 'co_facilitator')) AND NOT EXISTS (SELECT 1 FROM groups_membership m
      WHERE m.group_id = p_group AND m.ended_at IS NULL AND m.member_id = found_member) THEN RETURN NULL; END IF;
  INSERT INTO groups_membership (id, group_id, member_id, name, role, about, trained, agreed, joined_at, ended_how, ended_words)
    VALUES (gen_random_uuid(), p_group, found_member, p_name, 'facilitator', '', '[]', 0, clock_timestamp(), '', '')
    ON CONFLICT (group_id, member_id) WHERE ended_at IS NULL DO UPDATE SET role = 'facilitator' RETURNING id INTO made;
  RETURN made;
END $$;

-- Close a group for good: everybody's membership ends, nobody can read it any more. Only an operator.
CREATE OR REPLACE FUNCTION groups_close(p_group uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT hearten_is_operator() THEN RETURN; END IF;
  UPDATE groups_group SET closed_at = clock_timestamp(), slug = NULL WHERE id = p_group AND closed_at IS NULL;
  RETURN QUERY UPDATE groups_membership SET ended_at = clock_timestamp(), ended_how = 'closed'
    WHERE group_id = p_group AND ended_at IS NULL RETURNING member_id;
END $$;

-- How far people are with the practice sets that they were asked to try. In: a group; nothing comes out unless the acting
-- member leads it. Out: each running request with how many of its scenarios were tried since: never which, when or how.
CREATE OR REPLACE FUNCTION groups_practice_done(p_group uuid) RETURNS TABLE (ask uuid, done bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, (SELECT count(DISTINCT t.scenario) FROM coach_try t
    WHERE t.member_id = m.member_id AND t.scenario = ANY (a.scenarios) AND t.at >= a.asked_at)
  FROM groups_practiceask a JOIN groups_membership m ON m.id = a.membership_id AND m.ended_at IS NULL
  WHERE a.group_id = p_group AND a.ended_at IS NULL AND EXISTS (SELECT 1 FROM groups_membership l
    WHERE l.group_id = p_group AND l.member_id = nullif(current_setting('hearten.member', true), '')::uuid
      AND l.ended_at IS NULL AND l.role IN ('facilitator', 'co_facilitator'))
$$;

-- Whom a practice request is for. In: the request. Out: that member, for the worker alone, which tells them.
CREATE OR REPLACE FUNCTION groups_hear_practice(p_ask uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT m.member_id FROM groups_practiceask a JOIN groups_membership m ON m.id = a.membership_id
    WHERE session_user = 'hearten_worker' AND a.id = p_ask AND a.ended_at IS NULL AND m.ended_at IS NULL;
END $$;
