-- Whether there is no room for so many bytes: the last fifth of a Redis that lets nothing go is for counters.
local function isFull(bytes)
    local memory = redis.pcall('INFO', 'memory') -- which not everybody may ask; then nobody knows
    if type(memory) ~= 'string' or not string.find(memory, 'maxmemory_policy:noeviction', 1, true) then
        return false
    end
    local most = tonumber(string.match(memory, '\nmaxmemory:(%d+)') or 0)
    local used = tonumber(string.match(memory, '\nused_memory:(%d+)') or 0)
    return most > 0 and used + bytes > most * 0.8
end
