-- Retention and disposal.  The server's role may ask what is due and carry out one disposal
-- that two persons want; of what is erased, and how, it decides nothing.

-- The rules that hold for AGENCY: its own, that of the nearest agency above, or the default.
create or replace function retention_rules(of_agency integer, on_day date)
returns table (record_type text, years integer, basis text, stated_by text,
               set_at timestamptz, set_by text)
language sql stable as $$
    with recursive up as (
        select of_agency as agency, 0 as distance
        union all
        select g.id, up.distance + 1
        from up join agency g on g.code = agency_parent_on(up.agency, on_day)
        where up.distance < 100),
    stated as (
        select distinct on (r.record_type, up.distance) r.*, up.distance
        from up join retention_rule r on r.agency = up.agency
        order by r.record_type, up.distance, r.n desc),
    standard as (
        select distinct on (r.record_type) r.*, 1000 as distance
        from retention_rule r
        where r.agency is null
        order by r.record_type, r.n desc)
    select distinct on (x.record_type) x.record_type, x.years, x.basis, g.code, x.set_at,
           x.set_by
    from (select * from stated union all select * from standard) x
    left join agency g on g.id = x.agency
    order by x.record_type, x.distance
$$;

-- The cases of AGENCY whose retention ended in UNTIL_YEAR or before, as of TODAY: it runs from
-- 1 January after the year of closing.  Not the open ones, not those held, not those on which
-- a proposal waits or over which a review or suit is pending.  Nothing for who does not see that agency's administration.
create or replace function disposal_due(of_agency integer, today date, until_year integer)
returns table (application bigint, number text, record_type text, closed_on date,
               kept_until date)
language sql stable security definer set search_path = gongkai, pg_temp as $$
    with closed as (
        select a.id, a.number, a.status, greatest(a.closed_on, v.happened_on) as closed_on
        from application a
        left join lateral (
            select max(e.happened_on) as happened_on
            from event e
            where a.status = 'voided' and e.agency = a.agency and e.application = a.id
              and e.kind = 'voided'
              and not exists (select from event s
                              where s.agency = e.agency and s.application = e.application
                                and s.supersedes = e.seq)) v on true
        where a.agency = of_agency and a.status in ('answered', 'withdrawn', 'voided')
          and a.disposed_on is null
          and (of_agency = nullif(current_setting('gongkai.agency', true), '')::int
               or current_setting('gongkai.scope', true) in ('admin', 'all')))
    select c.id, c.number, r.record_type, c.closed_on, k.kept_until
    from closed c
    join retention_rules(of_agency, today) r on r.record_type = 'case_' || c.status,
    lateral (select make_date(extract(year from c.closed_on)::int + r.years, 12, 31)
                 as kept_until) k
    where k.kept_until < today and extract(year from k.kept_until) <= until_year
      and not exists (select from case_hold h
                      where h.agency = of_agency and h.application = c.id
                        and h.ended_at is null)
      and not exists (select from proposal p
                      where p.agency = of_agency and p.application = c.id
                        and p.state = 'open')
      and not exists (select from remedy m
                      where m.agency = of_agency and m.application = c.id
                        and m.stage <> 'voided'
                        and coalesce(m.settled_on > today, true))
    order by k.kept_until, c.id
$$;

-- What a disposal leaves of an entry's data: dates, codes and numbers, which the clock, the
-- count and the account of days are made of.  That an extension was approved by who asked for
-- it is said without the name.
create or replace function event_data_left(data jsonb) returns jsonb
language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(m.key, m.value), '{}')
           || case when data ->> 'approved_by' = data ->> 'requested_by'
                   then '{"approved": false}'::jsonb else '{}' end
    from jsonb_each(data) m
    where m.key in ('channel', 'applicant_category', 'submitted_on', 'confirmed_on',
                    'readings', 'ref', 'delivered_on', 'deadline_on', 'days', 'of',
                    'approved', 'approved_on', 'told', 'accepted', 'reasonable', 'calendar',
                    'outcome', 'drafted_on', 'dated_on', 'service', 'posted_on', 'signed_on',
                    'sent_on', 'notice', 'due_before', 'due_after', 'certain_before',
                    'certain_after', 'link', 'application', 'joint', 'split_into', 'basis',
                    'units', 'amount', 'way', 'manner', 'signed_by')
$$;

