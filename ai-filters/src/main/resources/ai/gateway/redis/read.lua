-- What holds, a line each: the milliseconds that are left, the entry.
-- KEYS: the sorted set. ARGV: the entries that are asked for; none for all.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lines = {}
local function add(entry, ends)
    if ends and tonumber(ends) > now then
        lines[#lines + 1] = string.format('%.0f', tonumber(ends) - now) .. ' ' .. entry
    end
end
if #ARGV == 0 then
    local all = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
    for i = 1, #all, 2 do
        add(all[i], all[i + 1])
    end
else
    for i = 1, #ARGV do
        add(ARGV[i], redis.call('ZSCORE', KEYS[1], ARGV[i]))
    end
end
return table.concat(lines, '\n')
