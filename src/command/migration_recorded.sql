select sha256 from gongkai.schema_migration where name = :name
