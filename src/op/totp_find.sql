select secret, key, step from totp_find(:caller::int)
