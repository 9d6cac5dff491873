-- A managed resource of the AWS provider. Argo CD's own check calls every object without a status Healthy, so a wave
-- would pass at once, and calls Synced=False Degraded, which references cause in the first minutes of every resource.
local configuration = {ProviderConfig = true, ClusterProviderConfig = true, ProviderConfigUsage = true}
if configuration[obj.kind] then
  return {status = "Healthy", message = "has no status"}
end

local by = {}
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  by[condition.type] = condition
end
local synced, ready, last, running = by.Synced, by.Ready, by.LastAsyncOperation, by.AsyncOperation

local function is(condition, status)
  return condition ~= nil and condition.status == status
end

local function say(status, condition)
  return {status = status, message = condition and (condition.message or condition.reason) or ""}
end

if is(synced, "False") and synced.reason == "ReconcilePaused" then
  return say("Suspended", synced)
end
if synced and synced.observedGeneration and synced.observedGeneration < (obj.metadata.generation or 0) then
  return {status = "Progressing", message = "the provider has not seen the newest generation yet"}
end
if running and running.reason == "Ongoing" then
  return say("Progressing", running)
end
if is(last, "False") then
  return say("Degraded", last)
end
if is(synced, "False") then
  -- Refused changes of something that works need a person; what never worked may only wait for its references.
  return say(is(ready, "True") and "Degraded" or "Progressing", synced)
end
if is(ready, "True") and is(synced, "True") then
  return say("Healthy", ready)
end
return say("Progressing", ready)
