-- A Crossplane package. Argo CD's own check is Degraded while a package is being installed, which fails the sync that
-- installs it, and errors as long as only one of the two conditions is there.
local is, message = {}, "not installed yet"
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  is[condition.type] = condition.status == "True"
  if condition.status ~= "True" then
    message = condition.message or condition.reason or message
  end
end

if is.Installed and is.Healthy then
  return {status = "Healthy", message = ""}
end
return {status = "Progressing", message = message}
