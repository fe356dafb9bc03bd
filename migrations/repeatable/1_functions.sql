-- The moment a fact is recorded: that of the request, see enter(); without one the
-- transaction's.
create or replace function recording_time() returns timestamptz
language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('gongkai.now', true), '')::timestamptz, now())
$$;

-- This very moment, on the day that STATED names while the service runs on a fixed business
-- day, '' for none.
create or replace function this_moment(stated text) returns timestamptz
language sql volatile as $$
    select case when coalesce(stated, '') = '' then clock_timestamp()
           else (left(stated, 10)::date + (clock_timestamp() at time zone 'Asia/Shanghai')::time)
                at time zone 'Asia/Shanghai' end
$$;

-- The status at the end of a day, from what the clock derived when the last entry was made:
-- lapsed limits, due days and open consultations need no nightly run.
create or replace function status_on(a application, on_day date) returns text
language sql immutable parallel safe as $$
    select case
        when a.status = 'awaiting_correction' and a.waiting_until < on_day
            then 'abandoned_no_correction'
        when a.status = 'awaiting_fee' and a.waiting_until < on_day then 'abandoned_no_payment'
        when a.status <> 'running' then a.status
        when a.due_on < on_day then 'overdue'
        when a.paused_until >= on_day then 'paused_consultation'
        else a.status
    end
$$;

-- An application as every operation shows it; ON_DAY decides what is overdue.  A STUB is what
-- who only counts may know of it: when and how it went, not who asked for what.  Without a
-- query inside it becomes part of the statement that calls it and is planned with it, once.
drop function if exists application_json(application, date);
drop function if exists application_json(application, text, date);
create or replace function application_json(a application, agency_code text, on_day date,
                                            stub boolean default false)
returns json
language sql stable parallel safe as $$
    select json_build_object(
        'id', a.id::text,
        'agency', agency_code,
        'number', a.number,
        'status', status_on(a, on_day),
        'channel', a.channel,
        'submitted_on', a.submitted_on,
        'arrived_on', a.arrived_on,
        'received_on', a.received_on,
        'due_on', a.due_on,
        'due_certain', a.due_certain,
        'overdue', a.status = 'running' and coalesce(a.due_on < on_day, false),
        'closed_on', a.closed_on,
        'outcome', a.outcome,
        'applicant_category', a.applicant_category,
        'applicant_name', case when not stub then a.applicant_name end,
        'content', case when not stub then a.content end,
        'wanted_form', case when not stub then a.wanted_form end,
        'wanted_route', case when not stub then a.wanted_route end,
        'officer', case when not stub then a.officer end,
        'unit', case when not stub then a.unit end,
        'joint', a.joint,
        'tracking_number', case when not stub then a.tracking_number end,
        'split_from', a.split_from::text,
        'version', a.version)
$$;

-- The same in a list, with the working days from ON_DAY to the deadline, of an open case that
-- has one: WORKING_DAYS, in order, lie around ON_DAY; null beyond them.
create or replace function listed(a application, agency_code text, on_day date,
                                  working_days date[])
returns jsonb
language sql stable parallel safe as $$
    select application_json(a, agency_code, on_day)::jsonb || jsonb_build_object(
        'days_to_due',
        case when a.status = 'running' and a.due_on between working_days[1]
                                           and working_days[cardinality(working_days)]
             then width_bucket(a.due_on, working_days) - width_bucket(on_day, working_days)
        end)
$$;

-- Whether a case stands in a QUEUE of the board of deadlines (deadline_list.sql) on a day:
-- BEFORE is the last working day before it, THREE and SEVEN the third and seventh after it.
create or replace function stands_in(a application, queue text, on_day date, before date,
                                     three date, seven date)
returns boolean
language sql immutable parallel safe as $$
    select a.status not in ('answered', 'withdrawn', 'voided')
       and coalesce(case queue
           when 'open' then true
           when 'due_today' then a.due_on = on_day
           when 'due_in_3' then a.due_on between on_day and three
           when 'due_in_7' then a.due_on between on_day and seven
           when 'confirmation_late'
               then a.status = 'awaiting_confirmation' and a.arrived_on < before
           when 'awaiting_third_party'
               then status_on(a, on_day) = 'paused_consultation' and a.paused_for = 'third_party'
           when 'awaiting_agency'
               then status_on(a, on_day) = 'paused_consultation' and a.paused_for <> 'third_party'
           when 'lapsed'
               then status_on(a, on_day) in ('abandoned_no_correction', 'abandoned_no_payment')
           when 'provisional' then not a.due_certain
           else status_on(a, on_day) = queue end, false)
