-- Who is asking, and how they proved it.  These functions run with the owner's rights: the
-- server's role reads no password, no session and no secret by itself.

-- The name an account signs in with, and the actor of what it does.
create or replace function sign_in_name(a account) returns text
language sql stable parallel safe as $$
    select a.login || coalesce('@' || (select g.code from agency g where g.id = a.agency), '')
$$;

-- The agencies below the one the request comes from, itself included, of all years.
create or replace function reach() returns setof integer
language plpgsql stable security definer set search_path = gongkai, pg_temp as $$
begin
    return query
        select distinct c.agency
        from agency_closure c
        where c.ancestor = nullif(current_setting('gongkai.agency', true), '')::int;
end
$$;

-- Begins a request: finds who is asking by CREDENTIAL, which is a session's or a token's
-- hash, or by PROXY_NAME, whom a trusted proxy vouches for; finds the agency it is about;
-- and tells row-level security how far this one may see:
--
--   none    what is common: calendars
--   agency  the own agency
--   tree    the own agency and all below it, for oversight only
--   admin   agencies, accounts and statistics, no cases, for the three administrators
--   all     everything, for what changes the calendar
--
-- WANTED is the farthest the operation reaches (none, agency, tree, all).  What the caller
-- may do there is decided by who called this.
create or replace function enter(
    credential_kind text, credential bytea, proxy_name text, agency_code text,
    of_application bigint, of_proposal bigint, wanted text, stated_now text, today date,
    calendar_lock text, with_readings boolean)
returns table (
    known text, account integer, actor text, name text, roles text, delegated text,
    own_agency integer, token integer, scopes text, must_change boolean, proved boolean,
    stale boolean, agency integer, code text, agency_name text, region text, valid_from date,
    valid_to date, relation text, assigned boolean, status text, calendar_version integer,
    readings jsonb)
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    r record;
    target integer := coalesce((of_application >> 32)::int,
                               nullif((of_proposal >> 32)::int, 0));
    kin text;
    admin boolean := false;
    oversees boolean := false; -- a token's record has no such field
    scope text := 'none';
