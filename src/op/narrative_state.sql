insert into agency_narrative (agency, year, part, n, text, stated_at, stated_by)
values (:agency_id::int, :year::int, :part, :n::int, :text, recording_time(), :actor)
