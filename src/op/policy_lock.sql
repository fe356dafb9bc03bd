select version from policy for update
