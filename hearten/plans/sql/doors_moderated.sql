-- What moderation asks of an entry that was told to a group (hearten/moderation/items.py). None is a door.

-- Its group and whose it is. In: what was told.
CREATE OR REPLACE FUNCTION moderation_toldentry_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT t.group_id, m.member_id, false FROM plans_told t JOIN groups_membership m ON m.id = t.membership_id WHERE t.id = p_item
$$;

-- It is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_toldentry_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_toldentry_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- The words go. In: what was told. Out: them, for their writer.
CREATE OR REPLACE FUNCTION moderation_toldentry_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept jsonb;
BEGIN
  SELECT jsonb_build_object('body', t.body, 'html', t.html) INTO kept FROM plans_told t WHERE t.id = p_item AND t.body <> '';
  UPDATE plans_told SET body = '', html = '' WHERE id = p_item;
  RETURN kept;
END $$;

-- An appeal brings them back.
CREATE OR REPLACE FUNCTION moderation_toldentry_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE plans_told SET body = p_words->>'body', html = p_words->>'html' WHERE id = p_item
$$;

-- How many others of its writer's, in its group, people have let out. In: what was told.
CREATE OR REPLACE FUNCTION moderation_toldentry_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM plans_told x JOIN plans_told t ON t.membership_id = x.membership_id AND t.id <> x.id AND t.body <> ''
  WHERE x.id = p_item
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'toldentry' AND h.item = t.id AND h.released_at IS NULL)
$$;

-- When it was changed last: never. In: what was told.
CREATE OR REPLACE FUNCTION moderation_toldentry_changed(p_item uuid) RETURNS timestamptz LANGUAGE sql AS $$ SELECT NULL::timestamptz $$;