begin
    known := 'nobody';
    if credential_kind = 'session' then
        -- All in one, for it comes before every other thing anybody asks.
        select a.id, a.agency, a.login || coalesce('@' || g.code, '') as actor, a.name,
               a.roles, 'oversight' = any(a.roles) as oversees,
               s.began_at + make_interval(hours => p.session_hours) <= now()
                   or s.seen_at + make_interval(mins => case when a.agency is null
                          then p.admin_idle_minutes else p.idle_minutes end) <= now()
                   as expired,
               a.source = 'local'
                   and (a.password_must_change
                        or (p.password_profile = 'dengbao'
                            and a.password_set_at < now() - interval '90 days'))
                   as must_change,
               s.proved_at + make_interval(mins => p.proof_minutes) > now() as proved,
               s.seen_at + interval '1 minute' <= now() as stale
        into r
        from session s
        join account a on a.id = s.account
        left join agency g on g.id = a.agency
        cross join policy p
        where s.hash = credential and s.ended_at is null and a.state = 'active';
        if found then
            known := case when r.expired then 'expired' else 'account' end;
        end if;
    elsif credential_kind = 'proxy' then
        select a.id, a.agency, proxy_name as actor, a.name, a.roles,
               'oversight' = any(a.roles) as oversees, false as must_change, true as proved,
               false as stale
        into r
        from account a left join agency g on g.id = a.agency
        where a.login = split_part(proxy_name, '@', 1) and a.source = 'proxy'
          and coalesce(g.code, '') = split_part(proxy_name, '@', 2) and a.state = 'active'
          and sign_in_name(a) = proxy_name;
        if found then
            known := 'account';
        end if;
    elsif credential_kind = 'token' then
        select t.id, t.agency, t.name, array_to_string(t.scopes, ',') as scopes,
               coalesce(t.used_at + interval '1 minute' <= now(), true) as stale into r
        from token t
        where t.hash = credential and t.revoked_at is null and t.expires_at > now();
        if found then
            known := 'token';
            token := r.id;
            scopes := r.scopes;
            actor := 'token:' || r.id;
            name := r.name;
            own_agency := r.agency;
            stale := r.stale;
        end if;
    end if;
    if known = 'account' then
        account := r.id;
        actor := r.actor;
        name := r.name;
        roles := array_to_string(r.roles, ',');
        own_agency := r.agency;
        must_change := r.must_change;
        proved := r.proved;
        stale := r.stale;
        admin := r.agency is null;
        oversees := r.oversees;
        if exists (select from delegation d where d.to_account = r.id and d.ended_at is null) then
            delegated := (
                select string_agg(distinct x, ',')
                from delegation d
                join account f on f.id = d.from_account and f.state = 'active'
                              and f.agency = d.agency,
                unnest(f.roles) x
                where d.to_account = r.id and d.agency = r.agency and d.ended_at is null
                  and enter.today between d.valid_from and d.valid_to);
        end if;
    end if;
    if own_agency is not null then
        kin := array_to_string(array(select c.ancestor from agency_closure c
                                     where c.agency = own_agency), ',');
    end if;
    if known in ('account', 'token') then
        scope := case
            when wanted in ('none', 'all') then wanted
            when admin then 'admin'
            when wanted = 'tree' and oversees then 'tree'
            else 'agency'
        end;
    end if;

    if target is null and agency_code is not null then
        target := (select g.id from agency g where g.code = agency_code);
    end if;
    -- What is nowhere is looked for like what is elsewhere, and takes as long: here, and below
    -- where row-level security would have asked for the reach.
    select g.id, g.code, g.name, g.region, g.valid_from, g.valid_to
    into agency, code, agency_name, region, valid_from, valid_to
    from agency g where g.id = target;
    relation := case
        when agency = own_agency then 'own'
        when exists (select from agency_closure c
                     where c.ancestor = own_agency and c.agency = enter.agency
                       and c.to_year = 9999)
            then 'subordinate'
        when agency is null then 'none'
        else 'foreign'
    end;
    if of_application is not null and relation = 'own' then
        select x.assignee = enter.account, x.status into assigned, status
        from application x where x.agency = enter.agency and x.id = of_application;
        if known = 'token' then
            assigned := exists (select from event e
                                where e.agency = enter.agency
                                  and e.application = of_application
                                  and e.seq = 1 and e.actor = enter.actor);
        end if;
    end if;

    -- No report of the agency is frozen until what is written now can be seen; who confirms a
    -- freeze keeps all others out, see report_lock().
    if agency is not null and known in ('account', 'token')
       and (calendar_lock = 'shared'
            or (calendar_lock = 'later'
                and not exists (select from proposal x
                                where x.agency = enter.agency and x.id = of_proposal
                                  and x.of_right in ('report_freeze', 'report_restate')))) then
        perform pg_advisory_xact_lock_shared(hashtext('gongkai.report'), agency % 64);
    end if;
    calendar_version := case
        when calendar_lock in ('shared', 'exclusive')
            then calendar_version_held(calendar_lock = 'exclusive')
        else (select coalesce(max(n), 0) from calendar_change) end;
    perform set_config('gongkai.agency', coalesce(own_agency::text, ''), true),
            set_config('gongkai.scope', scope, true),
            set_config('gongkai.kin', coalesce(kin, ''), true),
            set_config('gongkai.actor', coalesce(actor, ''), true),
            set_config('gongkai.account', coalesce(account::text, ''), true),
            set_config('gongkai.now', this_moment(stated_now)::text, true); -- under the locks
    if agency is null and (of_application is not null or agency_code is not null) then
        perform g.id, g.code, g.name, g.region, g.valid_from, g.valid_to
        from agency g where g.id = own_agency;
        if of_application is not null or calendar_lock is null then -- a write asks less
            perform from reach();
        end if;
    end if;
    if with_readings and relation = 'own' and exists (select from agency_reading) then
        readings := agency_readings(enter.agency, enter.today);
    end if;
    return next;
