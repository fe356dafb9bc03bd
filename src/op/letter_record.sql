-- Stores a step of a letter as application_record does, and says what the letter came to.
with entry as (
    insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,
                       supersedes, data)
    values (:agency_id::int, :application::bigint, :seq::int, :kind, :happened_on::date,
            recording_time(), :actor, :supersedes::int, :data::jsonb)),
changed as (
    update application a
    set channel = :channel, applicant_category = :applicant_category,
        submitted_on = :submitted_on::date, arrived_on = :arrived_on::date,
        received_on = :received_on::date, due_on = :due_on::date,
        due_certain = :due_certain::boolean, waiting_until = :waiting_until::date,
        paused_until = :paused_until::date, paused_for = :paused_for, status = :status,
        closed_on = :closed_on::date, outcome = :outcome, version = :seq::int,
        number = coalesce(a.number, next_application_number(a.agency, :received_on::date))
    where a.agency = :agency_id::int and a.id = :application::bigint
    returning a as application)
select json_build_object('application', application_json(application, :agency, :today::date),
                         'warnings', :warnings::json, 'service', :service::json),
       (application).version
from changed
