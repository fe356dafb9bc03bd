insert into letter as l (agency, application, n, kind, seq, about, series, year, serial, number,
                         dated_on, template_agency, template_n, bytes, size, sha256,
                         issued_at, issued_by, proposed_by,
                         remedy)
values (:agency_id::int, :application::bigint, :n::int, :kind, :seq::int, :about::int, :series,
        :year::int, :serial::bigint, :number, :dated_on::date, :template_agency::int,
        :template_n::int, :bytes::bytea, :size::int, :sha256::bytea, recording_time(), :actor,
        :proposed_by, :remedy::int)
returning json_build_object('letter', letter_json(l), 'warnings', :warnings::json)
