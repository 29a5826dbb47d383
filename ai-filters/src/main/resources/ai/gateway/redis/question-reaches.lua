-- Whether anything is at a place of a stream, or after it: yes or no.
-- KEYS: the stream. ARGV: the place.
local found = redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', 1)
return #found > 0 and 'yes' or 'no'
