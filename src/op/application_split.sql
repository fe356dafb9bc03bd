-- The case keeps its number with its own part of the content; each of :parts becomes a case of
-- its own, with the history of the letter up to now but for what was linked to it or found of
-- its content.  The second column are the digests of all that the audit vouches for besides
-- the entry of the case itself.
with letter as (
    select e.data
    from event e
    where e.agency = :agency_id::int and e.application = :application::bigint
      and e.seq = :supersedes::int),
part as (
    select * from json_to_recordset(:parts::json)
        as r (n int, id bigint, content text, id_number bytea, id_number_index bytea,
              phone bytea, phone_index bytea, persons json)),
kept as (
    update application a
    set content = :content, version = :seq::int
    where a.agency = :agency_id::int and a.id = :application::bigint
    returning a as application),
own_entry as (
    insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,
                       supersedes, data)
    select :agency_id::int, :application::bigint, :seq::int, 'registered',
           :happened_on::date, recording_time(), :actor, :supersedes::int, :data::jsonb),
applicants as (
    insert into applicant (agency, application, seq, name, id_type, key, id_number,
                           id_number_index, phone, phone_index, email, address)
    select p.agency, x.id, :seq::int, p.name, p.id_type, :key::smallint, x.id_number,
           x.id_number_index, x.phone, x.phone_index, p.email, p.address
    from applicant p,
         (select :application::bigint as id, :id_number::bytea as id_number,
                 :id_number_index::bytea as id_number_index, :phone::bytea as phone,
                 :phone_index::bytea as phone_index
          union all
          select id, id_number, id_number_index, phone, phone_index from part) x
    where p.agency = :agency_id::int and p.application = :application::bigint
      and p.seq = (select max(l.seq) from applicant l
                   where l.agency = p.agency and l.application = p.application)),
persons as (
    insert into case_person (agency, application, seq, n, role, name, id_type, key, id_number,
                             id_number_index, phone, phone_index, email, address, authorised)
    select :agency_id::int, x.id, :seq::int, r.n, r.role, r.name, r.id_type, :key::smallint,
           r.id_number, r.id_number_index, r.phone, r.phone_index, r.email, r.address,
           r.authorised
    from (select :application::bigint as id, :persons::json as persons
          union all
          select id, persons from part) x,
         json_to_recordset(x.persons)
             as r (n int, role text, name text, id_type text, id_number bytea,
                   id_number_index bytea, phone bytea, phone_index bytea, email text,
                   address text, authorised boolean)),
numbered as (
    select p.*, next_application_number(:agency_id::int, :received_on::date) as number
    from (select * from part order by n) p),
made as (
    insert into application as a (
        agency, id, number, channel, applicant_category, applicant_name, content,
        wanted_form, wanted_route, officer, unit, assignee, submitted_on, arrived_on,
        received_on, due_on, due_certain, waiting_until, paused_until, paused_for, status,
        version, tracking_number, joint, split_from)
    select o.agency, p.id, p.number, :channel, :applicant_category, o.applicant_name,
           p.content, o.wanted_form, o.wanted_route, o.officer, o.unit, o.assignee,
           :submitted_on::date, :arrived_on::date, :received_on::date, :due_on::date,
           :due_certain::boolean, :waiting_until::date, :paused_until::date, :paused_for,
           :status, :seq::int, o.tracking_number, o.joint, o.id
    from numbered p, application o
    where o.agency = :agency_id::int and o.id = :application::bigint
    returning a as application),
entry as (
    insert into event (agency, application, seq, kind, happened_on, recorded_at, actor,
                       supersedes, data)
    select e.agency, p.id, e.seq, e.kind, e.happened_on, recording_time(), :actor,
           e.supersedes, e.data
    from event e, part p
    where e.agency = :agency_id::int and e.application = :application::bigint
      and e.seq < :seq::int and e.kind not in ('linked', 'fact')
      and not exists (select from event l
                      where l.agency = e.agency and l.application = e.application
                        and l.seq = e.supersedes and l.kind in ('linked', 'fact'))
    union all
    select :agency_id::int, p.id, :seq::int, 'registered', :happened_on::date,
           recording_time(), :actor, :supersedes::int,
           (l.data - 'split_into') || :part_data::jsonb
           || jsonb_build_object('content', p.content)
    from letter l, part p
    returning application, seq, event_digest(event) as digest)
select json_build_object(
           'application', (select application_json(application, :agency, :today::date)
                           from kept),
           'applications', (select json_agg(application_json(application, :agency,
                                                             :today::date, true)
                                            order by (application).id)
                            from made),
           'warnings', :warnings::json),
       (select json_agg(json_build_object('application', application, 'entry', seq,
                                          'entry_digest', encode(digest, 'hex'))
                        order by application, seq)
        from entry)