$$;

drop function if exists masked(text);

-- The persons of a case besides the applicant, as the entry SEQ stated them, the numbers
-- sealed; null for nobody.
create or replace function case_persons(of_agency integer, of_application bigint,
                                        of_seq integer)
returns json
language plpgsql stable parallel safe as $$
begin
    return (
        select json_agg(json_build_object(
                            'role', c.role, 'n', c.n, 'name', c.name, 'id_type', c.id_type,
                            'key', c.key, 'seq', c.seq, 'id_number', c.id_number,
                            'phone', c.phone, 'email', c.email, 'address', c.address,
                            'authorised', c.authorised)
                        order by c.n)
        from case_person c
        where c.agency = of_agency and c.application = of_application and c.seq = of_seq);
end
$$;

-- The entries of an agency that bear a link to its case OF_ID, for who sees the agency's cases.
-- As its owner, for through row-level security no index of what stands in the data is used.
create or replace function links_to(of_agency integer, of_id bigint) returns setof event
language plpgsql stable parallel safe rows 2 security definer
set search_path = gongkai, pg_temp as $$
begin
    if scope() = 'all' or of_agency = own()
       or (scope() = 'tree' and of_agency in (select reach())) then
        return query
            select *
            from event e
            where (e.data ->> 'application')::bigint = of_id
              and e.data ->> 'link' is not null and e.agency = of_agency;
    end if;
end
$$;

-- The links that the case OF_ID bears, and those that others of its agency bear to it.
create or replace function case_links(of_agency integer, of_id bigint) returns json
language plpgsql stable parallel safe as $$
begin
    return (
        with link as (
            select 'to' as direction, e.data ->> 'link' as link, e.seq, e.happened_on,
                   e.application as bearer, (e.data ->> 'application')::bigint as other, e.data
            from event e
            where e.agency = of_agency and e.application = of_id
              and e.data ->> 'link' is not null
            union all
            select 'from', e.data ->> 'link', e.seq, e.happened_on, e.application, e.application,
                   e.data
            from links_to(of_agency, of_id) e)
        select coalesce(json_agg(json_build_object(
                   'link', l.link, 'direction', l.direction, 'application', l.other::text,
                   'number', a.number, 'seq', l.seq, 'on', l.happened_on,
                   'note', l.data ->> 'note')
               order by l.other, l.seq), '[]')
        from link l
        join application a on a.agency = of_agency and a.id = l.other
        where not exists (select from event s
                          where s.agency = of_agency and s.application = l.bearer
                            and s.supersedes = l.seq));
end
$$;

-- Takes the next number of a series; the row stays locked until the transaction ends.
create or replace function next_serial(of_agency integer, of_series text, of_year integer)
returns bigint language plpgsql as $$
declare
    taken bigint;
begin
    insert into serial as s (agency, series, year, last)
    values (of_agency, of_series, of_year, 1)
    on conflict (agency, series, year) do update set last = s.last + 1
    returning s.last into taken;
    return taken;
end
$$;

create or replace function application_number(pattern text, of_year integer, n bigint)
returns text language sql immutable parallel safe as $$
    select replace(replace(pattern, '{year}', of_year::text), '{serial}',
                   lpad(n::text, greatest(4, length(n::text)), '0'))
$$;

-- The agency's number for an application received on DAY; DAY null takes none.
create or replace function next_application_number(of_agency integer, day date)
returns text language plpgsql as $$
begin
    if day is null then
        return null;
    end if;
    return (select application_number(g.number_pattern, extract(year from day)::int,
                                      next_serial(g.id, 'application',
                                                  extract(year from day)::int))
            from agency g
            where g.id = of_agency);
end
$$;

-- What an application counts for: nothing before its receipt or once it is void.
create or replace function application_entries(a application)
returns table (cell text, category text, happened_on date)
language sql immutable parallel safe as $$
    select 'new', a.applicant_category, a.received_on
    where a.received_on is not null and a.status <> 'voided'
    union all
    select a.outcome, a.applicant_category, a.closed_on
    where a.received_on is not null and a.closed_on is not null and a.status <> 'voided'
