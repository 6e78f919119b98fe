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
-- Out: the new membership's id, or a word that says why not: closed, here, invitation, request, full, over.
CREATE OR REPLACE FUNCTION groups_join(p_group uuid, p_name text, p_token text)
RETURNS TABLE (membership uuid, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; g groups_group; inv groups_invitation;
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
  IF g.openness = 'ask' AND inv.id IS NULL AND NOT EXISTS (SELECT 1 FROM groups_joinrequest r
      WHERE r.group_id = p_group AND r.member_id = me AND r.answer = 'welcome') THEN
    RETURN QUERY SELECT NULL::uuid, 'request'; RETURN; END IF;
  IF g.openness = 'cohort' AND g.ends_on < current_date THEN RETURN QUERY SELECT NULL::uuid, 'over'; RETURN; END IF;
  IF g.places IS NOT NULL AND (SELECT count(*) FROM groups_membership m
      WHERE m.group_id = p_group AND m.ended_at IS NULL) >= g.places THEN
    RETURN QUERY SELECT NULL::uuid, 'full'; RETURN; END IF;
  membership := gen_random_uuid();
  INSERT INTO groups_membership (id, group_id, member_id, name, role, about, trained, agreed, joined_at, ended_how)
    VALUES (membership, p_group, me, p_name, 'member', '', '[]', 0, clock_timestamp(), '');
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

-- The doorway of an invited group: what everybody may read of a listed one. In: the token's hash. Out: that page's columns.
CREATE OR REPLACE FUNCTION groups_invited_doorway(p_token text)
RETURNS TABLE (id uuid, title text, purpose text, who_for text, formats text[], language text, version integer, html text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id, g.title::text, g.purpose, g.who_for, g.formats::text[], g.language::text, a.version::integer, a.html
  FROM groups_group g LEFT JOIN LATERAL (SELECT x.version, x.html FROM groups_agreement x
    WHERE x.group_id = g.id ORDER BY x.version DESC LIMIT 1) a ON true
  WHERE g.id = groups_invited_to(p_token)
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
-- Out: the member whose leases change, or none when it was not theirs to end.
CREATE OR REPLACE FUNCTION groups_end_membership(p_membership uuid, p_how text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := nullif(current_setting('hearten.member', true), '')::uuid; m groups_membership;
BEGIN
  SELECT * INTO m FROM groups_membership WHERE id = p_membership AND ended_at IS NULL FOR UPDATE;
  IF m.id IS NULL OR NOT (
    (m.member_id = me AND p_how IN ('kept', 'erased')) OR (p_how = 'removed' AND m.member_id <> me AND groups_leads(m.group_id, me))
  ) THEN RETURN NULL; END IF;
  UPDATE groups_membership SET ended_at = clock_timestamp(), ended_how = p_how, about = '', trained = '[]', welcomes_since = NULL,
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

-- Name the first facilitator of a group that has none. In: the group, the sign-in fingerprint of a member, the name to show.
-- Only an operator. Out: the membership.
CREATE OR REPLACE FUNCTION groups_name_facilitator(p_group uuid, p_index text, p_name text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_member uuid; made uuid;
BEGIN
  IF NOT hearten_is_operator() THEN RETURN NULL; END IF;
  SELECT id INTO found_member FROM members_member WHERE sign_in_index = p_index;
  IF found_member IS NULL THEN RETURN NULL; END IF;
  INSERT INTO groups_membership (id, group_id, member_id, name, role, about, trained, agreed, joined_at, ended_how)
    VALUES (gen_random_uuid(), p_group, found_member, p_name, 'facilitator', '', '[]', 0, clock_timestamp(), '')
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
