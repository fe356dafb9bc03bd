-- Keeps a request until others confirm it.
insert into proposal as p (agency, id, operation, of_right, application, arguments, body, key,
                           if_match, summary, steps, proposed_by, proposed_at)
select coalesce(:agency_id::int, 0), next_proposal(coalesce(:agency_id::int, 0)), :operation,
       :right, :application::bigint, :arguments::json, :sealed_body::bytea, :key::smallint,
       :if_match,
       json_build_object('number', (select a.number from application a
                                    where a.agency = :agency_id::int
                                      and a.id = :application::bigint),
                         'warnings', :warnings::json),
       coalesce((select s.steps from confirmation_steps s
                 where s.agency = :agency_id::int and s.of_right = :right), 1),
       :caller::int, recording_time()
returning proposal_json(p), p.id::text
