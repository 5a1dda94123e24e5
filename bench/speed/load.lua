-- wrk -s load.lua URL -- FILE SEED: posts lines of a file, drawn at random, and says what came of it.
local bodies = {}
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set('number', #threads)
end

function init(args)
  for line in io.lines(args[1]) do table.insert(bodies, line) end
  math.randomseed(tonumber(args[2]) * 100 + number)
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = 'application/json'
end

function request() return wrk.format(nil, nil, nil, bodies[math.random(#bodies)]) end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('RESULT {"requests":%d,"seconds":%f,"bytes":%d,"failed":%d,"p50":%f,"p99":%f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, failed, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
