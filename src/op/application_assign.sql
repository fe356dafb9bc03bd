-- Nothing when the account is none of the agency's that handles cases.
with made as (
    update application a
    set assignee = c.id
    from account c
    where a.agency = :agency_id::int and a.id = :application::bigint
      and c.agency = a.agency and c.login = split_part(:account, '@', 1)
      and split_part(:account, '@', 2) in ('', :agency) and c.state = 'active'
      and c.roles && array['officer', 'supervisor']
    returning a as application, c.id as account)
select json_build_object('application', application_json(application, :agency, :today::date),
                         'assignee', account_label(account)),
       account
from made
