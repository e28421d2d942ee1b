-- The tags of students and those that placements reserve seats for, each row's as a JSON array of texts; null where it has none. An index of
-- those that have some is as good as a list of what is in use: whoever looks for it goes from one text to the next greater one.
ALTER TABLE grain_state ADD COLUMN tags TEXT NULL;

UPDATE grain_state SET tags = payload ->> '$.entity.profile.tags'
WHERE grain_type = 'student' AND json_array_length(payload, '$.entity.profile.tags') > 0;

UPDATE grain_state SET tags = (SELECT json_group_array(r.value ->> '$.tag') FROM json_each(payload, '$.entity.posting.reserves') AS r)
WHERE grain_type = 'placement' AND json_array_length(payload, '$.entity.posting.reserves') > 0;

CREATE INDEX student_tags ON grain_state (grain_type, tags) WHERE grain_type = 'student' AND tags IS NOT NULL;

CREATE INDEX placement_tags ON grain_state (grain_type, tags) WHERE grain_type = 'placement' AND tags IS NOT NULL;

CREATE VIEW tags_of_students AS SELECT tags FROM grain_state WHERE grain_type = 'student' AND tags IS NOT NULL;

CREATE VIEW tags_of_reserves AS SELECT tags FROM grain_state WHERE grain_type = 'placement' AND tags IS NOT NULL;