-- What a disposal erases of a case, for its digest: whoever kept the case's file can make the
-- same from it.  The sealed numbers are not part of it, for nobody could.
create or replace function disposal_content(a application) returns jsonb
language sql stable as $$
    select jsonb_build_object(
        'number', a.number, 'applicant_name', a.applicant_name, 'content', a.content,
        'wanted_form', a.wanted_form, 'wanted_route', a.wanted_route, 'officer', a.officer,
        'applicants', (select jsonb_agg(jsonb_build_object(
                                  'seq', p.seq, 'name', p.name, 'id_type', p.id_type,
                                  'email', p.email, 'address', p.address) order by p.seq)
                       from applicant p
                       where p.agency = a.agency and p.application = a.id),
        'events', (select jsonb_agg(jsonb_build_object('seq', e.seq, 'data', e.data)
                                    order by e.seq)
                   from event e
                   where e.agency = a.agency and e.application = a.id))
        || jsonb_strip_nulls(jsonb_build_object(
            'tracking_number', a.tracking_number,
            'persons', (select jsonb_agg(jsonb_build_object(
                                   'seq', c.seq, 'n', c.n, 'name', c.name,
                                   'id_type', c.id_type, 'email', c.email,
                                   'address', c.address) order by c.seq, c.n)
                        from case_person c
                        where c.agency = a.agency and c.application = a.id)))
        || coalesce((select jsonb_build_object('remedies', jsonb_agg(jsonb_build_object(
                                'remedy', w.remedy, 'seq', w.seq, 'claimant', w.claimant,
                                'note', w.note) order by w.remedy, w.seq))
                     from remedy m
                     join remedy_words w on w.agency = m.agency and w.remedy = m.n
                     where m.agency = a.agency and m.application = a.id
                     having count(*) > 0), '{}')
        || coalesce((select jsonb_build_object('attachments', jsonb_agg(jsonb_build_object(
                                'n', t.n, 'name', t.name,
                                'sha256', encode(t.sha256, 'hex')) order by t.n))
                     from attachment t
                     where t.agency = a.agency and t.application = a.id
                     having count(*) > 0), '{}')
$$;

-- Writes the certificate of the cases IDS, which are locked; its number.
create or replace function disposal_certify(of_agency integer, ids bigint[],
                                            of_proposal bigint, by_first text,
                                            by_second text, until_year integer, reason text)
returns integer
language plpgsql as $$
declare
    today constant date := (recording_time() at time zone 'Asia/Shanghai')::date;
    certificate constant integer := (select coalesce(max(d.n), 0) + 1 from disposal d
                                     where d.agency = of_agency);
begin
    insert into disposal (agency, n, until_year, reason, rules, cases, proposal, proposed_by,
                          confirmed_by, made_at)
    select of_agency, certificate, disposal_certify.until_year, disposal_certify.reason,
           json_agg(json_build_object('record_type', r.record_type, 'years', r.years,
                                      'basis', r.basis, 'stated_by', r.stated_by)
                    order by r.record_type),
           cardinality(ids), of_proposal, by_first, by_second, recording_time()
    from retention_rules(of_agency, today) r
    where r.record_type <> 'audit';
    insert into disposal_case (agency, application, disposal, number, record_type, closed_on,
                               kept_until, digest)
    select a.agency, a.id, certificate, a.number, d.record_type, d.closed_on,
           d.kept_until, sha256(convert_to(disposal_content(a)::text, 'UTF8'))
    from disposal_due(of_agency, today, disposal_certify.until_year) d
    join application a on a.agency = of_agency and a.id = d.application
    where a.id = any(ids);
    insert into disposal_event (agency, application, seq, digest_before, digest_after)
    select e.agency, e.application, e.seq, event_digest(e),
           event_digest(jsonb_populate_record(
               e, jsonb_build_object('data', event_data_left(e.data))))
    from event e
    where e.agency = of_agency and e.application = any(ids);
    return certificate;
end
$$;

