insert into report_event (agency, year, scope, n, act, note, version, data, actor, proposed_by,
                          recorded_at)
values (:agency_id::int, :year::int, :scope::text, :n::int, :act, :act_note,
        nullif(:act_version::int, 0), :data::jsonb, :actor, :proposed_by, recording_time())
