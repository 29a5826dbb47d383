-- What the scripts of quotas share. Times are Redis's own, in milliseconds; amounts are exact up to 2^53.
-- A counter is a hash: U and H, what is used and held of what counts now; E, when the first part is over; X, when the first
-- hold is; M, when the last one is; L, when it was last looked at; B, whether the clock went back since; T, how long its key
-- lives; and for each part, by the beginning of its time: u<slot>, h<slot>, and t<slot>, when it is over.
-- What is held of it is a sorted set by ends: "<slot> <amount> <index of the claim> <id>".
local NEVER = 9007199254740991
local SLACK = 60000
local AT_ONCE = 64
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local counters = {}
local clockWentBack = false

local function text(number)
    return string.format('%.0f', number)
end

local function number(value, otherwise)
    return value and tonumber(value) or otherwise
end

local function part(counter, slot)
    local known = counter.parts[slot]
    if not known then
        known = {u = 0, h = 0, t = 0}
        if not counter.all and counter.exists then
            local v = redis.call('HMGET', counter.key, 'u' .. slot, 'h' .. slot, 't' .. slot)
            known = {u = number(v[1], 0), h = number(v[2], 0), t = number(v[3], 0)}
        end
        counter.parts[slot] = known
    end
    return known
end

local function changed(counter, slot)
    counter.changed[slot] = true
    counter.dirty = true
end

local function readAll(counter)
    if counter.all then
        return
    end
    counter.all = true
    local fields = redis.call('HGETALL', counter.key)
    for i = 1, #fields, 2 do
        local kind, slot = string.match(fields[i], '^([uht])(%d+)$')
        if kind and not counter.changed[slot] then
            local known = counter.parts[slot] or {u = 0, h = 0, t = 0}
            known[kind] = tonumber(fields[i + 1])
            counter.parts[slot] = known
        end
    end
end

local function giveBack(counter, slot, amount)
    local one = part(counter, slot)
    local back = math.min(amount, one.h)
    if back > 0 then
        one.h = one.h - back
        counter.H = counter.H - back
        changed(counter, slot)
    end
end