-- Erases what the certified cases IDS say of people, wherever it stands.
create or replace function disposal_erase(of_agency integer, ids bigint[]) returns void
language plpgsql as $$
begin
    update event e set data = event_data_left(e.data)
    where e.agency = of_agency and e.application = any(ids)
      and e.data <> event_data_left(e.data);
    delete from case_person c where c.agency = of_agency and c.application = any(ids);
    delete from applicant p where p.agency = of_agency and p.application = any(ids);
    delete from attachment_chunk c where c.agency = of_agency and c.application = any(ids);
    update attachment t
    set name = '已销毁',
        removal_reason = case when t.removal_reason is not null then '已销毁' end
    where t.agency = of_agency and t.application = any(ids);
    update attachment_release l set hidden_reviewed = '已销毁'
    where l.agency = of_agency and l.application = any(ids)
      and l.hidden_reviewed is not null;
    update application a
    set applicant_name = '已销毁', content = '已销毁', wanted_form = null,
        wanted_route = null, officer = case when a.officer is not null then '已销毁' end,
        assignee = null, tracking_number = null,
        disposed_on = (recording_time() at time zone 'Asia/Shanghai')::date
    where a.agency = of_agency and a.id = any(ids);
    update proposal_step s set note = '已销毁'
    from proposal p
    where p.agency = of_agency and p.application = any(ids) and s.agency = p.agency
      and s.proposal = p.id and s.note is not null;
    update proposal p
    set body = '', summary = json_build_object('number', p.summary -> 'number',
                                               'warnings', '[]'::json)
    where p.agency = of_agency and p.application = any(ids);
    update inspection i set purpose = '已销毁'
    where i.agency = of_agency and i.application = any(ids);
    update letter l
    set bytes = null, void_reason = case when l.voided_at is not null then '已销毁' end
    where l.agency = of_agency and l.application = any(ids);
    update case_hold h set reason = '已销毁', end_reason = '已销毁'
    where h.agency = of_agency and h.application = any(ids);
    delete from remedy_words w
    using remedy m
    where m.agency = of_agency and m.application = any(ids) and w.agency = m.agency
      and w.remedy = m.n;
    delete from idempotency i where i.application = any(ids);
end
$$;

-- Disposes of the cases of AGENCY whose retention ended in UNTIL_YEAR or before, which the
-- confirmed proposal is about; the certificate's number.  Null, and nothing is done, when
-- they are not EXPECTED.  Trusts its caller in nothing: what is due, held and closed is found
-- here, under lock, and that two persons want it is read from the proposal, once.
create or replace function disposal_carry_out(of_agency integer, of_proposal bigint,
                                              until_year integer, reason text,
                                              expected integer)
returns integer
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    today constant date := (recording_time() at time zone 'Asia/Shanghai')::date;
    p proposal;
    second text;
    ids bigint[];
    certificate integer;
begin
    select * into p from proposal x
    where x.agency = of_agency and x.id = of_proposal and x.operation = 'disposal_make'
      and x.of_right = 'disposal' and x.state = 'confirmed' and x.ended_at = recording_time();
    select account_label(s.account) into second
    from proposal_step s
    where s.agency = p.agency and s.proposal = p.id and s.act = 'confirmed'
      and s.account <> p.proposed_by
    order by s.n desc
    limit 1;
    if of_agency is distinct from own() or second is null then
        raise exception 'a disposal takes a proposal that another has just confirmed'
            using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtext('gongkai.disposal'), of_agency);
    lock table retention_rule in share mode;
    perform from application a
    where a.agency = of_agency
      and a.id in (select d.application
                   from disposal_due(of_agency, today, disposal_carry_out.until_year) d)
    order by a.id
    for update;
    -- Only now, for somebody may have held or reopened one while the lock was waited for.
    select array_agg(d.application) into ids
    from disposal_due(of_agency, today, disposal_carry_out.until_year) d;
    if cardinality(ids) is distinct from expected then
        return null;
    end if;
    certificate := disposal_certify(of_agency, ids, of_proposal,
                                    account_label(p.proposed_by), second,
                                    disposal_carry_out.until_year, disposal_carry_out.reason);
    perform disposal_erase(of_agency, ids);
    return certificate;
end
$$;

-- An entry is changed by nobody, its owner included, but for what the certificate of a
-- disposal says of it: the row of disposal_event is the permission, and it stays.
create or replace function event_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if new.data = event_data_left(old.data)
           and exists (select from disposal_event d
                       where d.agency = old.agency and d.application = old.application
                         and d.seq = old.seq and d.digest_before = event_digest(old)
                         and d.digest_after = event_digest(new)) then
            return new;
        end if;
    end if;
    raise exception 'an entry is never changed or removed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger event_kept before update or delete on event
    for each row execute function event_kept();

-- A certificate, and what is left of a case, stay as they are.
create or replace function disposed_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    raise exception 'what was disposed of, and its certificate, is never changed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger disposal_kept before update or delete on disposal
    for each row execute function disposed_kept();
create or replace trigger disposal_case_kept before update or delete on disposal_case
    for each row execute function disposed_kept();
