insert into retention_rule (agency, record_type, years, basis, set_at, set_by)
values (:agency_id::int, :record_type, :years::int, :basis, recording_time(), :actor)
returning json_build_object('record_type', record_type, 'years', years, 'basis', basis,
                            'stated_by', :agency::text)
