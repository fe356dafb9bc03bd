select json_build_object('policy', policy_json(p)), p.version from policy p
