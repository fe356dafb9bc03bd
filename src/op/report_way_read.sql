-- How far a report came; the last act is none while nothing was done.
select (select e.act from report_event e
        where e.agency = r.agency and e.year = r.year and e.scope = r.scope
        order by e.n desc
        limit 1),
       (select count(*) from report_event e
        where e.agency = r.agency and e.year = r.year and e.scope = r.scope),
       (select coalesce(max(v.version), 0) from report_version v
        where v.agency = r.agency and v.year = r.year and v.scope = r.scope),
       (select e.actor from report_event e
        where e.agency = r.agency and e.year = r.year and e.scope = r.scope
          and e.act = 'submit'
        order by e.n desc
        limit 1),
       agency_parent_on(:agency_id::int, :today::date) is null
from (select :agency_id::int as agency, :year::int as year, :scope::text as scope) r
