-- 琼花演播室 Qionghua Studio: an OBS source that shows the studio's program picture, with its alpha exact.
--
-- It reads the ring the show writes for its own panels (studio/rings/ring.py, pictures.py), so the show pays for no
-- second copy. It READS the file (pread, ReadFile) and does not map it: a slot must be copied before its sequence can
-- be checked again anyway, and a file that shrinks or goes away is then a short read, where a mapping would be a SIGBUS
-- in the middle of a broadcast. OBS and the show know nothing of each other; any number of OBS may read.
--
--   ring     0 "QHRING01"   8 u64 slots   16 u64 slot bytes   24 u64 newest sequence   32 u64 closed
--   slot     0 u64 sequence (0 while written)   8 f64 time, s   16 u64 length   32 data; slots start at 64-byte steps
--   data     0 u32 width   4 u32 height   8 u32 channels   12 u32 alpha (0 opaque, 1 straight, 2 premultiplied)
--            16 pixels, RGBA, top row first
--
-- Linux is proven by tests. The Windows and macOS calls are written after the systems' documents and UNPROVEN.

local obs = obslua
local ffi = require("ffi")
local bit = require("bit")

ffi.cdef [[
typedef struct gs_texture gs_texture_t;
gs_texture_t *gs_texture_create(uint32_t w, uint32_t h, int format, uint32_t levels, const uint8_t **data, uint32_t flags);
gs_texture_t *gs_texture_create_from_file(const char *file);
void gs_texture_destroy(gs_texture_t *texture);
void gs_texture_set_image(gs_texture_t *texture, const uint8_t *data, uint32_t line_bytes, bool invert);
typedef struct gs_effect gs_effect_t;
gs_effect_t *obs_get_base_effect(int effect);
bool gs_effect_loop(gs_effect_t *effect, const char *technique);
void obs_source_draw(gs_texture_t *image, int x, int y, uint32_t cx, uint32_t cy, bool flip);
uint64_t os_gettime_ns(void);
void bfree(void *p);

typedef struct { uint8_t *stack; size_t size; size_t capacity; bool fixed; } qh_calldata;
void *obs_get_proc_handler(void);
bool proc_handler_call(void *handler, const char *name, qh_calldata *data);
void calldata_set_data(qh_calldata *data, const char *name, const void *in, size_t size);
bool calldata_get_data(const qh_calldata *data, const char *name, void *out, size_t size);
void *obs_data_create(void);
void obs_data_set_string(void *data, const char *name, const char *value);
void obs_data_release(void *data);

typedef struct { uint32_t width, height, channels, alpha; } qh_picture;
]]

local function first_library(names)
  for _, name in ipairs(names) do
    local found, library = pcall(ffi.load, name)
    if found then return library end
  end
  return ffi.C
end

local lib = first_library(({
  Linux = { "libobs.so.0", "libobs.so.30", "libobs.so" },
  Windows = { "obs" },
  OSX = { "@executable_path/../Frameworks/libobs.framework/libobs", "libobs.0.dylib" },
})[ffi.os] or { "obs" })

-- files: open(path) -> handle or nil; read(handle, buffer, bytes, at) -> bytes that were read; close(handle) ----------

