// The page's own words. What commands are called comes from the catalogue, so it reads the same at the desk.

const WORDS = {
  studio: ["琼花演播室", "Qionghua Studio"],
  otherLanguage: ["English", "中文"],
  otherLanguageLabel: ["Switch to English", "切换到中文"],
  rehearsal: ["排练", "Rehearsal"],
  onAir: ["直播中", "On air"],
  slateOn: ["正在显示垫片", "The slate is showing"],
  backToAvatar: ["收起垫片", "Leave slate"],
  slate: ["垫片", "Slate"],
  sureLive: ["再点一次开播", "Tap again"],
  sureRehearse: ["再点一次下播", "Tap again"],
  sureStop: ["再点一次，结束演播", "Tap again to end the show"],
  waitingPicture: ["等待画面", "Waiting for the picture"],
  previewLabel: ["节目画面预览", "Preview of the programme"],
  lost: ["连接中断，正在重新连接…", "Connection lost, reconnecting…"],
  ended: ["演播已结束，等待它再次启动…", "The show has ended; waiting for it to start again…"],
  connected: ["已重新连接", "Connected again"],
  expressions: ["表情", "Expressions"],
  expressionsHint: ["点按保持，再点松开；按住不放则松手即收", "Tap to hold, tap again to release; press long to hold only while pressing"],
  moreExpressions: ["更多表情", "More expressions"],
  noExpressions: ["这位数字人没有可保持的表情", "This avatar has no expressions to hold"],
  avatars: ["数字人", "Avatar"],
  noAvatars: ["架上还没有数字人", "No avatars on the shelf yet"],
  light: ["轻量", "light"],
  loading: ["载入中", "loading"],
  performer: ["表演者", "Performer"],
  noSources: ["没有找到摄像头", "No camera was found"],
  picture: ["画面", "Picture"],
  framing: ["景别", "Framing"],
  background: ["背景", "Background"],
  softStudio: ["柔光演播室", "Soft studio"],
  aSet: ["扬州布景…", "A Yangzhou set…"],
  transparent: ["透明", "Transparent"],
  ownColor: ["自选颜色", "Own colour"],
  outputs: ["输出", "Outputs"],
  recording: ["录制", "Recording"],
  still: ["拍照", "Still"],
  stillDetail: ["下一帧存成 PNG", "next frame as PNG"],
  virtualCamera: ["虚拟摄像头", "Virtual camera"],
  obs: ["OBS", "OBS"],
  obsScenes: ["OBS 场景", "OBS scenes"],
  connect: ["连接", "Connect"],
  disconnect: ["断开", "Disconnect"],
  start: ["开始", "Start"],
  stop: ["停止", "Stop"],
  take: ["拍一张", "Take"],
  machine: ["本机", "This machine"],
  allCommands: ["按值设置", "Set by value"],
  send: ["发送", "Send"],
  signOut: ["忘记此页面的令牌", "Forget this page's token"],
  doorTitle: ["进入演播室", "Enter the studio"],
  doorNone: ["请粘贴演播室启动时给出的令牌，或打开它给出的完整地址。", "Paste the token the studio printed when it started, or open the full address it gave."],
  doorRefused: ["令牌不对，或已被收回。", "The token is wrong or was taken back."],
  token: ["令牌", "Token"],
  enter: ["进入", "Enter"],
  show: ["画面", "Show"],
  delay: ["延迟", "Delay"],
  tracking: ["追踪", "Tracking"],
  seen: ["看见表演者", "Performer seen"],
  unseen: ["没有看见表演者", "No performer seen"],
  trackerOff: ["没有来源", "No source"],
  renderer: ["渲染", "Renderer"],
  softwareGl: ["软件渲染，没有用到显卡", "software, no graphics card in use"],
  memory: ["内存", "Memory"],
  cpu: ["每帧 CPU", "CPU per frame"],
  gap: ["最长间隔", "Longest gap"],
  canvas: ["画布", "Canvas"],
  trackerPart: ["追踪", "Tracking"],
  avatarPart: ["数字人", "Avatar"],
  still_saved: ["照片已存", "Still saved"],
  recording_saved: ["录像已存", "Recording saved"],
  calibrated: ["校准完成", "Calibrated"],
  fps: ["帧/秒", "fps"],
};

let language = pick();

function pick() {
  try {
    const kept = localStorage.getItem("studio.language");
    if (kept === "zh" || kept === "en") return kept;
  } catch { /* private browsing keeps nothing */ }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** "zh" or "en". */
export const currentLanguage = () => language;

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  try { localStorage.setItem("studio.language", language); } catch { /* as above */ }
}

/** The page's own words for a key. */
export const word = (key) => WORDS[key][language === "zh" ? 0 : 1];

/** The words of a {zh, en} text of the catalogue or the state. */
export const say = (text) => text[language];
