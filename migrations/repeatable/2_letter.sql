-- Letters: what holds for an agency, how they are shown, and that they stay as they were issued.

-- What letters of an agency are headed with: what it says of itself, and from the nearest agency
-- above what is common there: leadership, court, channels, the pattern of numbers.
create or replace function letterhead(of_agency integer, on_day date) returns jsonb
language plpgsql stable as $$
begin
    return (
        with recursive up as (
            select of_agency as agency, 0 as distance
            union all
            select g.id, up.distance + 1
            from up join agency g on g.code = agency_parent_on(up.agency, on_day)
            where up.distance < 100),
        stated as (
            select distinct on (up.distance) up.distance, to_jsonb(h) as head
            from up join agency_letterhead h on h.agency = up.agency
            order by up.distance, h.n desc),
        member as (
            select distinct on (m.key) m.key, m.value
            from stated s, jsonb_each(s.head) m
            where m.value <> 'null'
              and m.key not in ('agency', 'n', 'set_at', 'set_by')
              and (s.distance = 0
                   or m.key in ('leadership', 'court', 'online_review', 'query_review_first',
                                'url', 'number_pattern'))
            order by m.key, s.distance)
        select coalesce(jsonb_object_agg(key, value), '{}') from member);
end
$$;

-- The agencies above OF_AGENCY, the nearest first, as [{"name", "level"}].
create or replace function agencies_above(of_agency integer, on_day date) returns json
language sql stable as $$
    with recursive up as (
        select of_agency as agency, 0 as distance
        union all
        select g.id, up.distance + 1
        from up join agency g on g.code = agency_parent_on(up.agency, on_day)
        where up.distance < 100)
    select coalesce(json_agg(json_build_object('name', coalesce(h.full_name, g.name),
                                               'level', g.level) order by up.distance), '[]')
    from up
    join agency g on g.id = up.agency
    left join lateral (select full_name from agency_letterhead l
                       where l.agency = up.agency
                       order by l.n desc
                       limit 1) h on true
    where up.distance > 0
$$;

-- The template of KIND that holds for OF_AGENCY: its own or the nearest above; no row where
-- the default one does.
create or replace function letter_template_for(of_agency integer, of_kind text, on_day date)
returns setof letter_template
language sql stable as $$
    with recursive up as (
        select of_agency as agency, 0 as distance
        union all
        select g.id, up.distance + 1
        from up join agency g on g.code = agency_parent_on(up.agency, on_day)
        where up.distance < 100)
    select t.*
    from up, lateral (select * from letter_template l
                      where l.agency = up.agency and l.kind = of_kind
                      order by l.n desc
                      limit 1) t
    where t.bytes is not null
    order by up.distance
    limit 1
$$;

-- The template that holds, as operations show it; agency null: the default one.
create or replace function letter_template_json(of_agency integer, of_kind text, on_day date)
returns json
language sql stable as $$
    select json_build_object(
        'kind', of_kind, 'agency', g.code, 'n', t.n, 'size', octet_length(t.bytes),
        'sha256', encode(t.sha256, 'hex'), 'note', t.note, 'uploaded_at', t.uploaded_at,
        'uploaded_by', t.uploaded_by)
    from (select 1) one
    left join letter_template_for(of_agency, of_kind, on_day) t on true
    left join agency g on g.id = t.agency
$$;

-- What an agency stated of its letters, and what holds for it.
create or replace function letterhead_json(of_agency integer, on_day date) returns json
language sql stable as $$
    select json_build_object(
        'stated', to_jsonb(h) - array['agency', 'n', 'set_at', 'set_by'],
        'holds', letterhead(of_agency, on_day), 'set_at', h.set_at, 'set_by', h.set_by)
    from (select 1) one
    left join lateral (select * from agency_letterhead l
                       where l.agency = of_agency
                       order by l.n desc
                       limit 1) h on true
$$;

-- A letter as every operation shows it; never its bytes.
create or replace function letter_json(l letter) returns json
language sql stable parallel safe as $$
    select json_build_object(
        'letter', l.n, 'kind', l.kind, 'number', l.number, 'dated_on', l.dated_on,
        'seq', l.seq, 'about', l.about, 'remedy', l.remedy, 'size', l.size, 'sha256', encode(l.sha256, 'hex'),
        'kept', l.bytes is not null, 'issued_at', l.issued_at, 'issued_by', l.issued_by,
        'proposed_by', l.proposed_by,
        'template', (select g.code || '/' || l.template_n from agency g
                     where g.id = l.template_agency),
        'voided_at', l.voided_at, 'voided_by', l.voided_by, 'void_reason', l.void_reason)
$$;

-- An issued letter is changed by nobody, its owner included: it is voided once, and its bytes
-- go when its case is disposed of.
create or replace function letter_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
declare
    after letter := new;
