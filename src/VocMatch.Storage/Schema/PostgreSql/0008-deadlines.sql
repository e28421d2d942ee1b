-- Past its deadline a placement is not open. The texts stand in the order of the instants up to what their offsets differ by.
CREATE VIEW placement_deadline AS
SELECT
    (payload #>> '{entity,posting,applyBy}') COLLATE "C" AS apply_by,
    payload #>> '{entity,status}' AS status,
    (payload #>> '{entity,openSeats}')::integer AS open_seats
FROM grain_state
WHERE grain_type = 'placement';

CREATE INDEX placement_apply_by ON grain_state (((payload #>> '{entity,posting,applyBy}') COLLATE "C"))
WHERE grain_type = 'placement';
