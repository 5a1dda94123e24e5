-- wrk -s load.lua URL -- FILE SEED: sends lines of a file, drawn at random, and says what came of it.
-- A line is the body of a POST, or `GET ` and a path.
local requests = {}
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set('number', #threads)
end

function init(args)
  wrk.headers['Content-Type'] = 'application/json'
  for line in io.lines(args[1]) do
    local path = line:match('^GET (.*)')
    table.insert(requests, path and wrk.format('GET', path) or wrk.format('POST', nil, nil, line))
  end
  math.randomseed(tonumber(args[2]) * 100 + number)
end

function request() return requests[math.random(#requests)] end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('RESULT {"requests":%d,"seconds":%f,"bytes":%d,"failed":%d,"p50":%f,"p99":%f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, failed, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
