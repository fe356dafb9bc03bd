-- Remedies as every operation shows them, and what keeps their entries.

-- A remedy's stored side; what depends on the day and the calendar is the service's to say.
-- A STUB is what who only counts may know of it: not who sued, and no words.
create or replace function remedy_json(r remedy, agency_code text, stub boolean)
returns jsonb
language sql stable parallel safe as $$
    select jsonb_build_object(
        'agency', agency_code, 'n', r.n, 'about', r.application::text, 'kind', r.kind,
        'route', r.route, 'matter', r.matter, 'capacity', r.capacity, 'body', r.body,
        'number', r.number, 'filed_on', r.filed_on,
        'respondents', (select e.data -> 'respondents' from remedy_event e
                        where e.agency = r.agency and e.remedy = r.n and e.kind = 'filed'
                        order by e.seq desc limit 1),
        'after', (select e.data -> 'after' from remedy_event e
                  where e.agency = r.agency and e.remedy = r.n and e.kind = 'filed'
                  order by e.seq desc limit 1),
        'claimant', case when not stub
                         then (select w.claimant from remedy_words w
                               where w.agency = r.agency and w.remedy = r.n
                                 and w.claimant is not null
                               order by w.seq desc limit 1) end,
        'version', r.version)
$$;

-- An entry is changed and removed by nobody, its owner included.
create or replace function remedy_event_kept() returns trigger
language plpgsql set search_path = gongkai, pg_temp as $$
begin
    raise exception 'an entry is never changed or removed'
        using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger remedy_event_kept before update or delete on remedy_event
    for each row execute function remedy_event_kept();