end
$$;

-- Ends the statement when the server's role acts on an account that the request has nothing
-- to do with: not the caller's own, none of the caller's agency, and the caller is no
-- administrator.  Whoever owns the database is not asked.
create or replace function account_within_reach(of_account integer, of_agency integer)
returns void
language plpgsql stable set search_path = gongkai, pg_temp as $$
begin
    if coalesce(nullif(current_setting('role'), 'none'), session_user) <> 'gongkai_server'
       or current_setting('gongkai.scope', true) = 'admin'
       or of_account = nullif(current_setting('gongkai.account', true), '')::int
       or of_agency = nullif(current_setting('gongkai.agency', true), '')::int then
        return;
    end if;
    raise insufficient_privilege using message = 'account out of reach';
end
$$;

-- Keeps a session alive, or notes that a token was used.
create or replace function seen(credential_kind text, credential bytea) returns void
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    if credential_kind = 'session' then
        update session set seen_at = now() where hash = credential and ended_at is null;
    else
        update token set used_at = now() where hash = credential;
    end if;
end
$$;

-- What signing in as NAME needs to know: nothing when there is no such account.
create or replace function sign_in_find(sign_in text)
returns table (account integer, login text, agency integer, agency_code text,
               agency_name text, source text, state text, password text, locked boolean,
               must_change boolean, expired boolean, totp_secret bytea, totp_key smallint,
               totp_step bigint, roles text, profile text, actor text)
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select a.id, a.login, a.agency, g.code, g.name, a.source, a.state, a.password,
           coalesce(a.locked_until > now(), false), a.password_must_change,
           p.password_profile = 'dengbao' and a.password_set_at < now() - interval '90 days',
           case when a.totp_confirmed then a.totp_secret end, a.totp_key, a.totp_step,
           array_to_string(a.roles, ','), p.password_profile, sign_in_name(a)
    from policy p, account a left join agency g on g.id = a.agency
    where a.login = split_part(lower(sign_in), '@', 1)
      and coalesce(g.code, '') = split_part(lower(sign_in), '@', 2)
      and sign_in_name(a) = lower(sign_in)
$$;

-- Whether SOURCE lies in one of the networks ALLOWED, null for any; a socket's always does.
create or replace function source_allowed(allowed text[], source text) returns boolean
language plpgsql immutable as $$
begin
    return allowed is null or source = 'unix'
        or exists (select from unnest(allowed) n where source::inet <<= n::inet);
exception when invalid_text_representation then
    return false;
end
$$;

-- Whether the policy lets one sign in from SOURCE.
create or replace function sign_in_from(source text) returns boolean
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select source_allowed(p.sources, source) from policy p
$$;

create or replace function policy_json(p policy) returns json
language sql immutable as $$
    select json_build_object(
        'password_profile', p.password_profile, 'idle_minutes', p.idle_minutes,
        'admin_idle_minutes', p.admin_idle_minutes, 'session_hours', p.session_hours,
        'sessions', p.sessions, 'proof_minutes', p.proof_minutes,
        'lock_failures', p.lock_failures, 'lock_minutes', p.lock_minutes,
        'link_hours', p.link_hours, 'sources', to_json(p.sources), 'version', p.version)
$$;

-- Counts a failure; the account is locked for a while after too many.  While it is, none
-- counts: the lock would never end.
create or replace function sign_in_failed(of_account integer) returns void
language sql security definer set search_path = gongkai, pg_temp as $$
    update account a
    set failures = case when a.failures + 1 >= p.lock_failures then 0 else a.failures + 1 end,
        locked_until = case when a.failures + 1 >= p.lock_failures
                            then now() + make_interval(mins => p.lock_minutes)
                            else a.locked_until end
    from policy p
    where a.id = of_account and coalesce(a.locked_until <= now(), true)
