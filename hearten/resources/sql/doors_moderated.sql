-- What moderation asks of a note on a service (hearten/moderation/items.py says what each function is for). None of them is a door.

-- A note's group, who wrote it, and whether without a name. In: the note.
CREATE OR REPLACE FUNCTION moderation_listingnote_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT n.group_id, coalesce(o.member_id, m.member_id), n.membership_id IS NULL FROM resources_listingnote n
  LEFT JOIN resources_noteowner o ON o.note_id = n.id LEFT JOIN groups_membership m ON m.id = n.membership_id WHERE n.id = p_item
$$;

-- It is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_listingnote_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_listingnote_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- Everything that it says goes, numbers and choices too: a note that was removed counts for nothing. In: the note. Out: what it said,
-- for its writer.
CREATE OR REPLACE FUNCTION moderation_listingnote_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept jsonb;
BEGIN
  SELECT jsonb_build_object('body', n.body, 'html', n.html, 'weeks', n.weeks, 'respect', n.respect, 'cost', n.cost,
    'cost_words', n.cost_words) INTO kept FROM resources_listingnote n WHERE n.id = p_item FOR UPDATE;
  UPDATE resources_listingnote SET body = '', html = '', weeks = NULL, respect = '', cost = '', cost_words = '' WHERE id = p_item;
  RETURN kept;
END $$;

-- An appeal brings it back. In: the note and what was taken.
CREATE OR REPLACE FUNCTION moderation_listingnote_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE resources_listingnote SET body = p_words ->> 'body', html = p_words ->> 'html', weeks = (p_words ->> 'weeks')::smallint,
    respect = p_words ->> 'respect', cost = p_words ->> 'cost', cost_words = p_words ->> 'cost_words' WHERE id = p_item
$$;

-- How many other notes of its writer's in its group people have let out. In: the note.
CREATE OR REPLACE FUNCTION moderation_listingnote_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM moderation_listingnote_about(p_item) a JOIN resources_listingnote n ON n.group_id = a.group_id AND n.id <> p_item
    LEFT JOIN resources_noteowner o ON o.note_id = n.id LEFT JOIN groups_membership m ON m.id = n.membership_id
  WHERE coalesce(o.member_id, m.member_id) = a.member_id
    AND NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'listingnote' AND h.item = n.id AND h.released_at IS NULL)
    AND (n.weeks IS NOT NULL OR n.respect <> '' OR n.cost <> '' OR n.cost_words <> '' OR n.body <> '')  -- not removed
$$;

-- When it was changed last: never, for a note is taken back and written anew. In: the note. Out: none.
CREATE OR REPLACE FUNCTION moderation_listingnote_changed(p_item uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$ SELECT NULL::timestamptz $$;
