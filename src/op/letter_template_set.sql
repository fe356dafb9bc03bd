insert into letter_template (agency, kind, n, bytes, sha256, note, uploaded_at, uploaded_by)
select :agency_id::int, :letter_kind, 1 + coalesce(max(t.n), 0), :bytes::bytea, :sha256::bytea,
       :note, recording_time(), :actor
from letter_template t
where t.agency = :agency_id::int and t.kind = :letter_kind
