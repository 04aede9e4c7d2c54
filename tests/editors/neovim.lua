-- What somebody does in Neovim, without a screen: types a mistake, looks at the findings, completes, renames.
-- The configuration of the guide is read before. What came of it is printed as JSON.
local told = {}

local function wait(what, fits)
  if not vim.wait(60000, fits, 20) then
    error("never came: " .. what .. " " .. vim.fn.json_encode(told))
  end
end

local function found()
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end

local function put(line, text)
  vim.api.nvim_buf_set_lines(0, line - 1, line, false, { text })
end

local function line_of(part)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(part, 1, true) then return number, line end
  end
end

vim.cmd("edit 2024/form.yaml")
wait("a client", function() return #vim.tbl_keys(vim.lsp.buf_get_clients(0)) == 1 end)
local number, line = line_of("show_if: areas has mines")
put(number, (line:gsub("areas", "aras")))
wait("a finding", function() return #found() > 0 end)
told.found = found()

put(number, "        show_if: areas ha")
vim.api.nvim_win_set_cursor(0, { number, 25 })
local params = vim.lsp.util.make_position_params()
local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 60000)
for _, answer in pairs(answers) do
  told.offered = vim.tbl_map(function(item) return item.label end, answer.result.items)
end
put(number, line)
wait("no findings", function() return #found() == 0 end)

local first, declared = line_of("- id: has_law")
vim.api.nvim_win_set_cursor(0, { first, (declared:find("has_law", 1, true)) })
vim.lsp.buf.rename("is_law")
wait("the rename", function() return line_of("- id: is_law") ~= nil end)
wait("the condition", function() return line_of("show_if: is_law = yes") ~= nil end)
vim.cmd("silent wall")
told.changes = vim.fn.readfile("2024/changes.yaml")
io.stdout:write(vim.fn.json_encode(told))
vim.cmd("qall!")