$$;

-- Whether two states of an application may differ in what they count for; most acts change a
-- date only, and nothing is to be done about the count.
create or replace function application_counts_otherwise(a application, b application)
returns boolean language sql immutable parallel safe as $$
    select (a.received_on, a.closed_on, a.outcome, a.applicant_category, a.status = 'voided')
           is distinct from
           (b.received_on, b.closed_on, b.outcome, b.applicant_category, b.status = 'voided')
$$;

-- Every change of what an application counts for becomes entries: the old ones taken back,
-- the new ones made, nothing where they are the same.
create or replace function application_inserted() returns trigger
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    with entry as (
        insert into tally_entry (agency, application, cell, category, happened_on,
                                 recorded_at, amount)
        select a.agency, a.id, e.cell, e.category, e.happened_on, recording_time(), 1
        from new_rows a, application_entries(a) e
        returning *)
    insert into tally_pending (agency, year, cell, category, amount)
    select agency, extract(year from happened_on)::int, cell, category, sum(amount)
    from entry
    group by 1, 2, 3, 4;
    return null;
end
$$;

-- For the one row whose count did change; see the trigger's condition.
create or replace function application_updated() returns trigger
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    with change as (
        select cell, category, happened_on, 1 as amount from application_entries(new)
        union all
        select cell, category, happened_on, -1 from application_entries(old)),
    entry as (
        insert into tally_entry (agency, application, cell, category, happened_on,
                                 recorded_at, amount)
        select new.agency, new.id, cell, category, happened_on, recording_time(), sum(amount)
        from change
        group by cell, category, happened_on
        having sum(amount) <> 0
        returning *)
    insert into tally_pending (agency, year, cell, category, amount)
    select agency, extract(year from happened_on)::int, cell, category, amount
    from entry;
    return null;
end
$$;

-- Counts of an agency carried to the nodes above it: into the cells of the year where the
-- agency stood under the node in that year; as an open balance that enters or leaves where
-- it came under the node, or went, in a later year.
create or replace function spread_upwards(of_agency integer, of_year integer, of_cell text,
                                          amount bigint)
returns table (node integer, year integer, cell text, amount bigint)
language sql stable rows 6 as $$
    with flow as (
        select c.ancestor, c.from_year, c.to_year, $4 as amount,
               case when $3 in ('new', 'transferred') then $4 else -$4 end as net
        from agency_closure c
        where c.agency = $1 and c.to_year > $2)
    select ancestor, $2, $3, flow.amount from flow where from_year <= $2
    union all
    select ancestor, from_year, 'transferred', net from flow where from_year > $2
    union all
    select ancestor, to_year, 'transferred', -net from flow where to_year < 9999
$$;

-- Folds the pending entries into the tallies; answers how many there were.  One fold runs at
-- a time; a second one returns at once and leaves the work to the first.
create or replace function tally_fold() returns bigint
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    taken bigint;
begin
    if not pg_try_advisory_xact_lock(hashtext('gongkai.tally')) then
        return 0;
    end if;
    with pending as (
        delete from tally_pending returning agency, year, cell, category, amount),
    net as (
        select agency, year, cell, category, sum(amount)::bigint as amount
        from pending
        group by agency, year, cell, category),
    folded as (
        insert into tally as t (node, subtree, year, cell, category, amount)
        select agency, false, year, cell, category, amount
        from net
        where amount <> 0
        union all
        select s.node, true, s.year, s.cell, net.category, sum(s.amount)
        from net, spread_upwards(net.agency, net.year, net.cell, net.amount) s
        group by s.node, s.year, s.cell, net.category
        having sum(s.amount) <> 0
        on conflict (node, subtree, year, cell, category)
        do update set amount = t.amount + excluded.amount)
    select count(*) into taken from pending;
    return taken;
end
$$;

-- The agencies whose cases count in a report of a year: one, or all that stood below it on the
-- year's last day.  Becomes part of the statement that asks.
drop function if exists report_members(integer, integer, text);
create or replace function report_members(of_agency integer, of_year integer, subtree boolean)
returns setof integer
language sql stable as $$
    select of_agency
    where not subtree
    union all
    select c.agency
    from agency_closure c
    where subtree and c.ancestor = of_agency
      and of_year between c.from_year and c.to_year - 1