create or replace trigger disposal_event_kept before update or delete on disposal_event
    for each row execute function disposed_kept();
create or replace trigger application_disposed before update or delete on application
    for each row when (old.disposed_on is not null) execute function disposed_kept();

-- A file stays as it came.  Who takes one out says why, once; a disposal erases its name and
-- what it held, and leaves its digest.
create or replace function attachment_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
declare
    disposed constant boolean := exists (
        select from disposal_case d
        where d.agency = old.agency and d.application = old.application);
begin
    if tg_op = 'UPDATE' then
        if (case when disposed then new.name = '已销毁' else new.name = old.name end)
           and (new.agency, new.application, new.n, new.kind, new.type, new.size, new.sha256,
                new.uploaded_by, new.made_at)
               = (old.agency, old.application, old.n, old.kind, old.type, old.size,
                  old.sha256, old.uploaded_by, old.made_at)
           and new.redacted_of is not distinct from old.redacted_of
           and (disposed or old.removed_at is null)
           and (not disposed or (new.removed_at, new.removed_by)
                                is not distinct from (old.removed_at, old.removed_by)) then
            return new;
        end if;
    end if;
    raise exception 'an attachment is never changed or removed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger attachment_kept before update or delete on attachment
    for each row execute function attachment_kept();

create or replace function attachment_chunk_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    if tg_op = 'DELETE' and exists (select from disposal_case d
                                    where d.agency = old.agency
                                      and d.application = old.application) then
        return old;
    end if;
    raise exception 'a piece of an attachment is never changed or removed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger attachment_chunk_kept before update or delete on attachment_chunk
    for each row execute function attachment_chunk_kept();

create or replace function attachment_release_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    if tg_op = 'UPDATE' and new.hidden_reviewed = '已销毁'
       and exists (select from disposal_case d
                   where d.agency = old.agency and d.application = old.application) then
        return new;
    end if;
    raise exception 'a release is never changed or removed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger attachment_release_kept
    before update or delete on attachment_release
    for each row execute function attachment_release_kept();

-- An attachment as every operation shows it.  Only a copy made to be released may leave, never
-- an original that has one.
create or replace function attachment_json(t attachment) returns json
language sql stable as $$
    select json_build_object(
        'attachment', t.n, 'kind', t.kind, 'name', t.name, 'type', t.type, 'size', t.size,
        'sha256', encode(t.sha256, 'hex'), 'redacted_of', t.redacted_of,
        'uploaded_by', t.uploaded_by, 'made_at', t.made_at,
        'removed', case when t.removed_at is not null
                   then json_build_object('at', t.removed_at, 'by', t.removed_by,
                                          'reason', t.removal_reason) end,
        'releasable', t.kind = 'released_copy' and t.removed_at is null
                      and not exists (select from attachment c
                                      where c.agency = t.agency
                                        and c.application = t.application
                                        and c.redacted_of = t.n and c.removed_at is null),
        'released', (select json_build_object('at', l.released_at, 'by', l.released_by,
                                              'proposed_by', l.proposed_by,
                                              'hidden_reviewed', l.hidden_reviewed)
                     from attachment_release l
                     where l.agency = t.agency and l.application = t.application
                       and l.attachment = t.n and t.removed_at is null))
$$;

-- SHA-256 over what a certificate says of its entries, before and after; the audit keeps it.
create or replace function disposal_digest(of_agency integer, certificate integer)
returns bytea
language sql stable as $$
    select sha256(coalesce(string_agg(e.digest_before || e.digest_after, ''::bytea
                                      order by e.application, e.seq), ''))
    from disposal_case c
    join disposal_event e on e.agency = c.agency and e.application = c.application
    where c.agency = of_agency and c.disposal = certificate
$$;

-- A hold as every operation shows it.
create or replace function case_hold_json(h case_hold) returns json
language sql stable parallel safe as $$
    select json_build_object('reason', h.reason, 'set_at', h.set_at, 'set_by', h.set_by,
                             'ended_at', h.ended_at, 'ended_by', h.ended_by,
                             'end_reason', h.end_reason)
$$;

-- A certificate as every operation shows it.
create or replace function disposal_json(d disposal) returns json
language sql stable parallel safe as $$
    select json_build_object('n', d.n, 'until_year', d.until_year, 'reason', d.reason,
                             'rules', d.rules, 'count', d.cases, 'proposal', d.proposal::text,
                             'proposed_by', d.proposed_by, 'confirmed_by', d.confirmed_by,
                             'made_at', d.made_at)
$$;
