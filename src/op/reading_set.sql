insert into agency_reading (agency, reading, n, value, basis, recorded_at, actor)
select :agency_id::int, :reading, coalesce(max(n), 0) + 1, :value, :basis, recording_time(),
       :actor
from agency_reading
where agency = :agency_id::int and reading = :reading
returning json_build_object('agency', :agency::text, 'reading', reading, 'value', value,
                            'basis', basis)
