-- The GPU operator's one object: ready when drivers, device plugin and validators run on every GPU node.
local state = (obj.status or {}).state
if state == "ready" then
  return {status = "Healthy", message = ""}
end
return {status = "Progressing", message = "state " .. tostring(state)}
