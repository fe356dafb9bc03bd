insert into gongkai.schema_migration (version, name, sha256)
values (:version::int, :name, :sha256)
on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()
