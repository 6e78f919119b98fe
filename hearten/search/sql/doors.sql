-- Words: how a text becomes what it can be found by. None of these looks at any table; they run with the rights of who calls.

-- The dictionary that finds the stems of a language; "simple", which finds none, for languages without one. In: a language
-- tag, such as "en" or "de-AT". Out: its name.
CREATE OR REPLACE FUNCTION search_dictionary(p_language text) RETURNS regdictionary
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE left(lower(p_language), 2)
    WHEN 'ar' THEN 'arabic_stem' WHEN 'ca' THEN 'catalan_stem' WHEN 'da' THEN 'danish_stem' WHEN 'de' THEN 'german_stem'
    WHEN 'el' THEN 'greek_stem' WHEN 'en' THEN 'english_stem' WHEN 'es' THEN 'spanish_stem' WHEN 'eu' THEN 'basque_stem'
    WHEN 'fi' THEN 'finnish_stem' WHEN 'fr' THEN 'french_stem' WHEN 'ga' THEN 'irish_stem' WHEN 'hi' THEN 'hindi_stem'
    WHEN 'hu' THEN 'hungarian_stem' WHEN 'hy' THEN 'armenian_stem' WHEN 'id' THEN 'indonesian_stem' WHEN 'it' THEN 'italian_stem'
    WHEN 'lt' THEN 'lithuanian_stem' WHEN 'nb' THEN 'norwegian_stem' WHEN 'nl' THEN 'dutch_stem' WHEN 'nn' THEN 'norwegian_stem'
    WHEN 'no' THEN 'norwegian_stem' WHEN 'pt' THEN 'portuguese_stem' WHEN 'ro' THEN 'romanian_stem' WHEN 'ru' THEN 'russian_stem'
    WHEN 'sr' THEN 'serbian_stem' WHEN 'sv' THEN 'swedish_stem' WHEN 'ta' THEN 'tamil_stem' WHEN 'tr' THEN 'turkish_stem'
    WHEN 'yi' THEN 'yiddish_stem' ELSE 'simple' END::regdictionary
$$;

-- The words of a text, without the ones that every text has. In: the text and its language. Out: each word as it is said (in
-- small letters, without accents), what it is looked up by, and how often it stands there. A word is letters, digits and their
-- marks; all else is a space before the parser sees it, for it would take "sleep/shift" for a path, "it.But" for a host, and any
-- sign beyond ASCII, such as a curly quote, for a letter. asking.py takes questions apart in the same way.
CREATE OR REPLACE FUNCTION search_words_of(p_text text, p_language text) RETURNS TABLE (said text, word text, uses bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.said, left(l.word, 40), sum(s.uses)::bigint FROM (
    SELECT left(unaccent(lower(t.token)), 40) AS said, count(*) AS uses
    FROM ts_parse('default', regexp_replace(CASE WHEN p_text IS NFC NORMALIZED THEN p_text ELSE normalize(p_text) END,
      '[[:punct:][:space:]]+', ' ', 'g')) t
    WHERE t.tokid IN (1, 2, 3, 20, 22) GROUP BY 1) s
  CROSS JOIN (SELECT search_dictionary(p_language) AS finds OFFSET 0) d
  CROSS JOIN LATERAL unnest(ts_lexize(d.finds, s.said)) l (word) GROUP BY 1, 2
$$;

-- How much a word counts in its entry (BM25, k1 = 1.2, b = 0.6). In: how often it stands there, and how many words do. Out: from 0
-- to 2.2. "Long" is said against 80 words, whatever others wrote: a post's own weight never tells of another's length.
CREATE OR REPLACE FUNCTION search_weight(p_uses numeric, p_size bigint) RETURNS real
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (p_uses * 2.2 / (p_uses + 1.2 * (0.4 + 0.6 * p_size / 80.0)))::real
$$;

-- Which lock stands for a group's part of the index. In: the group. Out: a number. The worker holds it alone while it writes
-- there; whoever takes words away holds it together with others, so that what the worker was just writing goes, too.
CREATE OR REPLACE FUNCTION search_lock(p_group uuid) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT hashtextextended('hearten search ' || p_group, 0)
$$;

-- What stands for "of the house" where a group would stand.
CREATE OR REPLACE FUNCTION search_house() RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT '00000000-0000-0000-0000-000000000000'::uuid
$$;
