-- What should keep the audit, letters, remedies and files, and the persons whose names stand in
-- it, and does not: one row a fault, with the object it is about.
with wanted_relation(name, kept) as (values
    ('audit', true), ('audit_head', true), ('event', true), ('letter', false),
    ('remedy_event', false), ('attachment', false), ('attachment_chunk', false),
    ('attachment_release', false), ('report_event', false), ('report_version', false),
    ('report_case', false), ('report_dismissal', false), ('account', false),
    ('account_link', false), ('session', false), ('token', false), ('proposal', false),
    ('proposal_step', false), ('inspection', false)),
every_relation as (
    select w.name, w.kept, c.*
    from wanted_relation w
    left join pg_class c on c.relname = w.name and c.relnamespace = 'gongkai'::regnamespace
                            and c.relkind = 'r'),
relation as (
    select * from every_relation where kept),
wanted_trigger(relation, name, function, type) as (values
    -- type: 1 for each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate
    ('audit', 'audit_kept', 'audit_kept', 1 + 2 + 8 + 16),
    ('audit', 'audit_kept_whole', 'audit_kept', 2 + 32),
    ('audit_head', 'audit_head_moves', 'audit_head_moves', 1 + 2 + 4 + 16),
    ('audit_head', 'audit_head_kept', 'audit_kept', 1 + 2 + 8),
    ('audit_head', 'audit_head_kept_whole', 'audit_kept', 2 + 32),
    ('event', 'event_kept', 'event_kept', 1 + 2 + 8 + 16),
    ('letter', 'letter_kept', 'letter_kept', 1 + 2 + 8 + 16),
    ('remedy_event', 'remedy_event_kept', 'remedy_event_kept', 1 + 2 + 8 + 16),
    ('attachment', 'attachment_kept', 'attachment_kept', 1 + 2 + 8 + 16),
    ('attachment_chunk', 'attachment_chunk_kept', 'attachment_chunk_kept', 1 + 2 + 8 + 16),
    ('attachment_release', 'attachment_release_kept', 'attachment_release_kept',
     1 + 2 + 8 + 16),
    ('report_event', 'report_event_kept', 'added_only', 1 + 2 + 8 + 16),
    ('report_version', 'report_version_kept', 'added_only', 1 + 2 + 8 + 16),
    ('report_case', 'report_case_kept', 'added_only', 1 + 2 + 8 + 16),
    ('report_dismissal', 'report_dismissal_kept', 'added_only', 1 + 2 + 8 + 16)),
present_trigger as (
    select r.name as relation, t.tgname as name, p.proname as function, t.tgtype as type,
           t.tgenabled in ('O', 'A') and t.tgqual is null and t.tgattr = ''
           and p.pronamespace = 'gongkai'::regnamespace as works
    from pg_trigger t
    join every_relation r on r.oid = t.tgrelid
    join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal
      and (r.kept or r.name in (select w.relation from wanted_trigger w))),
wanted_policy(relation, name, role) as (
    select r.name, v.name, v.role
    from relation r,
         (values ('owner', 'gongkai_owner'), ('own_agency', 'gongkai_server'),
                 ('below', 'gongkai_server'), ('everything', 'gongkai_server'),
                 ('administration', 'gongkai_server')) as v (name, role)
    where r.name <> 'event' or v.name <> 'administration'),
present_policy as (
    select r.name as relation, p.polname as name,
           (select array_agg(pg_get_userbyid(x)) from unnest(p.polroles) x) as roles,
           p.polpermissive as permissive
    from pg_policy p
    join relation r on r.oid = p.polrelid),
wanted_constraint(name) as (values
    ('audit_pk'), ('audit_agency_known'), ('audit_seq_positive'), ('audit_prev_whole'),
    ('audit_hash_whole'), ('audit_mac_whole'), ('audit_head_pk'), ('audit_head_seq_known'),
    ('audit_head_hash_whole'), ('event_pk')),
wanted_function(name, definer) as (values
    ('audit_next', true), ('audit_append', true), ('redate', true),
    ('audit_head_moves', false)),
granted as (
    select r.name as relation, r.kept, null as "column", a.grantee, a.privilege_type
    from every_relation r, aclexplode(r.relacl) a
    union
    select r.name, r.kept, c.attname::text, a.grantee, a.privilege_type
    from every_relation r
    join pg_attribute c on c.attrelid = r.oid, aclexplode(c.attacl) a),
-- What the server may do with persons, proposals, letters and files; nobody else may do
-- anything.
server_may(relation, privilege, columns) as (values
    ('account', 'SELECT', '{id,agency,login,name,roles,state,source,totp_confirmed,'
                          'locked_until,created_at,version}'),
    ('token', 'SELECT', '{id,agency,name,scopes,made_at,expires_at,used_at,revoked_at}'),
    ('proposal', 'SELECT', null), ('proposal', 'INSERT', null),
    ('proposal', 'UPDATE', '{state,ended_at,version}'),
    ('proposal_step', 'SELECT', null), ('proposal_step', 'INSERT', null),
    ('inspection', 'SELECT', null), ('inspection', 'INSERT', null),
    ('letter', 'SELECT', null), ('letter', 'INSERT', null),
    ('letter', 'UPDATE', '{voided_at,voided_by,void_reason}'),
    ('remedy_event', 'SELECT', null), ('remedy_event', 'INSERT', null),
    ('attachment', 'SELECT', null), ('attachment', 'INSERT', null),
    ('attachment', 'UPDATE', '{removed_at,removed_by,removal_reason}'),
    ('attachment_chunk', 'SELECT', null), ('attachment_chunk', 'INSERT', null),
    ('attachment_release', 'SELECT', null), ('attachment_release', 'INSERT', null),
    ('report_event', 'SELECT', null), ('report_event', 'INSERT', null),
    ('report_version', 'SELECT', null), ('report_version', 'INSERT', null),
    ('report_case', 'SELECT', null), ('report_case', 'INSERT', null),
    ('report_dismissal', 'SELECT', null), ('report_dismissal', 'INSERT', null)),
