-- Stores an entry that takes the place of :supersedes, with the particulars it changes.
with entry as (
    insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,
                       supersedes, data)
    select e.agency, e.application, :seq::int, :kind, :happened_on::date, recording_time(),
           :actor, e.seq, jsonb_strip_nulls(e.data || :data::jsonb)
    from event e
    where e.agency = :agency_id::int and e.application = :application::bigint
      and e.seq = :supersedes::int),
applicant as (
    insert into applicant (agency, application, seq, name, id_type, key, id_number,
                           id_number_index, phone, phone_index, email, address)
    select p.agency, p.application, :seq::int, coalesce(:applicant_name, p.name),
           coalesce(:applicant_id_type, p.id_type), :key::smallint, :id_number::bytea,
           :id_number_index::bytea, :phone::bytea, :phone_index::bytea,
           coalesce(:applicant_email, p.email), coalesce(:applicant_address, p.address)
    from applicant p
    where p.agency = :agency_id::int and p.application = :application::bigint
      and p.seq = (select max(seq) from applicant l
                   where l.agency = p.agency and l.application = p.application)
      and :kind = 'registered'),
persons as (
    insert into case_person (agency, application, seq, n, role, name, id_type, key, id_number,
                             id_number_index, phone, phone_index, email, address, authorised)
    select :agency_id::int, :application::bigint, :seq::int, r.n, r.role, r.name, r.id_type,
           :key::smallint, r.id_number, r.id_number_index, r.phone, r.phone_index, r.email,
           r.address, r.authorised
    from json_to_recordset(:persons::json)
             as r (n int, role text, name text, id_type text, id_number bytea,
                   id_number_index bytea, phone bytea, phone_index bytea, email text,
                   address text, authorised boolean)),
changed as (
    update application a
    set channel = :channel, applicant_category = :applicant_category,
        applicant_name = coalesce(:applicant_name, a.applicant_name),
        content = coalesce(:content, a.content),
        wanted_form = coalesce(:wanted_form, a.wanted_form),
        wanted_route = coalesce(:wanted_route, a.wanted_route),
        officer = coalesce(:officer, a.officer), unit = coalesce(:unit, a.unit),
        tracking_number = case when :kind = 'registered'
                               then coalesce(:tracking_number, a.tracking_number)
                               else a.tracking_number end,
        joint = case when :kind = 'registered' then :joint_count::int else a.joint end,
        submitted_on = :submitted_on::date, arrived_on = :arrived_on::date,
        received_on = :received_on::date, due_on = :due_on::date,
        due_certain = :due_certain::boolean, waiting_until = :waiting_until::date,
        paused_until = :paused_until::date, paused_for = :paused_for, status = :status,
        closed_on = :closed_on::date, outcome = :outcome, version = :seq::int,
        number = coalesce(a.number, next_application_number(a.agency, :received_on::date))
    where a.agency = :agency_id::int and a.id = :application::bigint
    returning a as application)
select json_build_object('application', application_json(application, :agency, :today::date),
                         'warnings', :warnings::json),
       (application).version
from changed
