-- Puts down what a replica has found out, by ends of Redis's own clock, and says so to the others.
-- KEYS: the sorted set. ARGV: the channel, the replica, how many entries there may be, and then for each entry
-- the entry, for how many milliseconds it holds, the entry that it takes back.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local news = {ARGV[2]}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
for i = 4, #ARGV, 3 do
    local ends = now + ARGV[i + 1]
    local known = redis.call('ZSCORE', KEYS[1], ARGV[i])
    -- Replicas that see the same thing at the same time are one piece of news.
    -- Operators, whose words take something back, make no flood.
    local new = not known and (ARGV[i + 2] ~= '' or redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[3]))
    if new or (known and tonumber(known) + 1000 < ends) then
        redis.call('ZADD', KEYS[1], string.format('%.0f', ends), ARGV[i])
        news[#news + 1] = ARGV[i]
    end
    if ARGV[i + 2] ~= '' then
        redis.call('ZREM', KEYS[1], ARGV[i + 2])
    end
end
local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if last[2] then
    redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', tonumber(last[2])))
end
if #news > 1 then
    redis.call('PUBLISH', ARGV[1], table.concat(news, '\n'))
end
return #news - 1
