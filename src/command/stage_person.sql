-- A person with a session that does not end, in the agency :code (#ID by its id, * any at the
-- top of a tree; null: an administrator).  No row when there is no such agency.
with place as (
    select (select g.id from agency g
            where g.code = :code or '#' || g.id = :code
               or (:code = '*' and agency_parent_on(g.id, current_date) is null)
            order by g.id
            limit 1) as agency),
made as (
    insert into account (agency, login, name, roles, created_at, password_must_change)
    select agency, :login, :login, :role_set::text[], now(), false
    from place
    where agency is not null or :code::text is null
    on conflict on constraint account_login_unique do update set login = excluded.login
    returning id)
insert into session (hash, account, began_at, seen_at, proved_at, source)
select :digest::bytea, id, now(), 'infinity', 'infinity', 'stage'
from made
returning account
