-- Keeps an answer, where there is room for more than answers: the last fifth of a Redis that lets nothing go is for counters.
-- KEYS: its name. ARGV: the answer, for how many milliseconds. Returns kept or full.
local memory = redis.pcall('INFO', 'memory') -- which not everybody may ask; then nobody knows
if type(memory) == 'string' and string.find(memory, 'maxmemory_policy:noeviction', 1, true) then
    local most = tonumber(string.match(memory, '\nmaxmemory:(%d+)') or 0)
    local used = tonumber(string.match(memory, '\nused_memory:(%d+)') or 0)
    if most > 0 and used + #ARGV[1] > most * 0.8 then
        return 'full'
    end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'kept'