$$;

-- Who stood under whom in which years, for AGENCIES and all their ancestors, written anew
-- from agency_parent; then the sums of every node concerned, from their parts' own sums.
create or replace function agency_closure_rebuild(agencies integer[]) returns void
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    nodes integer[];
begin
    perform pg_advisory_xact_lock(hashtext('gongkai.tally'));
    select array_agg(distinct ancestor) into nodes
    from agency_closure where agency = any(agencies);

    delete from agency_closure where agency = any(agencies);
    with recursive boundary as (
        select 0 as year
        union
        select extract(year from p.valid_from)::int
        from agency_parent p
        where p.valid_from > (select min(f.valid_from) from agency_parent f
                              where f.agency = p.agency)),
    epoch as (
        select year as from_year, coalesce(lead(year) over (order by year), 9999) as to_year
        from boundary),
    up as (
        select e.from_year, e.to_year, a as agency, a as ancestor
        from epoch e, unnest(agencies) a
        union all
        select up.from_year, up.to_year, up.agency, p.parent
        from up
        cross join lateral (
            select q.parent
            from agency_parent q
            where q.agency = up.ancestor
            order by extract(year from q.valid_from) <= up.from_year desc,
                     case when extract(year from q.valid_from) <= up.from_year
                          then q.valid_from end desc,
                     q.valid_from
            limit 1) p
        where p.parent is not null),
    island as (
        select up.*, sum(case when before = up.from_year then 0 else 1 end)
                     over (partition by agency, ancestor order by from_year) as n
        from (select *, lag(to_year) over (partition by agency, ancestor order by from_year)
                        as before
              from up) up)
    insert into agency_closure (ancestor, agency, from_year, to_year)
    select ancestor, agency, min(from_year), max(to_year)
    from island
    group by ancestor, agency, n;

    select array_agg(distinct x) into nodes
    from (select unnest(nodes) x
          union
          select ancestor from agency_closure where agency = any(agencies)) all_nodes;
    delete from tally where subtree and node = any(nodes);
    insert into tally (node, subtree, year, cell, category, amount)
    select s.node, true, s.year, s.cell, t.category, sum(s.amount)
    from agency_closure part
    join tally t on t.node = part.agency and not t.subtree,
    lateral spread_upwards(t.node, t.year, t.cell, t.amount) s
    where part.ancestor = any(nodes) and s.node = any(nodes) and s.node = part.ancestor
      and part.from_year = (select min(f.from_year) from agency_closure f
                            where f.agency = part.agency and f.ancestor = part.ancestor)
    group by s.node, s.year, s.cell, t.category
    having sum(s.amount) <> 0;
end
$$;

-- Whether an agency has cases that arrived after a day, or, without one, open ones: all that
-- who ends an agency learns of its cases.
create or replace function agency_has_cases(of_agency integer, after date) returns boolean
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select exists (select from application a
                   where a.agency = of_agency
                     and case when after is null
                              then a.status not in ('answered', 'withdrawn', 'voided')
                              else a.arrived_on > after end)
$$;

-- The code of the agency above AGENCY on a day; null for a root.
create or replace function agency_parent_on(of_agency integer, on_day date) returns text
language plpgsql stable parallel safe as $$
begin
    return (
        select g.code
        from agency_parent p left join agency g on g.id = p.parent
        where p.agency = of_agency
        order by p.valid_from <= on_day desc,
                 case when p.valid_from <= on_day then p.valid_from end desc, p.valid_from
        limit 1);
end
$$;

-- An agency as every operation shows it.
create or replace function agency_json(g agency, parent text) returns json
language sql stable parallel safe as $$
    select json_build_object(
        'code', g.code, 'name', g.name, 'level', g.level, 'region', g.region,
        'parent', parent, 'number_pattern', g.number_pattern, 'valid_from', g.valid_from,
        'valid_to', g.valid_to,
        'successor', (select s.code from agency s where s.id = g.successor),
        'version', g.version)
$$;

