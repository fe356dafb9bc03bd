select json_build_object('status', 'ok', 'schema', max(version)) from schema_migration
