-- Argo CD has had no check for its own Applications since 1.8. Health alone is not enough: an Application of which only
-- some objects exist is Healthy, so it has to be Synced as well.
local status = obj.status or {}
local health = status.health or {}
local sync = (status.sync or {}).status

if health.status == "Degraded" or health.status == "Suspended" then
  return {status = health.status, message = health.message or ""}
end
if health.status == "Healthy" and sync == "Synced" then
  return {status = "Healthy", message = ""}
end
return {status = "Progressing", message = "health " .. tostring(health.status) .. ", sync " .. tostring(sync)}