-- The readings that AGENCY states, or the nearest agency above it that does.
create or replace function agency_readings_stated(of_agency integer, on_day date)
returns table (reading text, value text, stated_by text, basis text)
language sql stable as $$
    with recursive up as (
        select of_agency as agency, 0 as distance
        union all
        select g.id, up.distance + 1
        from up join agency g on g.code = agency_parent_on(up.agency, on_day)
        where up.distance < 100),
    latest as (
        select distinct on (r.reading, r.agency) r.reading, r.value, r.basis, r.agency,
               up.distance
        from up join agency_reading r on r.agency = up.agency
        order by r.reading, r.agency, r.n desc)
    select distinct on (l.reading) l.reading, l.value, g.code, l.basis
    from latest l join agency g on g.id = l.agency
    where l.value is not null
    order by l.reading, l.distance
$$;

-- The same as one object for the registration of a case; null when nothing is stated.
create or replace function agency_readings(of_agency integer, on_day date) returns jsonb
language sql stable as $$
    select jsonb_object_agg(reading, value) from agency_readings_stated(of_agency, on_day)
$$;

-- Whether a notice counts: in_force, withdrawn, or pending, which it is until somebody adopts
-- it, unless the database began with it.
create or replace function calendar_notice_state(n calendar_notice) returns text
language sql stable parallel safe as $$
    select coalesce(
        (select case c.act when 'adopted' then 'in_force' else 'withdrawn' end
         from calendar_change c
         where c.notice = n.id
         order by c.n desc
         limit 1),
        case when n.from_start then 'in_force' else 'pending' end)
$$;

-- A notice as every operation shows it.
create or replace function calendar_notice_json(n calendar_notice) returns json
language sql stable parallel safe as $$
    select json_build_object(
        'id', n.id::text,
        'notice', n.notice,
        'region', n.region,
        'year', n.year,
        'type', n.type,
        'dated', n.dated,
        'published', n.published,
        'url', n.url,
        'source', n.source,
        'state', calendar_notice_state(n),
        'days', (select json_agg(json_build_object(
                            'date', d.day,
                            'kind', case when d.works then 'workday' else 'holiday' end,
                            'name', d.name,
                            'superseded_by', d.superseded_by) order by d.day)
                 from calendar_day d
                 where d.notice_id = n.id))
$$;

-- The version of the calendar for a request that may write: nobody changes the calendar until
-- its transaction ends, so that no date is stored under a calendar that was just replaced.
-- Who changes it (ALONE) has it to himself.
create or replace function calendar_version_held(alone boolean) returns integer
language plpgsql volatile as $$
begin
    if alone then
        perform pg_advisory_xact_lock(hashtext('gongkai.calendar'));
    else
        perform pg_advisory_xact_lock_shared(hashtext('gongkai.calendar'));
    end if;
    return (select coalesce(max(n), 0) from calendar_change);
end
$$;

