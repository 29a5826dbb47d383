-- What was purged: a sorted set of purges by their numbers, which are times of Redis, so that no number ever comes twice.
-- 'last' has the number of the latest one; what has a lower stamp than 'floor' is gone, whatever it is.
-- Returns what is new since the number that a gateway knows, a line each.
-- KEYS: the set. ARGV: that number, what to do (news, purge, all), which purge, how many are told apart.
local known = tonumber(ARGV[1])
local last = tonumber(redis.call('ZSCORE', KEYS[1], 'last') or 0)
-- Nobody knows what else was forgotten with it: all that was kept before now is gone.
local lost = last == 0 or last < known
if lost or ARGV[2] ~= 'news' then
    local time = redis.call('TIME')
    local number = math.max(time[1] * 1000000 + time[2], last + 1, known + 1)
    local text = string.format('%.0f', number)
    if lost or ARGV[2] == 'all' then
        redis.call('DEL', KEYS[1])
        redis.call('ZADD', KEYS[1], text, 'floor')
    else
        redis.call('ZADD', KEYS[1], text, ARGV[3])
    end
    redis.call('ZADD', KEYS[1], text, 'last')
    local most = tonumber(ARGV[4])
    if redis.call('ZCARD', KEYS[1]) > most + 2 then
        local old = redis.call('ZRANGE', KEYS[1], 0, math.floor(most / 2), 'WITHSCORES')
        for i = 1, #old, 2 do
            if old[i] ~= 'floor' and old[i] ~= 'last' then
                redis.call('ZREM', KEYS[1], old[i])
                redis.call('ZADD', KEYS[1], old[i + 1], 'floor')
            end
        end
    end
end
local lines = {'floor ' .. redis.call('ZSCORE', KEYS[1], 'floor')}
local news = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf', 'WITHSCORES')
for i = 1, #news, 2 do
    lines[#lines + 1] = news[i] .. ' ' .. news[i + 1]
end
return table.concat(lines, '\n')