fault(object, en, zh) as (
    select name, 'is no table', '不是表' from every_relation where oid is null
    union all
    select name, 'belongs to another role', '所有者不对'
    from every_relation where pg_get_userbyid(relowner) <> 'gongkai_owner'
    union all
    select name, 'has no forced row security', '未强制行级安全'
    from every_relation where not (relrowsecurity and relforcerowsecurity)
    union all
    select name, 'has a rule or an heir', '有规则或子表'
    from every_relation r
    where exists (select from pg_rewrite w where w.ev_class = r.oid)
       or exists (select from pg_inherits i where i.inhparent = r.oid)
    union all
    select w.name, 'trigger is missing, disabled or another one', '触发器缺失、停用或被替换'
    from wanted_trigger w
    where not exists (select from present_trigger p
                      where (p.relation, p.name, p.function, p.type)
                            = (w.relation, w.name, w.function, w.type) and p.works)
    union all
    select p.name, 'is a trigger nobody knows', '来历不明的触发器'
    from present_trigger p
    where not exists (select from wanted_trigger w
                      where (p.relation, p.name) = (w.relation, w.name))
    union all
    select r.name || '.' || w.name, 'policy is missing or another one', '行级策略缺失或被改动'
    from relation r join wanted_policy w on w.relation = r.name
    where not exists (select from present_policy p
                      where p.relation = r.name and p.name = w.name and p.permissive
                        and p.roles = array[w.role]::name[])
    union all
    select p.relation || '.' || p.name, 'is a policy nobody knows', '来历不明的行级策略'
    from present_policy p
    where not exists (select from wanted_policy w
                      where (w.relation, w.name) = (p.relation, p.name))
    union all
    select w.name, 'constraint is missing', '约束缺失'
    from wanted_constraint w
    where not exists (select from pg_constraint c
                      where c.conname = w.name and c.convalidated
                        and c.connamespace = 'gongkai'::regnamespace)
    union all
    select distinct g.relation, 'may be changed by ' || coalesce(r.rolname, 'everybody'),
           coalesce(r.rolname, '任何人') || '可以改动'
    from granted g
    left join pg_roles r on r.oid = g.grantee
    where g.kept and coalesce(r.rolname, '') <> 'gongkai_owner'
      and not (r.rolname = 'gongkai_server' and g.privilege_type = 'SELECT')
      and not (r.rolname = 'gongkai_server' and g.relation = 'event'
               and g.privilege_type = 'INSERT')
      and not (g.privilege_type = 'SELECT' and g.grantee <> 0)
    union all
    select distinct g.relation || coalesce('.' || g."column", ''),
           'is open to ' || coalesce(r.rolname, 'everybody') || ': ' || lower(g.privilege_type),
           '对' || coalesce(r.rolname, '任何人') || '开放了 ' || lower(g.privilege_type)
    from granted g
    left join pg_roles r on r.oid = g.grantee
    where not g.kept and coalesce(r.rolname, '') <> 'gongkai_owner'
      and not (coalesce(r.rolname, '') = 'gongkai_server'
               and exists (select from server_may m
                           where (m.relation, m.privilege) = (g.relation, g.privilege_type)
                             and (m.columns is null or g."column" = any(m.columns::text[]))))
    union all
    select w.name, 'function is missing or acts for another role', '函数缺失或权限不对'
    from wanted_function w
    where not exists (select from pg_proc p
                      where p.pronamespace = 'gongkai'::regnamespace and p.proname = w.name
                        and p.prosecdef = w.definer
                        and 'search_path=gongkai, pg_temp' = any(p.proconfig)
                        and pg_get_userbyid(p.proowner) = 'gongkai_owner'
                        and not exists (
                            select from aclexplode(p.proacl) a
                            where pg_get_userbyid(a.grantee)
                                  not in ('gongkai_owner', 'gongkai_server')))
    union all
    select 'gongkai_server', 'may do more than the server needs', '权限超出服务所需'
    from pg_roles r
    where r.rolname = 'gongkai_server'
      and (r.rolsuper or r.rolbypassrls or r.rolcreaterole
           or pg_has_role(r.oid, 'gongkai_owner', 'member'))
    union all
    select 'session_replication_role', 'is set, so that triggers may not run',
           '已被设置，触发器可能不运行'
    from pg_db_role_setting s, unnest(s.setconfig) c
    where c like 'session_replication_role=%'
      and s.setdatabase in (0, (select oid from pg_database
                                where datname = current_database())))
select object, en, zh from fault order by object, en
