-- Keeps a request until others confirm it; nothing when its case was disposed of a moment ago.
-- The lock makes a disposal wait, which then leaves the case alone.
with held as (
    select a.number, a.disposed_on
    from application a
    where a.agency = :agency_id::int and a.id = :application::bigint
    for share)
insert into proposal as p (agency, id, operation, of_right, application, arguments, body, key,
                           if_match, seen, summary, steps, proposed_by, proposed_at)
select coalesce(:agency_id::int, 0), next_proposal(coalesce(:agency_id::int, 0)), :operation,
       :right, :application::bigint, :arguments::json, :sealed_body::bytea, :key::smallint,
       :if_match, :seen::bytea,
       json_build_object('number', (select held.number from held),
                         'warnings', :warnings::json),
       coalesce((select s.steps from confirmation_steps s
                 where s.agency = :agency_id::int and s.of_right = :right), 1),
       :caller::int, recording_time()
where not exists (select from held where held.disposed_on is not null)
returning proposal_json(p), p.id::text
