-- Counts what was used, where less is known of it. Begins a new epoch at the end of it, if one is given.
-- KEYS: meta, and counters, each with what is held of it. ARGV: the epoch that the memory must have (empty for none), the new
-- epoch (empty to keep it), and for each charge the index of its counter, slot, end and amount.
local epoch = redis.call('HGET', KEYS[1], 'epoch') or ''
local sequence = redis.call('HINCRBY', KEYS[1], 'seq', 1)
if epoch ~= ARGV[1] then
    -- Another gateway was faster.
    return 'D 0 ' .. text(now) .. ' ' .. text(sequence) .. ' -1 ' .. epoch
end
for i = 3, #ARGV, 4 do
    local index, slot, used = tonumber(ARGV[i]), ARGV[i + 1], tonumber(ARGV[i + 3])
    local ends = lastsUntil(slot, tonumber(ARGV[i + 2]))
    if ends > now then
        local counter = look(KEYS[2 * index], KEYS[2 * index + 1])
        local more = used - part(counter, slot).u
        if more > 0 then
            local there = lives(counter, slot, ends)
            there.u = used
            counter.U = counter.U + more
        end
    end
end
writeAll()
if ARGV[2] ~= '' then
    epoch = ARGV[2]
    redis.call('HSET', KEYS[1], 'epoch', epoch)
    redis.call('PEXPIRE', KEYS[1], 604800000)
end
return 'D 0 ' .. text(now) .. ' ' .. text(sequence) .. ' -1 ' .. epoch
