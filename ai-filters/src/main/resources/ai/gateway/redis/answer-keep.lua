-- Keeps an answer, where there is room for more than answers.
-- KEYS: its name. ARGV: the answer, for how many milliseconds. Returns kept or full.
if isFull(#ARGV[1]) then
    return 'full'
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'kept'
