select name from gongkai.schema_migration where version is not null order by version
