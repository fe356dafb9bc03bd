-- In the order of the primary key, so that nothing is sorted and rows flow at once.
select :agency::text, a.number, a.channel, a.applicant_category, a.applicant_name, a.content, a.officer, a.unit, a.submitted_on,
       a.arrived_on, a.received_on, a.due_on, not a.due_certain,
       status_on(a, :today::date), a.closed_on,
       a.outcome
from application a
where a.agency = :agency_id::int
  and (:year::int is null
       or a.received_on between make_date(:year::int, 1, 1) and make_date(:year::int, 12, 31))
order by a.id
