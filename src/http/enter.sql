-- First statement of every transaction: who is asking, about which agency, and which version
-- the calendar has.
select known, account, actor, name, roles, delegated, own_agency, token, scopes, must_change,
       proved, stale, agency, code, agency_name, region, valid_from, valid_to, relation,
       assigned, status, calendar_version, readings
from enter(:credential_kind, :credential::bytea, :proxy_name, :agency, :application::bigint,
           :proposal::bigint, :reach, :now, :today::date, :calendar_lock,
           :operation = 'application_register')
