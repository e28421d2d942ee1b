-- Texts are searched by one folding for both databases, in the service.
DROP FUNCTION contains_text(text, text);
