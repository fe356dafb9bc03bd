-- Nothing while a hold stands; the application is locked.
insert into case_hold as h (agency, application, n, reason, set_at, set_by)
select :agency_id::int, :application::bigint,
       1 + (select count(*) from case_hold b
            where b.agency = :agency_id::int and b.application = :application::bigint),
       :reason, recording_time(), :actor
where not exists (select from case_hold b
                  where b.agency = :agency_id::int and b.application = :application::bigint
                    and b.ended_at is null)
returning json_build_object('hold', case_hold_json(h))