local function giveBackWhatIsOver(counter)
    local over = redis.call('ZRANGEBYSCORE', counter.holds, '-inf', text(now), 'LIMIT', 0, AT_ONCE)
    for _, member in ipairs(over) do
        local slot, amount = string.match(member, '^(%d+) (%d+) ')
        giveBack(counter, slot, tonumber(amount))
        counter.gone[member] = true
        counter.goneList[#counter.goneList + 1] = member
    end
    local next = redis.call('ZRANGEBYSCORE', counter.holds, '(' .. text(now), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
    counter.X = #over < AT_ONCE and number(next[2], NEVER) or now
    counter.dirty = true
end

local function forget(counter)
    readAll(counter)
    counter.E = NEVER
    for slot, one in pairs(counter.parts) do
        if one.t > 0 and one.t <= now then
            counter.U = counter.U - one.u
            counter.H = counter.H - one.h
            counter.parts[slot] = {u = 0, h = 0, t = 0}
            counter.removed[slot] = true
            counter.changed[slot] = nil
        elseif one.t > 0 then
            counter.E = math.min(counter.E, one.t)
        end
    end
    counter.dirty = true
end

-- What was used in a time that has not come counts as if it were now; nothing is held for longer than it may be from now on.
local function wentBack(counter, ends, longest)
    readAll(counter)
    clockWentBack = true
    for slot, one in pairs(counter.parts) do
        if one.t > ends and tonumber(slot) > now then
            one.t = ends
            counter.E = math.min(counter.E, ends)
        end
        changed(counter, slot)
    end
    local last = now + longest
    local later = redis.call('ZRANGEBYSCORE', counter.holds, '(' .. text(last), '+inf')
    for _, member in ipairs(later) do
        counter.moved[member] = last
    end
    counter.M = math.min(counter.M, last)
    counter.X = math.min(counter.X, last)
    counter.T = 0
    counter.B = false
    counter.dirty = true
end

-- ends: when what is used now is over; longest: for how long things are held. Neither where nobody claims anything.
local function look(key, holds, ends, longest)
    local counter = counters[key]
    if not counter then
        local v = redis.call('HMGET', key, 'U', 'H', 'E', 'X', 'M', 'L', 'B', 'T')
        counter = {
            key = key, holds = holds, exists = v[1] and true or false, parts = {}, changed = {}, removed = {},
            gone = {}, goneList = {}, moved = {}, added = {},
            U = number(v[1], 0), H = number(v[2], 0), E = number(v[3], NEVER), X = number(v[4], NEVER),
            M = number(v[5], 0), L = number(v[6], 0), B = v[7] == '1', T = number(v[8], 0)
        }
        counters[key] = counter
        if now < counter.L then
            counter.B = true
            counter.dirty = true
        end
        counter.L = now
        if counter.X <= now then
            giveBackWhatIsOver(counter)
        end
    end
    if counter.B and ends then
        wentBack(counter, ends, longest)
    end
    if counter.E <= now then
        forget(counter)
    end
    return counter
end

local function lives(counter, slot, ends)
    local one = part(counter, slot)
    one.t = math.max(one.t, ends)
    counter.E = math.min(counter.E, one.t)
    counter.removed[slot] = nil
    changed(counter, slot)
    return one
end

-- A part that begins later than now, since the clock went back, lasts no longer than if it began now.
local function lastsUntil(slot, ends)
    if ends < NEVER and tonumber(slot) > now then
        return math.min(ends, now + ends - tonumber(slot))
    end
    return ends
end

local function write(counter)
    if not counter.dirty then
        return
    end
    local ends = counter.M
    local fields = {
        'U', text(counter.U), 'H', text(counter.H), 'E', text(counter.E), 'X', text(counter.X), 'M', text(counter.M),
        'L', text(counter.L), 'B', counter.B and '1' or '0'
    }
    local function put(name, value)
        fields[#fields + 1] = name
        fields[#fields + 1] = text(value)
    end
    for slot in pairs(counter.changed) do
        local one = counter.parts[slot]
        put('u' .. slot, one.u)
        put('h' .. slot, one.h)
        put('t' .. slot, one.t)
        -- What is held at once has no end, but its key has.
        if one.t < NEVER or one.u > 0 then
            ends = math.max(ends, one.t)
        end
    end
    local keep = ends > counter.T
    if keep then
        counter.T = ends == NEVER and NEVER or ends + SLACK
        put('T', counter.T)
    end
    redis.call('HSET', counter.key, unpack(fields))
    if keep and ends == NEVER then
        redis.call('PERSIST', counter.key)
    elseif keep then
        redis.call('PEXPIRE', counter.key, text(counter.T - now))
    end
    for slot in pairs(counter.removed) do
        redis.call('HDEL', counter.key, 'u' .. slot, 'h' .. slot, 't' .. slot)
    end
    if #counter.goneList > 0 then
        redis.call('ZREM', counter.holds, unpack(counter.goneList))
    end
    for member, score in pairs(counter.moved) do
        redis.call('ZADD', counter.holds, 'XX', text(score), member)
    end
    for member, score in pairs(counter.added) do
        redis.call('ZADD', counter.holds, text(score), member)
        redis.call('PEXPIRE', counter.holds, text(counter.M - now + SLACK))
    end
end

local function writeAll()
    for _, counter in pairs(counters) do
        write(counter)
    end
end

-- Whether this is the memory that the gateway knows: not another one, and none that has gone back in time.
local function isKnown(epoch, sequence)
    local v = redis.call('HMGET', KEYS[1], 'epoch', 'seq')
    return v[1] == epoch and number(v[2], 0) >= tonumber(sequence), number(v[2], 0)
end
