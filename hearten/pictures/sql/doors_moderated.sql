-- What moderation asks of a picture, once it knows the kind "picture" (its registry says what each function is for). None of them is
-- a door: they run with the rights of who calls them, and look past the policies only where a reviewed door of moderation calls them.

-- A picture's group, who sent it, and whether their name may be read. In: the picture. It counts as masked: the post may be.
CREATE OR REPLACE FUNCTION moderation_picture_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.group_id, c.member_id, true FROM pictures_picture c WHERE c.id = p_item
$$;

-- A picture is held. In: the picture. Out: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_picture_hide(p_item uuid) RETURNS uuid
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE pictures_picture SET shown_at = NULL WHERE id = p_item AND shown_at IS NOT NULL;
  IF FOUND THEN PERFORM pictures_step(p_item, 'held', 'asked', ''); END IF;
  RETURN NULL;
END $$;

-- What happened to a picture before now: the last step but so many. In: the picture. Out: the step. Not a door, as above.
CREATE OR REPLACE FUNCTION pictures_last(p_picture uuid, p_before integer) RETURNS pictures_step
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s FROM pictures_step s WHERE s.picture_id = p_picture ORDER BY s.at DESC OFFSET p_before LIMIT 1
$$;

-- A hold ended: the picture is shown again, where the hold had hidden it. In: the picture. Out: nothing.
CREATE OR REPLACE FUNCTION moderation_picture_show(p_item uuid) RETURNS uuid
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE pictures_picture SET shown_at = clock_timestamp() WHERE id = p_item AND shown_at IS NULL AND removed_at IS NULL
    AND (pictures_last(p_item, 0)).what = 'held';
  IF FOUND THEN PERFORM pictures_step(p_item, 'shown', 'asked', ''); END IF;
  RETURN NULL;
END $$;

-- A picture is removed. In: the picture. Out: what was said to be in it, for its sender; the picture itself stays sealed for thirty days.
CREATE OR REPLACE FUNCTION moderation_picture_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was jsonb;
BEGIN
  UPDATE pictures_picture c SET shown_at = NULL, removed_at = clock_timestamp() WHERE c.id = p_item AND c.removed_at IS NULL
    RETURNING jsonb_build_object('body', c.alt) INTO was;
  IF was IS NOT NULL THEN PERFORM pictures_step(p_item, 'removed', 'asked', ''); END IF;
  RETURN was;
END $$;

-- A removed picture comes back. In: the picture and what moderation_picture_take gave. Out: nothing.
CREATE OR REPLACE FUNCTION moderation_picture_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE pictures_picture SET removed_at = NULL, shown_at = clock_timestamp() WHERE id = p_item AND removed_at IS NOT NULL;
  IF FOUND THEN PERFORM pictures_step(p_item, 'shown', 'asked', ''); END IF;
END $$;

-- The pictures of an item are removed with its words (p_gone), or come back with them: each as it was before. One that had not
-- been looked at waits for a person. In: the item. Out: nothing.
CREATE OR REPLACE FUNCTION pictures_with_words(p_about uuid, p_gone boolean) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c record; before pictures_step;
BEGIN
  FOR c IN SELECT x.id FROM pictures_picture x WHERE x.about = p_about AND CASE WHEN p_gone THEN x.removed_at IS NULL
      ELSE (pictures_last(x.id, 0)).what = 'removed' AND (pictures_last(x.id, 0)).why = 'words' END FOR UPDATE LOOP
    IF p_gone THEN
      UPDATE pictures_picture SET shown_at = NULL, removed_at = clock_timestamp() WHERE id = c.id;
      PERFORM pictures_step(c.id, 'removed', 'words', '');
    ELSE
      before := pictures_last(c.id, 1);
      UPDATE pictures_picture SET removed_at = NULL, shown_at = CASE WHEN before.what = 'shown' THEN clock_timestamp() END WHERE id = c.id;
      IF before.what IN ('shown', 'held') THEN PERFORM pictures_step(c.id, before.what, 'words', '');
      ELSE PERFORM pictures_step(c.id, 'waits', CASE WHEN before.what = 'waits' THEN before.why ELSE 'failed' END, ''); END IF;
    END IF;
  END LOOP;
END $$;