$$;

-- Begins a session, ending the oldest ones beyond how many there may be.  Takes the step of
-- the one-time code, which cannot be taken twice: false then, and nothing is done.
create or replace function session_begin(of_account integer, new_hash bytea, from_source text,
                                         new_password text, step bigint)
returns boolean
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    most integer;
begin
    update account
    set failures = 0, locked_until = null, totp_step = greatest(totp_step, step),
        password = coalesce(new_password, password)
    where id = of_account and state = 'active' and (step = 0 or totp_step < step);
    if not found then
        return false;
    end if;
    select case when a.agency is null then 1 else p.sessions end into most
    from account a, policy p where a.id = of_account;
    update session set ended_at = now()
    where hash in (select hash from session
                   where account = of_account and ended_at is null
                   order by began_at desc, hash offset most - 1);
    insert into session (hash, account, began_at, seen_at, proved_at, source)
    values (new_hash, of_account, now(), now(), now(), from_source);
    return true;
end
$$;

-- Ends a session; all of the account's but that one when OTHERS.
create or replace function session_end(of_account integer, of_hash bytea, others boolean)
returns bigint
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    n bigint;
begin
    perform account_within_reach(of_account, x.agency) from account x where x.id = of_account;
    update session set ended_at = now()
    where account = of_account and ended_at is null
      and (of_hash is null or (hash = of_hash) <> others);
    get diagnostics n = row_count;
    return n;
end
$$;

-- The password was given again; the cookie changes with it.
create or replace function session_prove(of_account integer, old_hash bytea, new_hash bytea,
                                         step bigint)
returns boolean
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    update account set failures = 0, totp_step = greatest(totp_step, step)
    where id = of_account and (step = 0 or totp_step < step);
    if not found then
        return false;
    end if;
    update session set proved_at = now(), seen_at = now(), hash = new_hash
    where hash = old_hash and account = of_account and ended_at is null;
    return found;
end
$$;

-- The sessions of an account, the secret hash shortened to a name for them.
create or replace function session_list(of_account integer, own_hash bytea) returns json
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select coalesce(json_agg(json_build_object(
               'began_at', s.began_at, 'seen_at', s.seen_at, 'source', s.source,
               'this', s.hash = own_hash) order by s.began_at desc), '[]')
    from session s
    where s.account = of_account and s.ended_at is null
$$;

-- What changing one's own password needs.
create or replace function password_find(of_account integer)
returns table (password text, before text[])
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select a.password, a.passwords_before from account a where a.id = of_account
$$;

-- Sets a password; the last five are remembered, and other sessions end.  Takes the step of
-- the one-time code as session_begin does.
drop function if exists password_set(integer, text, bytea, bytea);
create or replace function password_set(of_account integer, new_password text,
                                        keep_hash bytea, new_hash bytea, step bigint)
returns boolean
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    update account
    set passwords_before = (case when password is null then passwords_before
                                 else password || passwords_before end)[1:5],
        password = new_password, password_set_at = now(), password_must_change = false,
        failures = 0, locked_until = null, totp_step = greatest(totp_step, step)
    where id = of_account and (step = 0 or totp_step < step);
    if not found then
        return false;
    end if;
    update session set ended_at = now()
    where account = of_account and ended_at is null and hash is distinct from keep_hash;
    update session set hash = new_hash, proved_at = now(), seen_at = now()
    where hash = keep_hash and account = of_account and ended_at is null;
    update account_link set used_at = now()
    where account = of_account and used_at is null;
    return true;
end
$$;

-- A link to set a password, instead of every earlier one.  The account's sessions go on until
-- the password changes.
create or replace function link_make(of_account integer, new_hash bytea) returns timestamptz
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    ends timestamptz := now() + make_interval(hours => (select link_hours from policy));
begin
    perform account_within_reach(null, x.agency) from account x where x.id = of_account;
    update account_link set used_at = now() where account = of_account and used_at is null;
    insert into account_link (hash, account, made_at, expires_at)
    values (new_hash, of_account, now(), ends);
    return ends;
