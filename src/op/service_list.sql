-- The letters of an agency's cases, see letters_served(); with :open those that are not proved
-- to have arrived.
with page as (
    select w.*, dense_rank() over (order by w.application desc) as n
    from letters_served(:agency_id::int, :today::date) w
    where (:after_id::bigint is null or w.application < :after_id::bigint)
      and (w.open or (not :open::boolean and w.state <> 'unknown'))
      and (not :mine::boolean
           or exists (select from application a
                      where a.agency = :agency_id::int and a.id = w.application
                        and a.assignee = :caller::int)))
select json_build_object(
    'letters', coalesce(json_agg(json_build_object(
                            'application', application::text, 'number', number, 'letter', seq,
                            'kind', kind, 'dated_on', coalesce((data ->> 'dated_on')::date,
                                                               happened_on),
                            'state', state, 'open', open, 'way', way,
                            'tracking_number', tracking_number, 'sent_on', sent_on,
                            'returned_on', returned_on,
                            'days', days,
                            'unproved', open and kind = 'answered' and days > 30)
                            order by n, seq)
                        filter (where n <= :limit::bigint), '[]'),
    'next', max(application::text) filter (where n = :limit::bigint
                                            and exists (select from page
                                                        where n > :limit::bigint)))
from page
