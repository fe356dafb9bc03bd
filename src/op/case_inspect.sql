-- That somebody of a higher agency looked; the case is locked.
insert into inspection (agency, application, n, account, account_name, account_agency, purpose,
                        made_at)
select :agency_id::int, :application::bigint,
       1 + coalesce((select max(i.n) from inspection i
                     where i.agency = :agency_id::int
                       and i.application = :application::bigint), 0),
       :caller::int, :caller_name, g.code, :purpose, recording_time()
from agency g
where g.id = :own_agency::int
