-- What runs at a change of a table that a shelf keeps copies of. The functions are reviewed doors (doors_keeping.sql).

CREATE TRIGGER wellness_taken AFTER INSERT ON threads_withdrawal REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION wellness_words_taken();
CREATE TRIGGER wellness_gone AFTER DELETE ON threads_post REFERENCING OLD TABLE AS old
  FOR EACH STATEMENT EXECUTE FUNCTION wellness_posts_gone();
CREATE TRIGGER wellness_card_gone AFTER DELETE ON encouragement_card REFERENCING OLD TABLE AS old
  FOR EACH STATEMENT EXECUTE FUNCTION wellness_posts_gone();
CREATE TRIGGER wellness_card_taken AFTER UPDATE ON encouragement_card REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION wellness_cards_taken();
