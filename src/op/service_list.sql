-- The letters of an agency's cases with the last step of each; with :open those that are not
-- proved to have arrived: under way by post or hand, come back and not sent again, answers of
-- which nobody knows how they were served.  What leaves the agency's own system needs no other
-- proof.  A letter is known by the first entry of its place, for steps name that.
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
    where e.agency = :agency_id::int
      and e.kind in ('correction_notice', 'third_party_sent', 'joint_agency_sent',
                     'other_agency_sent', 'extension', 'reasons_notice', 'delay', 'fee_notice',
                     'answered')
      and a.status <> 'voided' and a.disposed_on is null
      and (:after_id::bigint is null or e.application < :after_id::bigint)
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
        where s.agency = :agency_id::int and s.application = l.application
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
        where s.agency = :agency_id::int and s.application = l.application
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
    from step s),
wanted as (
    select t.*,
           t.state = 'returned' or (t.state = 'sent' and t.way <> 'electronic')
           or (t.state = 'unknown' and t.kind = 'answered') as open,
           :today::date - coalesce(t.sent_on, t.happened_on) as days
    from told t),
page as (
    select w.*, dense_rank() over (order by w.application desc) as n
    from wanted w
    where w.open or (not :open::boolean and w.state <> 'unknown'))
select json_build_object(
    'letters', coalesce(json_agg(json_build_object(
                            'application', application::text, 'number', number, 'letter', seq,
                            'kind', kind, 'dated_on', coalesce((data ->> 'dated_on')::date,
                                                               happened_on),
                            'state', state, 'open', open, 'way', way,
                            'tracking_number', tracking_number, 'sent_on', sent_on,
                            'returned_on', case when state = 'returned' then stepped_on end,
                            'days', days,
                            'unproved', open and kind = 'answered' and days > 30)
                            order by n, seq)
                        filter (where n <= :limit::bigint), '[]'),
    'next', max(application::text) filter (where n = :limit::bigint
                                            and exists (select from page
                                                        where n > :limit::bigint)))
from page
