select seq, coalesce(supersedes, 0), kind, happened_on, data ->> 'channel',
       data ->> 'applicant_category', data ->> 'submitted_on', data ->> 'confirmed_on',
       data ->> 'outcome'
from event
where agency = :agency_id::int and application = :application::bigint
order by seq