end
$$;

-- Whose link this is; nothing when it was used or is too old.
create or replace function link_find(of_hash bytea)
returns table (account integer, agency integer, login text, agency_code text, agency_name text,
               actor text, profile text, password text, before text[])
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select a.id, a.agency, a.login, g.code, g.name, sign_in_name(a), p.password_profile,
           a.password, a.passwords_before
    from policy p, account_link l
    join account a on a.id = l.account and a.state = 'active' and a.source = 'local'
    left join agency g on g.id = a.agency
    where l.hash = of_hash and l.used_at is null and l.expires_at > now()
$$;

-- Uses a link up; false when another did, even a moment ago.
create or replace function link_take(of_hash bytea) returns boolean
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    update account_link set used_at = now()
    where hash = of_hash and used_at is null and expires_at > now();
    return found;
end
$$;

create or replace function totp_find(of_account integer)
returns table (secret bytea, key smallint, confirmed boolean, step bigint)
language sql stable security definer set search_path = gongkai, pg_temp as $$
    select a.totp_secret, a.totp_key, a.totp_confirmed, a.totp_step
    from account a where a.id = of_account
$$;

-- A second factor: set (not yet confirmed), confirmed with its first code, or taken away.
create or replace function totp_set(of_account integer, new_secret bytea, new_key integer,
                                    confirm boolean, step bigint) returns boolean
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform account_within_reach(of_account, null);
    if confirm then
        update account set totp_confirmed = true, totp_step = step
        where id = of_account and totp_secret is not null and totp_step < step;
    else
        update account
        set totp_secret = new_secret, totp_key = new_key, totp_confirmed = false, totp_step = 0
        where id = of_account;
    end if;
    return found;
end
$$;

-- An account with nothing but its name: what it signs in with is given by a link.
create or replace function account_add(of_agency integer, new_login text, new_name text,
                                       new_roles text[], new_source text) returns account
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    a account;
begin
    perform account_within_reach(null, of_agency);
    insert into account (agency, login, name, roles, source, created_at,
                         password_must_change)
    values (of_agency, new_login, new_name, new_roles, new_source, recording_time(),
            new_source = 'local')
    returning * into a;
    return a;
end
$$;

-- Changes roles or state; who loses a role or is disabled is signed out.
create or replace function account_alter(of_account integer, new_roles text[], new_state text)
returns account
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    a account;
begin
    perform account_within_reach(null, x.agency) from account x where x.id = of_account;
    update account
    set roles = coalesce(new_roles, roles), state = coalesce(new_state, state),
        version = version + 1
    where id = of_account
    returning * into a;
    update session set ended_at = now() where account = of_account and ended_at is null;
    return a;
end
$$;

-- Lets an account sign in again that failures locked; the id.
create or replace function account_unlock(of_account integer) returns integer
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform account_within_reach(of_account, x.agency) from account x where x.id = of_account;
    update account set failures = 0, locked_until = null where id = of_account;
    return of_account;
end
$$;

-- Takes a second factor away, and signs out; the id.
create or replace function totp_reset(of_account integer) returns integer
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform totp_set(of_account, null, null, false, 0), session_end(of_account, null, false);
    return of_account;
end
$$;

-- The name an account signs in with, for records that name it by id.
create or replace function account_label(of_account integer) returns text
language plpgsql stable security definer set search_path = gongkai, pg_temp as $$
begin
    return (
        select sign_in_name(a) from account a where a.id = of_account);
end
$$;

create or replace function account_is_active(of_account integer) returns boolean
language plpgsql stable security definer set search_path = gongkai, pg_temp as $$
begin
    return (
        select coalesce((select a.state = 'active' from account a where a.id = of_account), false));
end
$$;

