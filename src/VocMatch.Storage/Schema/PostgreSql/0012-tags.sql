-- The tags of students and those that placements reserve seats for, each row's as a JSON array of texts. An index of the rows that have some
-- is as good as a list of what is in use: whoever looks for it goes from one text to the next greater one.
CREATE INDEX student_tags ON grain_state ((payload #>> '{entity,profile,tags}') COLLATE "C")
WHERE grain_type = 'student' AND payload #>> '{entity,profile,tags}' <> '[]';

CREATE INDEX placement_tags ON grain_state ((jsonb_path_query_array(payload, '$.entity.posting.reserves[*].tag') #>> '{}') COLLATE "C")
WHERE grain_type = 'placement' AND payload #>> '{entity,posting,reserves}' <> '[]';

CREATE VIEW tags_of_students AS
SELECT (payload #>> '{entity,profile,tags}') COLLATE "C" AS tags
FROM grain_state
WHERE grain_type = 'student' AND payload #>> '{entity,profile,tags}' <> '[]';

CREATE VIEW tags_of_reserves AS
SELECT (jsonb_path_query_array(payload, '$.entity.posting.reserves[*].tag') #>> '{}') COLLATE "C" AS tags
FROM grain_state
WHERE grain_type = 'placement' AND payload #>> '{entity,posting,reserves}' <> '[]';
