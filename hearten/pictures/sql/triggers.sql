-- What runs at a change of a table, in the same transaction, whoever made it and however. The function is a reviewed door.

CREATE TRIGGER pictures_went AFTER DELETE ON pictures_picture REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION pictures_went();
