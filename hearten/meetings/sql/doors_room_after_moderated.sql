-- What moderation asks of what follows a meeting, and of a meeting itself (hearten/moderation/items.py). None is a door.

-- A meeting is reported for how it was led: the case is about who led it, who therefore does not read it. That of a
-- session of two is of no group: who leads one does not learn of it.
CREATE OR REPLACE FUNCTION moderation_meeting_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN t.host_id IS NULL THEN t.group_id END, m.member_id, false FROM meetings_meeting t LEFT JOIN groups_membership m ON m.id = meetings_led_by(t.id) WHERE t.id = p_item
$$;

-- What somebody said on: its group and whose it is. In: an afterword.
CREATE OR REPLACE FUNCTION moderation_afterword_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT w.group_id, m.member_id, false FROM meetings_afterword w JOIN groups_membership m ON m.id = w.membership_id WHERE w.id = p_item
$$;

-- It is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_afterword_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_afterword_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- The words go. In: an afterword. Out: them, for their writer.
CREATE OR REPLACE FUNCTION moderation_afterword_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept jsonb;
BEGIN
  SELECT jsonb_build_object('body', w.body, 'html', w.html) INTO kept FROM meetings_afterword w WHERE w.id = p_item;
  UPDATE meetings_afterword SET body = '', html = '' WHERE id = p_item;
  RETURN kept;
END $$;

-- An appeal brings them back.
CREATE OR REPLACE FUNCTION moderation_afterword_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE meetings_afterword SET body = p_words->>'body', html = p_words->>'html' WHERE id = p_item
$$;
