insert into agency_narrative (agency, year, scope, part, n, text, stated_at, stated_by)
values (:agency_id::int, :year::int, coalesce(:scope, 'agency'), :part, :n::int, :text,
        recording_time(), :actor)
