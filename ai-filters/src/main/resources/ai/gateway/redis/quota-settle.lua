-- Gives back what a call holds and counts what it used, once.
-- KEYS: meta, the call, and counters, each with what is held of it.
-- ARGV: epoch, sequence, id, mode (settle, release), for how long to remember, how many claims there were, for each claim the
-- index of its counter and the need, and for each charge the index of its counter, slot, end and amount.
local id, mode, count = ARGV[3], ARGV[4], tonumber(ARGV[6])
local known, sequence = isKnown(ARGV[1], ARGV[2])
if not known then
    return 'U 0 ' .. text(now) .. ' 0 -1'
end
-- g: it holds something; S: it has settled, but who said so did not know what it holds; s: settled; x: given up.
local state = redis.call('GET', KEYS[2]) or ''
local kind = string.sub(state, 1, 1)
local settled = kind == 's' or kind == 'S'
local holds = kind == 'g' or kind == 'S'
if not holds and (settled or (kind == 'x' and mode == 'release')) then
    return 'D 0 ' .. text(now) .. ' ' .. text(sequence) .. ' -1'
end
-- The first thing that is written may fail where Redis is full: nothing is done by halves.
sequence = redis.call('HINCRBY', KEYS[1], 'seq', 1)

local function counter(index)
    return look(KEYS[1 + 2 * index], KEYS[2 + 2 * index])
end

if holds then
    local i = -1
    for slot in string.gmatch(state, '%d+') do
        i = i + 1
        local need = i > 0 and i <= count and ARGV[6 + 2 * i] or '0'
        if need ~= '0' then
            local one = counter(tonumber(ARGV[5 + 2 * i]))
            local member = slot .. ' ' .. need .. ' ' .. i .. ' ' .. id
            if not one.gone[member] and redis.call('ZREM', one.holds, member) == 1 then
                giveBack(one, slot, tonumber(need))
            end
        end
    end
end
for i = settled and #ARGV + 1 or 7 + 2 * count, #ARGV, 4 do
    local slot, used = ARGV[i + 1], tonumber(ARGV[i + 3])
    local ends = lastsUntil(slot, tonumber(ARGV[i + 2]))
    if ends > now then
        local one = counter(tonumber(ARGV[i]))
        local there = lives(one, slot, ends)
        there.u = there.u + used
        one.U = one.U + used
    end
end
if not settled and mode == 'release' then
    state = 'x'
elseif holds and count == 0 then
    state = 'S' .. string.sub(state, 2)
else
    state = 's'
end
redis.call('SET', KEYS[2], state, 'PX', ARGV[5])
writeAll()
return 'D 0 ' .. text(now) .. ' ' .. text(sequence) .. ' -1'
