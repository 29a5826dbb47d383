-- Holds all that is claimed, or nothing.
-- KEYS: meta, the call, and for each claim the counter and what is held of it.
-- ARGV: epoch, sequence, id, mode (hold, look, restore), longest, and for each claim: the kind of its window and two numbers
-- of it, most, need, whether it binds.
-- Returns: status (G granted, R refused, S stale slots, U unknown memory), at, now, sequence, index of what refuses, and for
-- each claim what is used, what is held, and how long to wait (-1 for ever).
local id, mode, longest = ARGV[3], ARGV[4], tonumber(ARGV[5])
local known, sequence = isKnown(ARGV[1], ARGV[2])
if not known then
    return 'U 0 ' .. text(now) .. ' 0 -1'
end

local claims = {}
local stale = false
for i = 1, (#KEYS - 2) / 2 do
    local first = 6 + (i - 1) * 6
    local kind, a, b = ARGV[first], tonumber(ARGV[first + 1]), tonumber(ARGV[first + 2])
    local slot, ends = 0, NEVER
    if kind == 'F' then
        slot = now - now % a
        ends = slot + a
    elseif kind == 'S' then
        slot = now - now % b
        ends = slot + b + a
    elseif kind == 'C' then
        slot, ends = a, b
        stale = stale or now < a or now >= b
    end
    claims[i] = {
        kind = kind, slot = text(slot), ends = ends, most = tonumber(ARGV[first + 3]), need = tonumber(ARGV[first + 4]),
        binding = ARGV[first + 5] == '1' and mode ~= 'restore'
    }
end
if stale then
    return 'S 0 ' .. text(now) .. ' ' .. text(sequence) .. ' -1'
end
for i, claim in ipairs(claims) do
    claim.counter = look(KEYS[1 + 2 * i], KEYS[2 + 2 * i], claim.ends, longest)
end

local function excess(claim)
    return claim.counter.U + claim.counter.H + claim.need - claim.most
end

local function untilRoom(claim)
    if claim.need > claim.most then
        return -1
    elseif claim.kind == 'A' then
        return 1000
    end
    local counter = claim.counter
    readAll(counter)
    local ends = {}
    for _, one in pairs(counter.parts) do
        ends[#ends + 1] = {one.t, one.u}
        ends[#ends + 1] = {math.min(one.t, counter.M), one.h}
    end
    table.sort(ends, function(one, other) return one[1] < other[1] end)
    local still = excess(claim)
    for _, one in ipairs(ends) do
        still = still - one[2]
        if still <= 0 then
            return one[1] == NEVER and -1 or math.max(1, one[1] - now)
        end
    end
    return -1
end

-- What is used now is over last: the other parts need not be looked at where there is some.
local function untilForgotten(claim)
    local counter = claim.counter
    if claim.kind == 'A' or counter.U + counter.H == 0 then
        return 0
    end
    local last = 0
    local current = part(counter, claim.slot)
    if current.u + current.h > 0 then
        last = current.t
    else
        readAll(counter)
        for _, one in pairs(counter.parts) do
            if one.u + one.h > 0 then
                last = math.max(last, one.t)
            end
        end
    end
    return last == NEVER and -1 or math.max(0, last - now)
end

local function answer(status, at, refusedBy)
    local refused = refusedBy > 0
    local words = {}
    local longestWait = 0
    for i, claim in ipairs(claims) do
        local wait
        if refused and claim.binding and excess(claim) > 0 then
            wait = untilRoom(claim)
            local length = wait < 0 and NEVER or wait
            if length > longestWait then
                longestWait = length
                refusedBy = i
            end
        else
            wait = untilForgotten(claim)
        end
        words[i] = text(claim.counter.U) .. ' ' .. text(claim.counter.H) .. ' ' .. text(wait)
    end
    local head = {status, text(at), text(now), text(sequence), text(refusedBy - 1)}
    return table.concat(head, ' ') .. ' ' .. table.concat(words, ' ')
end

if mode == 'look' then
    -- From now on what is too late for now lasts so long, not from when somebody asks for more.
    if clockWentBack then
        sequence = redis.call('HINCRBY', KEYS[1], 'seq', 1)
        writeAll()
    end
    return answer('G', now, 0)
end
local state = redis.call('GET', KEYS[2])
if state then
    local at = string.match(state, '^g (%d+)')
    if at then
        return answer('G', tonumber(at), 0)
    end
    -- Settled or given up: a request that was late, or comes twice. It is granted nothing.
    for _, claim in ipairs(claims) do
        claim.binding = false
    end
    return answer('R', now, 1)
end

local refusedBy = 0
local held = {}
local slots = {}
for i, claim in ipairs(claims) do
    local counter = claim.counter
    if claim.binding and excess(claim) > 0 then
        refusedBy = i
        break
    end
    slots[i] = claim.slot
    if claim.need > 0 then
        local one = lives(counter, claim.slot, claim.ends)
        one.h = one.h + claim.need
        counter.H = counter.H + claim.need
        held[#held + 1] = {claim, claim.slot .. ' ' .. text(claim.need) .. ' ' .. i .. ' ' .. id}
    end
end
if refusedBy > 0 then
    for _, each in ipairs(held) do
        giveBack(each[1].counter, each[1].slot, each[1].need)
    end
    -- What was found to be over need not be found again.
    for _, counter in pairs(counters) do
        if counter.dirty then
            sequence = redis.call('HINCRBY', KEYS[1], 'seq', 1)
            writeAll()
            break
        end
    end
    return answer('R', now, refusedBy)
end
for _, each in ipairs(held) do
    local counter = each[1].counter
    counter.added[each[2]] = now + longest
    counter.X = math.min(counter.X, now + longest)
    counter.M = math.max(counter.M, now + longest)
end
-- The first thing that is written may fail where Redis is full: nothing is done by halves.
sequence = redis.call('HINCRBY', KEYS[1], 'seq', 1)
redis.call('SET', KEYS[2], 'g ' .. text(now) .. ' ' .. table.concat(slots, ' '), 'PX', text(longest + 10 * SLACK))
writeAll()
return answer('G', now, 0)
