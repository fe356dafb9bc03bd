-- Number, application, first entry and applicant in one statement; nothing when the agency
-- was closed before that day, even a moment ago.
with taker as (
    select id from agency
    where id = :agency_id::int and coalesce(valid_to >= :arrived_on::date, true)
    for key share),
new as (
    select :new_id::bigint as id,
           next_application_number(:agency_id::int, :received_on::date) as number
    from taker),
made as (
    insert into application as a (
        agency, id, number, channel, applicant_category, applicant_name, content, wanted_form,
        wanted_route, officer, unit, assignee, submitted_on, arrived_on, received_on, due_on, due_certain,
        status, tracking_number, joint)
    select :agency_id::int, id, number, :channel, :applicant_category, :applicant_name,
           :content, :wanted_form, :wanted_route, :officer, :unit, :caller::int,
           :submitted_on::date,
           :arrived_on::date, :received_on::date, :due_on::date, :due_certain::boolean,
           :status, :tracking_number, :joint_count::int
    from new
    returning a as application),
entry as (
    insert into event (agency, application, seq, kind, happened_on, recorded_at, actor, data)
    select (application).agency, (application).id, 1, 'registered', (application).arrived_on,
           recording_time(), :actor, :data::jsonb
    from made),
applicant as (
    insert into applicant (agency, application, seq, name, id_type, key, id_number,
                           id_number_index, phone, phone_index, email, address)
    select (application).agency, (application).id, 1, :applicant_name, :applicant_id_type,
           :key::smallint, :id_number::bytea, :id_number_index::bytea, :phone::bytea,
           :phone_index::bytea, :applicant_email, :applicant_address
    from made),
persons as (
    insert into case_person (agency, application, seq, n, role, name, id_type, key, id_number,
                             id_number_index, phone, phone_index, email, address, authorised)
    select (application).agency, (application).id, 1, r.n, r.role, r.name, r.id_type,
           :key::smallint, r.id_number, r.id_number_index, r.phone, r.phone_index, r.email,
           r.address, r.authorised
    from made,
         json_to_recordset(:persons::json)
             as r (n int, role text, name text, id_type text, id_number bytea,
                   id_number_index bytea, phone bytea, phone_index bytea, email text,
                   address text, authorised boolean))
select json_build_object('application', application_json(application, :agency, :today::date),
                         'warnings', :warnings::json),
       (application).version, (application).id
from made
