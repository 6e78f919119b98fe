-- What moderation asks of a line in a meeting's room (hearten/moderation/items.py says what each function is for). None is a door.

-- A line's group and who wrote it. In: the line. One of a session is of no group: who leads one is not to learn that there is one.
CREATE OR REPLACE FUNCTION moderation_line_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN t.host_id IS NULL THEN l.group_id END, m.member_id, false FROM meetings_line l
    JOIN meetings_meeting t ON t.id = l.meeting_id JOIN groups_membership m ON m.id = l.membership_id WHERE l.id = p_item
$$;

-- A line is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_line_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_line_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- The words go. In: the line. Out: them, for their writer.
CREATE OR REPLACE FUNCTION moderation_line_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept jsonb;
BEGIN
  SELECT jsonb_build_object('body', l.body, 'html', l.html) INTO kept FROM meetings_line l WHERE l.id = p_item;
  UPDATE meetings_line SET body = '', html = '' WHERE id = p_item;
  RETURN kept;
END $$;

-- An appeal brings them back.
CREATE OR REPLACE FUNCTION moderation_line_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE meetings_line SET body = p_words->>'body', html = p_words->>'html' WHERE id = p_item
$$;

-- What moderation asks of a private word in a meeting. Its words are sealed: those who look at a case read what the reporter gave along.

-- A word's group and who wrote it. In: the word.
CREATE OR REPLACE FUNCTION moderation_word_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT w.group_id, w.author_id, false FROM meetings_word w WHERE w.id = p_item
$$;

-- A word is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_word_hide(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_word_show(p_item uuid) RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;

-- The words go, sealed as they are. In: the word. Out: what an appeal brings back.
CREATE OR REPLACE FUNCTION moderation_word_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE kept jsonb;
BEGIN
  SELECT jsonb_build_object('body', '', 'html', '', 'sealed', encode(w.body, 'hex')) INTO kept FROM meetings_word w WHERE w.id = p_item;
  UPDATE meetings_word SET body = NULL WHERE id = p_item;
  RETURN kept;
END $$;

-- An appeal brings them back.
CREATE OR REPLACE FUNCTION moderation_word_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE meetings_word SET body = decode(p_words->>'sealed', 'hex') WHERE id = p_item
$$;
