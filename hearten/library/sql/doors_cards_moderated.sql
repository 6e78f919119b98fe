-- What moderation asks of cards and of what people say about them (hearten/moderation/items.py says what each function is for). None
-- of them is a door: they run with the rights of who calls them.

-- Plain text as HTML, for a writer who reads what was removed: nothing in it is taken for a tag. In: text. Out: HTML.
CREATE OR REPLACE FUNCTION library_as_html(p_text text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT '<p>' || replace(replace(replace(replace(p_text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), E'\n', '<br>') || '</p>'
$$;

-- A card's group, who wrote it, and whether without their name. In: the card.
CREATE OR REPLACE FUNCTION moderation_card_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT c.group_id, coalesce(o.member_id, m.member_id), c.membership_id IS NULL FROM library_card c
  LEFT JOIN library_cardowner o ON o.card_id = c.id LEFT JOIN groups_membership m ON m.id = c.membership_id WHERE c.id = p_item
$$;

-- A card is held. Nothing else is hidden with it by its id: reports and versions are read only where their card is. In: the card.
-- Out: none.
CREATE OR REPLACE FUNCTION moderation_card_hide(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT NULL::uuid $$;

-- A card is shown again. In: the card. Out: none.
CREATE OR REPLACE FUNCTION moderation_card_show(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT NULL::uuid $$;

-- A card's words are removed, with its earlier versions. In: the card. Out: what was there, for its writer; none when the words had gone.
CREATE OR REPLACE FUNCTION moderation_card_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was jsonb; said text;
BEGIN
  SELECT concat_ws(E'\n', c.what, nullif(c.fits, ''), array_to_string(c.steps, E'\n'), nullif(c.wrong, ''), nullif(c.source, ''))
    INTO said FROM library_card c WHERE c.id = p_item;
  SELECT to_jsonb(c) || jsonb_build_object('body', said, 'html', library_as_html(concat_ws(E'\n', c.title, said)))
    || jsonb_build_object('earlier', (SELECT jsonb_agg(to_jsonb(v)) FROM library_cardversion v WHERE v.card_id = c.id))
    INTO was FROM library_card c WHERE c.id = p_item AND c.title <> '' FOR UPDATE OF c;
  IF was IS NULL THEN RETURN NULL; END IF;
  PERFORM library_take_card(p_item, 'removed');
  RETURN was;
END $$;

-- How many other cards of its writer's in its group people have let out. In: the card. Out: a number.
CREATE OR REPLACE FUNCTION moderation_card_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM moderation_card_about(p_item) a JOIN library_card c ON c.group_id = a.group_id AND c.id <> p_item
    JOIN library_cardowner o ON o.card_id = c.id AND o.member_id = a.member_id
  WHERE NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'card' AND h.item = c.id AND h.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM library_cardwithdrawal w WHERE w.card_id = c.id AND w.how = 'removed')
$$;

-- When a card was changed last. In: the card. Out: a moment, or none.
CREATE OR REPLACE FUNCTION moderation_card_changed(p_item uuid) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT c.changed_at FROM library_card c WHERE c.id = p_item $$;

-- Removed words come back. In: the card and what moderation_card_take gave. Out: nothing.
CREATE OR REPLACE FUNCTION moderation_card_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM library_cardwithdrawal WHERE card_id = p_item AND how = 'removed';
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE library_card c SET title = b.title, source = b.source, source_on = b.source_on, what = b.what, fits = b.fits, steps = b.steps,
    wrong = b.wrong, situations = b.situations, backgrounds = b.backgrounds
    FROM jsonb_populate_record(NULL::library_card, p_words) b WHERE c.id = p_item;
  INSERT INTO library_cardversion SELECT v.* FROM jsonb_array_elements(nullif(p_words -> 'earlier', 'null')) e,
    jsonb_populate_record(NULL::library_cardversion, '{"kept_from": ""}' || e) v;
END $$;

-- A report's group, whose it is, and whether without their name. In: the report.
CREATE OR REPLACE FUNCTION moderation_tried_about(p_item uuid) RETURNS TABLE (group_id uuid, member_id uuid, masked boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT r.group_id, coalesce(o.member_id, m.member_id), r.membership_id IS NULL FROM library_experiencereport r
  LEFT JOIN library_reportowner o ON o.report_id = r.id LEFT JOIN groups_membership m ON m.id = r.membership_id WHERE r.id = p_item
$$;

-- A report is held: it is read and counted by nobody else meanwhile. In: the report. Out: none.
CREATE OR REPLACE FUNCTION moderation_tried_hide(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT NULL::uuid $$;

-- A report is shown again. In: the report. Out: none.
CREATE OR REPLACE FUNCTION moderation_tried_show(p_item uuid) RETURNS uuid
LANGUAGE sql SET search_path = public, pg_temp AS $$ SELECT NULL::uuid $$;

-- What somebody said is removed, and not counted any more. In: the report. Out: what was there, for its writer; none when it had gone.
CREATE OR REPLACE FUNCTION moderation_tried_take(p_item uuid) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was jsonb;
BEGIN
  SELECT jsonb_build_object('outcome', r.outcome, 'context', r.context, 'words', r.words, 'backgrounds', r.backgrounds,
    'body', r.words, 'html', library_as_html(r.words)) INTO was
    FROM library_experiencereport r WHERE r.id = p_item AND r.outcome <> '' FOR UPDATE OF r;
  IF was IS NULL THEN RETURN NULL; END IF;
  PERFORM library_take_report(p_item, 'removed');
  RETURN was;
END $$;

-- How many other reports of its writer's in its group people have let out. In: the report. Out: a number.
CREATE OR REPLACE FUNCTION moderation_tried_earlier(p_item uuid) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM moderation_tried_about(p_item) a JOIN library_reportowner o ON o.member_id = a.member_id
    JOIN library_experiencereport r ON r.id = o.report_id AND r.group_id = a.group_id AND r.id <> p_item
  WHERE NOT EXISTS (SELECT 1 FROM moderation_hold h WHERE h.kind = 'tried' AND h.item = r.id AND h.released_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM library_reportwithdrawal w WHERE w.report_id = r.id AND w.how = 'removed')
$$;

-- When a report was changed last. In: the report. Out: a moment, or none.
CREATE OR REPLACE FUNCTION moderation_tried_changed(p_item uuid) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$ SELECT r.changed_at FROM library_experiencereport r WHERE r.id = p_item $$;

-- What was removed comes back, and counts again. In: the report and what moderation_tried_take gave. Out: nothing.
CREATE OR REPLACE FUNCTION moderation_tried_bring(p_item uuid, p_words jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM library_reportwithdrawal WHERE report_id = p_item AND how = 'removed';
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE library_experiencereport r SET outcome = b.outcome, context = b.context, words = b.words, backgrounds = b.backgrounds
    FROM jsonb_populate_record(NULL::library_experiencereport, p_words) b WHERE r.id = p_item;
END $$;
