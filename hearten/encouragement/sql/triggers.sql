-- What runs at a change of a table, in the same transaction, whoever made it and however. The function is a reviewed door.

CREATE TRIGGER encouragement_went AFTER DELETE ON encouragement_card REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION encouragement_went();