-- An account as every operation shows it.  Whoever asks has found the id where it may look.
-- Not stable, for it is to see what the statement that calls it just changed.
create or replace function account_json(of_account integer) returns json
language sql volatile security definer set search_path = gongkai, pg_temp as $$
    select json_build_object(
        'id', a.id::text, 'sign_in', sign_in_name(a),
        'agency', (select g.code from agency g where g.id = a.agency), 'name', a.name,
        'roles', to_json(a.roles), 'state', a.state, 'source', a.source,
        'locked', coalesce(a.locked_until > now(), false),
        'second_factor', a.totp_confirmed, 'created_at', a.created_at, 'version', a.version)
    from account a where a.id = of_account
$$;

create or replace function token_add(of_agency integer, new_name text, new_hash bytea,
                                     new_scopes text[], days integer) returns token
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    t token;
begin
    perform account_within_reach(null, of_agency);
    insert into token (agency, name, hash, scopes, made_at, expires_at)
    values (of_agency, new_name, new_hash, new_scopes, now(),
            now() + make_interval(days => days))
    returning * into t;
    return t;
end
$$;

drop function if exists token_end(integer);
create function token_end(of_token integer) returns integer
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform account_within_reach(null, x.agency) from token x where x.id = of_token;
    update token set revoked_at = now() where id = of_token and revoked_at is null;
    return of_token;
end
$$;

create or replace function token_json(of_token integer) returns json
language sql volatile security definer set search_path = gongkai, pg_temp as $$
    select json_build_object(
        'id', t.id::text, 'agency', (select g.code from agency g where g.id = t.agency),
        'name', t.name, 'scopes', to_json(t.scopes), 'made_at', t.made_at,
        'expires_at', t.expires_at, 'used_at', t.used_at, 'revoked_at', t.revoked_at)
    from token t where t.id = of_token
$$;

-- The next proposal of an agency; 0 stands for the whole installation.
create or replace function next_proposal(of_agency integer) returns bigint
language plpgsql security definer set search_path = gongkai, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('gongkai.proposal'), of_agency);
    return (of_agency::bigint << 32)
        | coalesce((select max(id) & 4294967295 from proposal where agency = of_agency), 0) + 1;
end
$$;

-- A proposal as every operation shows it, without its body.
create or replace function proposal_json(p proposal) returns json
language plpgsql stable as $$
begin
    return (
        select json_build_object(
            'id', p.id::text,
            'agency', (select g.code from agency g where g.id = p.agency),
            'operation', p.operation, 'right', p.of_right, 'application', p.application::text,
            'arguments', p.arguments, 'summary', p.summary, 'state', p.state,
            'proposed_by', account_label(p.proposed_by), 'proposed_at', p.proposed_at,
            'ended_at', p.ended_at, 'steps_needed', p.steps,
            'steps', (select coalesce(json_agg(json_build_object(
                                          'act', s.act, 'by', account_label(s.account),
                                          'for', account_label(s.for_account),
                                          'at', s.made_at, 'note', s.note) order by s.n), '[]')
                      from proposal_step s
                      where s.agency = p.agency and s.proposal = p.id),
            'version', p.version));
end
$$;

-- A delegation as every operation shows it.
create or replace function delegation_json(d delegation) returns json
language sql stable as $$
    select json_build_object(
        'delegation', d.n, 'from', account_label(d.from_account),
        'to', account_label(d.to_account), 'valid_from', d.valid_from, 'valid_to', d.valid_to,
        'reason', d.reason, 'made_at', d.made_at, 'ended_at', d.ended_at)
$$;

-- Old replies need no remembering.
create or replace function idempotency_expire(days integer) returns bigint
language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    n bigint;
begin
    delete from idempotency where recorded_at < now() - make_interval(days => days);
    get diagnostics n = row_count;
    delete from session where ended_at < now() - interval '30 days'
                           or began_at < now() - interval '32 days';
    return n;
end
$$;