-- SHA-256 of an entry, as src/guard/chain.h describes it: each field behind its length in four
-- bytes, null as ffffffff.  Written out, for a function that does it costs four times as much.
create or replace function event_digest(e event) returns bytea
language sql stable parallel safe as $$
    select sha256(
        '\x01'::bytea
        || int4send(octet_length(e.agency::text)) || convert_to(e.agency::text, 'UTF8')
        || int4send(octet_length(e.application::text))
        || convert_to(e.application::text, 'UTF8')
        || int4send(octet_length(e.seq::text)) || convert_to(e.seq::text, 'UTF8')
        || int4send(octet_length(e.kind)) || convert_to(e.kind, 'UTF8')
        || int4send(10) || convert_to(to_char(e.happened_on, 'YYYY-MM-DD'), 'UTF8')
        || int4send(27)
        || convert_to(to_char(e.recorded_at at time zone 'UTC',
                              'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8')
        || int4send(octet_length(e.actor)) || convert_to(e.actor, 'UTF8')
        || coalesce(int4send(octet_length(e.supersedes::text))
                    || convert_to(e.supersedes::text, 'UTF8'), '\xffffffff'::bytea)
        || int4send(octet_length(e.data::text)) || convert_to(e.data::text, 'UTF8'))
$$;

-- Begins the next record of a chain, which stays locked until the transaction ends: its
-- number, the hash before it, the moment, and the entry that this transaction has added to
-- the application.  Several entries of one application would leave some without a record.
create or replace function audit_next(of_agency integer, of_application bigint)
returns table (seq bigint, prev bytea, recorded_at text, entry integer, entry_digest bytea)
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    head audit_head;
    added event[];
begin
    insert into audit_head values (of_agency, 0, decode(repeat('00', 32), 'hex'))
    on conflict do nothing;
    select * into strict head from audit_head h where h.agency = of_agency for update;
    if of_application is not null then
        select array_agg(e) into added
        from event e
        where e.agency = of_agency and e.application = of_application
          and e.xmin = pg_current_xact_id()::xid;
        if cardinality(added) > 1 then
            raise exception 'one request added % entries', cardinality(added);
        end if;
    end if;
    return query select head.seq + 1, head.hash,
                        to_char(recording_time() at time zone 'UTC',
                                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                        added[1].seq,
                        case when added is not null then event_digest(added[1]) end;
end
$$;

-- Adds a record that continues its chain, and moves the head to it.
create or replace function audit_append(record audit) returns void
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform from audit_head h
    where h.agency = record.agency and h.seq + 1 = record.seq and h.hash = record.prev
    for update;
    if not found then
        raise exception 'record % does not continue chain %', record.seq, record.agency;
    end if;
    insert into audit select record.*;
    -- Its seal could never be judged.  The request begins again and finds the current key.
    if exists (select from sealing_key k
               where k.id = record.key and k.retired_at is not null) then
        raise exception 'the key was retired' using errcode = 'serialization_failure';
    end if;
    update audit_head h set seq = record.seq, hash = record.hash
    where h.agency = record.agency;
end
$$;

-- What a trigger says to whoever would change or remove what the audit holds.
create or replace function audit_kept() returns trigger
language plpgsql as $$
begin
    raise exception 'records of the audit are neither changed nor removed';
end
$$;

-- A head begins at nothing and moves only to the record that continues it.
create or replace function audit_head_moves() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    if tg_op = 'INSERT' and new.seq = 0 and new.hash = decode(repeat('00', 32), 'hex') then
        return new;
    end if;
    if tg_op = 'UPDATE' and new.agency = old.agency and new.seq = old.seq + 1
       and exists (select from audit a where a.agency = new.agency and a.seq = new.seq
                   and a.prev = old.hash and a.hash = new.hash) then
        return new;
    end if;
    raise exception 'the head of a chain moves only to the record that continues it';
end
$$;

-- New dates for cases, an entry each that says what they were; answers how many there were,
-- and the digests of the entries, one behind the other in the order of their keys.  Across
-- agencies, and therefore with the owner's rights.  The plan must not depend on how many cases
-- there are: each is found by its key, never by reading the whole table a batch.
drop function if exists redate(integer[], bigint[], date[], boolean[], date[], date[], text[],
                               text[], integer, text, date, text);
create or replace function redate(agencies integer[], ids bigint[], due date[],
                                  certain boolean[], waiting date[], paused date[],
                                  parties text[], states text[], calendar integer, notice text, on_day date, actor text)
returns table (changed bigint, digests bytea)
language plpgsql security definer set search_path = gongkai, pg_temp
set plan_cache_mode = force_generic_plan as $$
declare
    moment constant timestamptz := recording_time();
begin
    with made as (
        insert into event (agency, application, seq, kind, happened_on, recorded_at, actor, data)
        select a.agency, a.id, a.version + 1, 'redated', on_day, moment, redate.actor,
               jsonb_build_object('calendar', calendar, 'notice', notice,
                                  'due_before', a.due_on, 'due_after', m.due_on,
                                  'certain_before', a.due_certain,
                                  'certain_after', m.due_certain)
        from unnest(agencies, ids, due, certain) as m(agency, id, due_on, due_certain)
        join application a on a.agency = m.agency and a.id = m.id
        returning agency, application, event_digest(event) as digest)
    select string_agg(digest, ''::bytea order by agency, application) into digests from made;
    update application a
    set due_on = m.due_on, due_certain = m.due_certain, waiting_until = m.waiting_until,
        paused_until = m.paused_until, paused_for = m.paused_for, status = m.status,
        version = a.version + 1
    from unnest(agencies, ids, due, certain, waiting, paused, parties, states)
        as m(agency, id, due_on, due_certain, waiting_until, paused_until, paused_for, status)
    where a.agency = m.agency and a.id = m.id;
    get diagnostics changed = row_count;
    return next;
end
$$;
