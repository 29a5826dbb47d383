-- Adds a question to the stream of them, where there is room for more than that. Of too many, the oldest go.
-- The stream lives as long as the one of them that is kept for longest.
-- KEYS: the stream. ARGV: the question, for how many milliseconds, how many there may be. Returns kept or full.
if isFull(#ARGV[1]) then
    return 'full'
end
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'q', ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 'kept'
