-- What moderation asks of cards of encouragement (hearten/moderation/items.py says what each function is for). None is a door.

-- A card's group, who wrote it, and whether without their name. In: the card.
CREATE OR REPLACE FUNCTION moderation_warmcard_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.group_id, coalesce(w.member_id, m.member_id), c.membership_id IS NULL FROM encouragement_card c
  LEFT JOIN encouragement_writer w ON w.card_id = c.id LEFT JOIN groups_membership m ON m.id = c.membership_id WHERE c.id = p_item
$$;

-- It is held: nothing else is hidden with it.
CREATE OR REPLACE FUNCTION moderation_warmcard_hide(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT NULL::uuid $$;

-- And shown again by itself.
CREATE OR REPLACE FUNCTION moderation_warmcard_show(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT NULL::uuid $$;

-- A card is taken down. Its words stay sealed in its row, for its writer and who judges it, so none go along. In: the card. Out: no
-- words; none at all when it had gone.
CREATE OR REPLACE FUNCTION moderation_warmcard_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE encouragement_card SET removed_at = clock_timestamp() WHERE id = p_item AND removed_at IS NULL;
  RETURN CASE WHEN FOUND THEN jsonb_build_object('body', '', 'html', '') END;
END $$;

-- An appeal brings it back. In: the card.
CREATE OR REPLACE FUNCTION moderation_warmcard_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$ UPDATE encouragement_card SET removed_at = NULL WHERE id = p_item $$;

-- How many other cards of its writer's in its group people have let out. In: the card. Out: a number.
CREATE OR REPLACE FUNCTION moderation_warmcard_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM moderation_warmcard_about(p_item) a JOIN encouragement_writer w ON w.member_id = a.member_id
    JOIN encouragement_card c ON c.id = w.card_id AND c.group_id = a.group_id AND c.id <> p_item AND c.removed_at IS NULL
  WHERE NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'warmcard' AND h.item = c.id AND h.released_at IS NULL)
$$;

-- When a card was changed last. In: the card. Out: a moment, or none.
CREATE OR REPLACE FUNCTION moderation_warmcard_changed(p_item uuid) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT c.changed_at FROM encouragement_card c WHERE c.id = p_item $$;
