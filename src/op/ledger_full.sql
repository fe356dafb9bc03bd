-- A grant for who proposed it.
with made as (
    insert into export_grant (agency, account, year, reason, made_at, ends_at)
    select a.agency, a.id, :year::int, :reason, now(), now() + interval '24 hours'
    from account a
    where a.agency = :agency_id::int and a.login = split_part(:for_actor, '@', 1)
    returning *)
select json_build_object('grant', json_build_object(
           'id', m.id::text, 'agency', :agency::text, 'year', m.year, 'reason', m.reason,
           'account', account_label(m.account), 'made_at', m.made_at, 'ends_at', m.ends_at))
from made m
