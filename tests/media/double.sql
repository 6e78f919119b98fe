-- Stands in for what the meeting's room brings: who is in it is a table here. The room's own doors step aside for a while.
ALTER FUNCTION meetings_may_join_media RENAME TO meetings_may_join_media_aside;
ALTER FUNCTION meetings_shown_in_media RENAME TO meetings_shown_in_media_aside;
CREATE TABLE media_double (meeting uuid, member uuid, presence uuid DEFAULT gen_random_uuid(), name text, way text);
CREATE FUNCTION meetings_may_join_media(p_meeting uuid) RETURNS TABLE (way text) LANGUAGE sql SECURITY DEFINER AS $$
  SELECT d.way FROM media_double d
  WHERE d.meeting = p_meeting AND d.member = nullif(current_setting('hearten.member', true), '')::uuid
$$;
CREATE FUNCTION meetings_shown_in_media(p_meeting uuid) RETURNS TABLE (presence uuid, name text)
LANGUAGE sql SECURITY DEFINER AS $$
  SELECT d.presence, d.name FROM media_double d
  WHERE d.meeting = p_meeting AND d.member = nullif(current_setting('hearten.member', true), '')::uuid
$$;
