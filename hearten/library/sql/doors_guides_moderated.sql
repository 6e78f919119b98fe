-- What moderation asks of a note beside a guide (hearten/moderation/items.py says what each function is for). None is a door.

-- A note's group, whose it is, and whether with a hidden name. In: the note.
CREATE OR REPLACE FUNCTION moderation_guidenote_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT n.group_id, coalesce(o.member_id, m.member_id), n.membership_id IS NULL FROM library_guidenote n
  LEFT JOIN library_guidenoteowner o ON o.note_id = n.id LEFT JOIN groups_membership m ON m.id = n.membership_id WHERE n.id = p_item
$$;

-- It is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_guidenote_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_guidenote_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- Its words are removed. In: the note. Out: them, for their writer; none when they had gone.
CREATE OR REPLACE FUNCTION moderation_guidenote_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was jsonb;
BEGIN
  SELECT jsonb_build_object('body', n.body, 'html', n.html, 'region', n.region, 'weeks', n.weeks) INTO was FROM library_guidenote n
    WHERE n.id = p_item AND NOT EXISTS (SELECT 1 FROM library_guidenotewithdrawal w WHERE w.note_id = n.id) FOR UPDATE OF n;
  IF was IS NULL THEN RETURN NULL; END IF;
  PERFORM library_take_guide_notes(ARRAY[p_item], 'removed');
  RETURN was;
END $$;

-- An appeal brings them back. In: the note and what the last function gave.
CREATE OR REPLACE FUNCTION moderation_guidenote_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM library_guidenotewithdrawal WHERE note_id = p_item AND how = 'removed';
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE library_guidenote SET body = p_words ->> 'body', html = p_words ->> 'html', region = p_words ->> 'region',
    weeks = (p_words ->> 'weeks')::smallint WHERE id = p_item;
END $$;

-- How many other notes of its writer's in its group people have let out. In: the note.
CREATE OR REPLACE FUNCTION moderation_guidenote_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM moderation_guidenote_about(p_item) a JOIN library_guidenoteowner o ON o.member_id = a.member_id
  JOIN library_guidenote n ON n.id = o.note_id AND n.group_id = a.group_id AND n.id <> p_item
  WHERE NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'guidenote' AND h.item = n.id AND h.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM library_guidenotewithdrawal w WHERE w.note_id = n.id AND w.how = 'removed')
$$;

-- When a note was changed last: never. In: the note.
CREATE OR REPLACE FUNCTION moderation_guidenote_changed(p_item uuid) RETURNS timestamptz LANGUAGE sql AS $$ SELECT NULL::timestamptz $$;
