-- A gateway is here. Returns: status, how many gateways there were in the last minute, now, sequence, how many of them are
-- others, the epoch.
-- KEYS: meta, the gateways. ARGV: which one this is, the length of a minute.
redis.call('ZADD', KEYS[2], text(now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now - tonumber(ARGV[2])))
redis.call('ZREMRANGEBYSCORE', KEYS[2], '(' .. text(now), '+inf')
redis.call('PEXPIRE', KEYS[2], text(2 * tonumber(ARGV[2])))
local all = redis.call('ZCARD', KEYS[2])
local v = redis.call('HMGET', KEYS[1], 'epoch', 'seq')
if v[1] then
    redis.call('PEXPIRE', KEYS[1], 604800000)
end
return 'D ' .. all .. ' ' .. text(now) .. ' ' .. text(number(v[2], 0)) .. ' ' .. (all - 1) .. ' ' .. (v[1] or '')