local open, read, close
if ffi.os == "Windows" then
  ffi.cdef [[
  typedef struct { uintptr_t internal, internal_high; uint32_t offset, offset_high; void *event; } qh_overlapped;
  int MultiByteToWideChar(uint32_t page, uint32_t flags, const char *text, int bytes, uint16_t *wide, int room);
  void *CreateFileW(const uint16_t *name, uint32_t access, uint32_t share, void *security, uint32_t how, uint32_t flags, void *template);
  int ReadFile(void *file, void *buffer, uint32_t bytes, uint32_t *done, qh_overlapped *at);
  int CloseHandle(void *handle);
  ]]
  local INVALID = ffi.cast("void *", -1)
  local done, at_ = ffi.new("uint32_t[1]"), ffi.new("qh_overlapped")
  open = function(path)
    local wide = ffi.new("uint16_t[?]", 2 * #path + 2)
    ffi.C.MultiByteToWideChar(65001, 0, path, #path, wide, 2 * #path + 1)
    local GENERIC_READ, SHARE_ALL, OPEN_EXISTING = 0x80000000, 7, 3
    local handle = ffi.C.CreateFileW(wide, GENERIC_READ, SHARE_ALL, nil, OPEN_EXISTING, 0x80, nil)
    if handle == INVALID then return nil end
    return handle
  end
  read = function(handle, buffer, bytes, at)
    at_.offset, at_.offset_high = at % 2 ^ 32, math.floor(at / 2 ^ 32)
    if ffi.C.ReadFile(handle, buffer, bytes, done, at_) == 0 then return 0 end
    return tonumber(done[0])
  end
  close = function(handle) ffi.C.CloseHandle(handle) end
else
  ffi.cdef [[
  int qh_open(const char *path, int flags, ...) __asm__("open");
  int64_t qh_pread(int file, void *buffer, size_t bytes, int64_t at) __asm__("pread");
  int qh_close(int file) __asm__("close");
  ]]
  -- Read only, never waiting (the path may be a pipe), not inherited by what OBS starts.
  local FLAGS = ffi.os == "OSX" and (0x4 + 0x1000000) or (0x800 + 0x80000)
  open = function(path)
    local file = ffi.C.qh_open(path, FLAGS)
    if file < 0 then return nil end
    return file
  end
  read = function(file, buffer, bytes, at) return tonumber(ffi.C.qh_pread(file, buffer, bytes, at)) end
  close = function(file) ffi.C.qh_close(file) end
end

-- the ring -----------------------------------------------------------------------------------------------------------

local MAX_SIDE, MAX_SLOTS, MAX_BYTES = 8192, 16, 2 ^ 30
local HEAD, SLOT, PICTURE = 64, 32, 16
local words = ffi.new("uint64_t[8]")            -- scratch: Lua in OBS runs one thing at a time
local check = ffi.new("uint64_t[1]")
local slot_head = ffi.new("uint8_t[48]")

local function header(file)
  if read(file, words, HEAD, 0) ~= HEAD or ffi.string(words, 8) ~= "QHRING01" then return nil end
  local slots, bytes = tonumber(words[1]), tonumber(words[2])
  if slots < 2 or slots > MAX_SLOTS or bytes < PICTURE or bytes * slots > MAX_BYTES then return nil end
  return { slots = slots, bytes = bytes, newest = tonumber(words[3]), closed = words[4] ~= 0 }
end

local function slot_start(head, sequence)
  local padded = math.floor((SLOT + head.bytes + 63) / 64) * 64
  return HEAD + (sequence % head.slots) * padded
end

-- Width, height, alpha of the newest picture, its pixels copied into d.buffer and proven whole; nil if there is none.
local function take(d, head)
  local at = slot_start(head, head.newest)
  if read(d.file, slot_head, 48, at) ~= 48 then return nil end
  local slot = ffi.cast("uint64_t *", slot_head)
  if tonumber(slot[0]) ~= head.newest then return nil end
  local picture = ffi.cast("qh_picture *", slot_head + SLOT)
  local w, h, alpha = picture.width, picture.height, picture.alpha
  local bytes = w * h * 4
  local sound = w > 0 and h > 0 and w <= MAX_SIDE and h <= MAX_SIDE and picture.channels == 4 and alpha <= 2
  if not sound or tonumber(slot[2]) ~= PICTURE + bytes or PICTURE + bytes > head.bytes then return nil end
  if d.room ~= bytes then d.buffer, d.room = ffi.new("uint8_t[?]", bytes), bytes end
  local time_s = ffi.cast("double *", slot_head)[1]
  if read(d.file, d.buffer, bytes, at + SLOT + PICTURE) ~= bytes then return nil end
  if read(d.file, check, 8, at) ~= 8 or tonumber(check[0]) ~= head.newest then return nil end
  return w, h, alpha, time_s
end

-- the source -----------------------------------------------------------------------------------------------------------

local GS_RGBA, GS_DYNAMIC = 3, 2
local PLAIN, PREMULTIPLIED = 0, 7               -- obs_base_effect; the second divides by alpha, in floats
local STALE_S = 2.0                             -- without a new picture: the show hangs or was killed
local GONE_S = 0.4                              -- after a show said goodbye, or its file cannot be read
local LOOK_AGAIN_S = 0.25
local TELL_S = 1.0

local function let_go(d)
  if d.file then close(d.file); d.file = nil end
end

-- OBS holds the graphics when it calls video_render, and one lock for all of this script whenever it calls anything.
-- Entering the graphics from anywhere else would take the two in the other order: a deadlock, sooner or later, with
-- whoever takes a screenshot. So textures are made, filled and destroyed in video_render only.
local trash = {}

local function drop(d, name)
  if d[name] then trash[#trash + 1] = d[name]; d[name] = nil end
end

local function take_out_trash()
  for i = #trash, 1, -1 do
    lib.gs_texture_destroy(trash[i])
    trash[i] = nil
  end
end

local function made(texture) if texture ~= nil then return texture end end  -- a NULL pointer is not nil to Lua

-- Opens what is at the path now. A file that was replaced is found so, because the old one does not advance any more.
local function look(d)
  let_go(d)
  d.file = d.path ~= "" and open(d.path) or nil
  local head = d.file and header(d.file)
  if not head or head.closed then let_go(d); return end
  -- What a dead show left is not news: only a sequence that rises from here on is a living picture.
  if d.sequence == nil then d.sequence = head.newest end
end

local function state_of(d) return d.fresh and "live" or (d.slate_w and "slate" or "nothing") end

local function tell(d)
  d.told, d.told_s = state_of(d), 0
  local settings = obs.obs_source_get_settings(d.source)
  obs.obs_data_set_string(settings, "state", d.told)
  obs.obs_data_set_int(settings, "pictures", d.pictures)
  obs.obs_data_set_double(settings, "delay_ms", d.fresh and d.delays > 0 and d.delay_sum / d.delays * 1000 or 0)
  obs.obs_data_release(settings)
  d.delays, d.delay_sum = 0, 0
end

local source = { id = "qionghua_program", type = obs.OBS_SOURCE_TYPE_INPUT, output_flags = bit.bor(obs.OBS_SOURCE_VIDEO, obs.OBS_SOURCE_CUSTOM_DRAW) }

source.get_name = function() return "琼花演播室 · Qionghua Studio" end

source.get_properties = function()
  local properties = obs.obs_properties_create()
  obs.obs_properties_add_path(properties, "path", "Program ring", obs.OBS_PATH_FILE, nil, nil)
  obs.obs_properties_add_path(properties, "slate", "Slate picture", obs.OBS_PATH_FILE, "*.png", nil)
  return properties
end

source.create = function(settings, itself)
  local d = {
    source = itself, path = obs.obs_data_get_string(settings, "path"),
    slate_path = obs.obs_data_get_string(settings, "slate"),
    fresh = false, quiet_s = STALE_S, looked_s = 0, told_s = 0, pictures = 0, delays = 0, delay_sum = 0, room = 0,
  }
  look(d)
  return d
end

source.update = function(d, settings)
  local path, slate = obs.obs_data_get_string(settings, "path"), obs.obs_data_get_string(settings, "slate")
  if path ~= d.path then
    d.path, d.sequence, d.fresh, d.quiet_s = path, nil, false, STALE_S
    look(d)
  end
  if slate ~= d.slate_path then d.slate_path, d.slate_tried = slate, false end
end

source.destroy = function(d)
  let_go(d)
  drop(d, "texture")
  drop(d, "slate")
end

source.get_width = function(d) return d.fresh and d.w or d.slate_w or 0 end
source.get_height = function(d) return d.fresh and d.h or d.slate_h or 0 end

local function receive(d, head)
  local w, h, alpha, time_s = take(d, head)
  if not w then return end                      -- overwritten while it was copied: the next frame brings a newer one
  if d.w ~= w or d.h ~= h then drop(d, "texture") end
  d.w, d.h, d.premultiplied, d.sequence, d.fresh, d.quiet_s, d.new = w, h, alpha == 2, head.newest, true, 0, true
  d.pictures = d.pictures + 1
  local delay_s = tonumber(lib.os_gettime_ns()) / 1e9 - time_s
  if delay_s >= 0 and delay_s < 10 then d.delays, d.delay_sum = d.delays + 1, d.delay_sum + delay_s end
end

-- Width and height from a PNG's first bytes; nil if there is no such file.
local function png_size(path)
  local file = path ~= "" and io.open(path, "rb")
  if not file then return nil end
  local first = file:read(24)
  file:close()
  if not first or #first < 24 or first:sub(2, 4) ~= "PNG" then return nil end
  local function number(at)
    local b1, b2, b3, b4 = first:byte(at, at + 3)
    return ((b1 * 256 + b2) * 256 + b3) * 256 + b4
  end
  local w, h = number(17), number(21)
  if w < 1 or h < 1 or w > MAX_SIDE or h > MAX_SIDE then return nil end
  return w, h
end

local function show_slate(d)
  d.fresh, d.slate_tried = false, true
  drop(d, "slate")                              -- the file may be another than last time
  d.slate_w, d.slate_h = png_size(d.slate_path)
end

source.video_tick = function(d, seconds)
  d.quiet_s, d.looked_s, d.told_s = d.quiet_s + seconds, d.looked_s + seconds, d.told_s + seconds
  local head = d.file and header(d.file)
  if d.file and (not head or head.closed) then
    let_go(d)
    head = nil
  end
  if head and head.newest ~= 0 and head.newest ~= d.sequence then receive(d, head) end
  if not d.file or (d.quiet_s > LOOK_AGAIN_S and d.looked_s > LOOK_AGAIN_S) then
    d.looked_s = 0
    look(d)
  end
  -- A new picture size is a new file a moment later: that moment is bridged by the last picture, not by the slate.
  if (d.fresh or not d.slate_tried) and d.quiet_s > (d.file and STALE_S or GONE_S) then show_slate(d) end
  if d.told_s > TELL_S or d.told ~= state_of(d) then tell(d) end
end

local function texture_now(d)
  if not d.fresh then
    if not d.slate and d.slate_w then
      d.slate = made(lib.gs_texture_create_from_file(d.slate_path))
      if not d.slate then d.slate_w, d.slate_h = nil, nil end
    end
    return d.slate
  end
  d.texture = d.texture or made(lib.gs_texture_create(d.w, d.h, GS_RGBA, 1, nil, GS_DYNAMIC))
  if d.texture and d.new then
    lib.gs_texture_set_image(d.texture, d.buffer, d.w * 4, false)
    d.new = false
  end
  return d.texture
end

source.video_render = function(d, _)
  take_out_trash()
  local texture = texture_now(d)
  if not texture then return end
  -- OBS expects straight alpha and sets the blending for it, another in scenes, filters and screenshots. So the colour
  -- is divided by alpha here, in floats on the graphics card, and OBS's own blending multiplies it back.
  local effect = lib.obs_get_base_effect(d.fresh and d.premultiplied and PREMULTIPLIED or PLAIN)
  while lib.gs_effect_loop(effect, "Draw") do lib.obs_source_draw(texture, 0, 0, 0, 0, false) end
end

obs.obs_register_source(source)

-- hotkeys: told to the studio as an event of obs-websocket's vendor “qionghua” ------------------------------------------

local HOTKEYS = {
  { "slate", "琼花 · 垫片 Slate" }, { "release", "琼花 · 松开表情 Release expressions" },
  { "happy", "琼花 · 开心 Happy" }, { "angry", "琼花 · 生气 Angry" }, { "sad", "琼花 · 难过 Sad" },
  { "relaxed", "琼花 · 放松 Relaxed" }, { "surprised", "琼花 · 惊讶 Surprised" },
}
local vendor

local function call(handler, name, texts, pointers, wanted)
  local data, holder = ffi.new("qh_calldata"), ffi.new("void *[1]")
  for key, text in pairs(texts) do lib.calldata_set_data(data, key, text, #text + 1) end
  for key, pointer in pairs(pointers) do
    holder[0] = pointer
    lib.calldata_set_data(data, key, holder, ffi.sizeof("void *"))
  end
  holder[0] = nil
  local called = lib.proc_handler_call(handler, name, data)
  if called and wanted then lib.calldata_get_data(data, wanted, holder, ffi.sizeof("void *")) end
  if data.stack ~= nil then lib.bfree(data.stack) end
  if holder[0] == nil then return nil end
  return holder[0]
end

local function announce(name)
  local websocket = call(lib.obs_get_proc_handler(), "obs_websocket_api_get_ph", {}, {}, "ph")
  if not websocket then return end              -- an OBS without obs-websocket
  vendor = vendor or call(websocket, "vendor_register", { name = "qionghua" }, {}, "vendor")
  if not vendor then return end
  local event = lib.obs_data_create()
  lib.obs_data_set_string(event, "name", name)
  call(websocket, "vendor_event_emit", { type = "hotkey" }, { vendor = vendor, data = event })
  lib.obs_data_release(event)
end

function script_load(settings)
  for _, entry in ipairs(HOTKEYS) do
    local name = entry[1]
    entry.id = obs.obs_hotkey_register_frontend("qh." .. name, entry[2], function(pressed)
      if pressed then announce(name) end
    end)
    local keys = obs.obs_data_get_array(settings, "qh." .. name)
    obs.obs_hotkey_load(entry.id, keys)
    obs.obs_data_array_release(keys)
  end
end

function script_save(settings)
  for _, entry in ipairs(HOTKEYS) do
    local keys = obs.obs_hotkey_save(entry.id)
    obs.obs_data_set_array(settings, "qh." .. entry[1], keys)
    obs.obs_data_array_release(keys)
  end
end

function script_description()
  return "琼花演播室的画面源与快捷键 · The picture source and hotkeys of Qionghua Studio"
end
