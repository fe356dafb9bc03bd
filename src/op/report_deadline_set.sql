insert into report_deadline (agency, n, tier, from_year, month, day, basis, set_at, set_by)
select :agency_id::int, 1 + coalesce(max(d.n), 0), :tier, :year::int,
       extract(month from :due_on::date), extract(day from :due_on::date), :basis,
       recording_time(), :actor
from report_deadline d
where d.agency = :agency_id::int