begin
    if tg_op = 'UPDATE' then
        after.bytes := old.bytes;
        after.voided_at := old.voided_at;
        after.voided_by := old.voided_by;
        after.void_reason := old.void_reason;
        if after is not distinct from old
           and (new.bytes is not distinct from old.bytes
                or (new.bytes is null
                    and exists (select from disposal_case d
                                where d.agency = old.agency
                                  and d.application = old.application)))
           and (old.voided_at is null
                or (new.voided_at = old.voided_at and new.voided_by = old.voided_by
                    and (new.void_reason = old.void_reason
                         or (new.bytes is null and new.void_reason = '已销毁')))) then
            return new;
        end if;
    end if;
    raise exception 'an issued letter is never changed or removed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger letter_kept before update or delete on letter
    for each row execute function letter_kept();

-- Templates and letterheads are only added to, nor is what was stated for a report changed.
create or replace function added_only() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    raise exception 'this table is only added to' using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger letter_template_kept before update or delete on letter_template
    for each row execute function added_only();
create or replace trigger agency_letterhead_kept before update or delete on agency_letterhead
    for each row execute function added_only();
create or replace trigger agency_figures_kept before update or delete on agency_figures
    for each row execute function added_only();
create or replace trigger agency_narrative_kept before update or delete on agency_narrative
    for each row execute function added_only();

-- The letters of an agency's cases with the last step of each.  OPEN: not proved to have
-- arrived: under way by post or hand, come back and not sent again, an answer of which nobody
-- knows how it was served.  What leaves the agency's own system needs no other proof.  A letter
-- is known by the first entry of its place, for steps name that.  DAYS: from its sending, or
-- its date, to ON_DAY.
create or replace function letters_served(of_agency integer, on_day date)
returns table (application bigint, number text, seq integer, kind text, happened_on date,
               data jsonb, state text, open boolean, days integer, way text,
               tracking_number text, sent_on date, returned_on date)
language sql stable as $$
    with letter as (
        select e.application, a.number, e.seq, e.kind, e.happened_on, e.data,
               case when e.supersedes is null then e.seq
                    else (with recursive up as (
                              select e.supersedes as seq
                              union all
                              select x.supersedes
                              from up
                              join event x on x.agency = e.agency and x.application = e.application
                                          and x.seq = up.seq
                              where x.supersedes is not null)
                          select min(up.seq) from up) end as place
        from event e
        join application a on a.agency = e.agency and a.id = e.application
        where e.agency = of_agency
          and e.kind in ('correction_notice', 'third_party_sent', 'joint_agency_sent',
                         'other_agency_sent', 'extension', 'reasons_notice', 'delay', 'fee_notice',
                         'answered')
          and a.status <> 'voided' and a.disposed_on is null
          and not exists (select from event s
                          where s.agency = e.agency and s.application = e.application
                            and s.supersedes = e.seq)),
    step as (
        select l.*, s.kind as step, s.happened_on as stepped_on,
               case when s.kind is null then l.data ->> 'service' else d.way end as way,
               case when s.kind is null then l.data ->> 'tracking_number'
                    else d.tracking_number end as tracking_number,
               coalesce(d.happened_on, case when l.kind = 'answered'
                                             and l.data ? 'service' then l.happened_on end)
                   as sent_on
        from letter l
        left join lateral (
            select s.kind, s.happened_on
            from event s
            where s.agency = of_agency and s.application = l.application
              and s.kind in ('dispatched', 'returned', 'delivered')
              and (s.data ->> 'of')::int = l.place
              and not exists (select from event x
                              where x.agency = s.agency and x.application = s.application
                                and x.supersedes = s.seq)
            order by s.happened_on desc, s.seq desc
            limit 1) s on true
        left join lateral (
            select s.happened_on, s.data ->> 'way' as way,
                   s.data ->> 'tracking_number' as tracking_number
            from event s
            where s.agency = of_agency and s.application = l.application
              and s.kind = 'dispatched' and (s.data ->> 'of')::int = l.place
              and not exists (select from event x
                              where x.agency = s.agency and x.application = s.application
                                and x.supersedes = s.seq)
            order by s.happened_on desc, s.seq desc
            limit 1) d on true),
    told as (
        select s.*,
               case when s.step = 'delivered' then 'delivered'
                    when s.step = 'returned' then 'returned'
                    when s.step = 'dispatched' then 'sent'
                    when s.data ? 'delivered_on' or s.data ? 'signed_on'
                         or s.way in ('hand', 'entrusted') then 'delivered'
                    when s.way is not null then 'sent'
                    else 'unknown' end as state
        from step s)
    select t.application, t.number, t.seq, t.kind, t.happened_on, t.data, t.state,
           t.state = 'returned' or (t.state = 'sent' and t.way <> 'electronic')
           or (t.state = 'unknown' and t.kind = 'answered'),
           on_day - coalesce(t.sent_on, t.happened_on), t.way, t.tracking_number, t.sent_on,
           case when t.state = 'returned' then t.stepped_on end
    from told t
$$;
