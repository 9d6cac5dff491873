-- A LateBinding. Its condition Bound has the state as reason and tells what is waited for; whether all is well is in
-- Synced and Ready, as in every composite resource. Without a check Argo CD would never wait for one.
local by = {}
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  by[condition.type] = condition
end
local synced, ready, bound = by.Synced, by.Ready, by.Bound
local why = bound and bound.message or ""

local function is(condition, status)
  return condition ~= nil and condition.status == status
end

if is(synced, "False") and synced.reason == "ReconcilePaused" then
  return {status = "Suspended", message = synced.message or "paused"}
end
-- First of all the generation: after a correction the refusal of the version before must not fail the new sync.
if synced and synced.observedGeneration and synced.observedGeneration < (obj.metadata.generation or 0) then
  return {status = "Progressing", message = "Crossplane has not seen the newest generation yet"}
end
if bound and bound.reason == "Refused" then
  return {status = "Degraded", message = why}
end
if is(synced, "False") then
  return {status = is(ready, "True") and "Degraded" or "Progressing", message = synced.message or why}
end
if is(synced, "True") and is(ready, "True") then
  return {status = "Healthy", message = why}
end
return {status = "Progressing", message = why}
