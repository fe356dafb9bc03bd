-- Keys: what is sealed with which, and that nothing is sealed with one that was retired.

-- A key that was retired is gone; what was sealed with it could never be opened.  A request
-- that began before tries again, and finds the current one.
create or replace function key_is_in_use() returns trigger
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    if exists (select from sealing_key where retired_at is not null)
       and exists (select from sealing_key k
                   where k.retired_at is not null
                     and k.id = (to_jsonb(new) ->> tg_argv[0])::smallint) then
        raise exception 'the key was retired' using errcode = 'serialization_failure';
    end if;
    return new;
end
$$;

create or replace trigger key_is_in_use before insert or update of key on applicant
    for each row execute function key_is_in_use('key');
create or replace trigger key_is_in_use before insert or update of key on case_person
    for each row execute function key_is_in_use('key');
create or replace trigger key_is_in_use before insert or update of key on proposal
    for each row execute function key_is_in_use('key');
create or replace trigger key_is_in_use before insert or update of totp_key on account
    for each row execute function key_is_in_use('totp_key');

-- Where each key is in use, and how often.  The audit trail, where its records name the key of
-- their mac, keeps that key for good.
create or replace function keys_in_use()
returns table (place text, key integer, n bigint)
language plpgsql stable security definer set search_path = gongkai, pg_temp as $$
begin
    return query
        select 'applicant', a.key::int, count(*) from applicant a
        where a.key is not null group by a.key
        union all
        select 'case_person', c.key::int, count(*) from case_person c group by c.key
        union all
        select 'account', a.totp_key::int, count(*) from account a
        where a.totp_key is not null group by a.totp_key
        union all
        select 'proposal', p.key::int, count(*) from proposal p group by p.key
        union all
        select 'idempotency', split_part(i.digest, ':', 1)::int, count(*) from idempotency i
        where i.digest ~ '^[0-9]{1,5}:' group by 2;
    if exists (select from pg_attribute
               where attrelid = to_regclass('gongkai.audit') and attname = 'key'
                 and not attisdropped) then
        return query execute
            'select ''audit'', a.key::int, count(*) from audit a where a.key is not null '
            'group by a.key';
    end if;
end
$$;

-- Notes a key of the key file that the service has; one of the same number that was never in
-- use gives way.
create or replace function key_note(of_key integer, day date, of_proof text) returns void
language sql security definer set search_path = gongkai, pg_temp as $$
    insert into sealing_key as k (id, made_on, proof)
    values (of_key, day, of_proof)
    on conflict (id) do update
    set made_on = excluded.made_on, proof = excluded.proof, retired_at = null
    where k.proof <> excluded.proof
$$;

-- How many rows still hold a number that an older version stored in the open.
create or replace function open_numbers() returns bigint
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select count(*) from applicant where num_nonnulls(id_number_open, phone_open) > 0
$$;
