select json_build_object('status', 'ok', 'schema', max(version), 'warnings', :warnings::json)
from schema_migration
