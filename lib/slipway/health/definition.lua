-- A CompositeResourceDefinition. One that the API server refuses has no conditions at all; only an event says why.
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "Established" then
    local message = condition.message or condition.reason or ""
    return {status = condition.status == "True" and "Healthy" or "Progressing", message = message}
  end
end
return {status = "Progressing", message = "not established yet; see the events of the definition if it stays so"}
