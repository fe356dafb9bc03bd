-- What a year's figures of the fee are made of (rule 10.9): every entry that stood when it was
-- KNOWN_AT, of the days of the year up to CUT_OFF, as the row it counts in, and the cases closed
-- for want of payment.  What row-level security lets the caller see, no more.
create or replace function fee_entries(of_agency integer, subtree boolean, of_year integer,
                                       cut_off date, known_at timestamptz)
returns table (agency integer, application bigint, figure text, amount bigint)
language sql stable as $$
    with member as (
        select m as agency
        from report_members(of_agency, of_year, subtree) m),
    known as (
        select e.*
        from member m
        join event e using (agency)
        where e.kind in ('fee_notice', 'fee_paid', 'fee_refunded')
          and e.happened_on between make_date(of_year, 1, 1) and cut_off
          and e.recorded_at <= coalesce(known_at, 'infinity')
          and not exists (select from event s
                          where s.agency = e.agency and s.application = e.application
                            and s.supersedes = e.seq
                            and s.recorded_at <= coalesce(known_at, 'infinity'))
          and not exists (select from event v
                          where v.agency = e.agency and v.application = e.application
                            and v.kind = 'voided'
                            and v.recorded_at <= coalesce(known_at, 'infinity')
                            and not exists (select from event s
                                            where s.agency = v.agency
                                              and s.application = v.application
                                              and s.supersedes = v.seq
                                              and s.recorded_at
                                                  <= coalesce(known_at, 'infinity'))))
    select k.agency, k.application,
           case k.kind when 'fee_notice' then 'noticed' when 'fee_paid' then 'collected'
                else 'refunded' end,
           coalesce((k.data ->> 'amount')::bigint, 0)
    from known k
    union all
    select t.agency, t.application, 'lapsed', sum(t.amount)
    from member m
    join tally_entry t using (agency)
    where t.cell = 'other_2' and t.happened_on between make_date(of_year, 1, 1) and cut_off
      and t.recorded_at <= coalesce(known_at, 'infinity')
    group by t.agency, t.application
    having sum(t.amount) > 0
$$;
