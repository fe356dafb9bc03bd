select count(*) filter (where figure = 'noticed'),
       coalesce(sum(amount) filter (where figure = 'noticed'), 0),
       count(distinct application) filter (where figure = 'collected'),
       coalesce(sum(amount) filter (where figure = 'collected'), 0),
       count(distinct application) filter (where figure = 'refunded'),
       coalesce(sum(amount) filter (where figure = 'refunded'), 0),
       count(*) filter (where figure = 'lapsed')
from fee_entries(:agency_id::int, :subtree::boolean, :year::int, :cut_off::date,
                 :known_at::timestamptz)
