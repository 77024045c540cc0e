<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
    <message>
        <source>Version {version}, Apache-2.0 licence</source>
        <translation>版本 {version}，Apache-2.0 许可</translation>
    </message>
    <message>
        <source>A performer before a webcam drives a Yangzhou digital human into OBS, on this machine alone.</source>
        <translation>表演者在摄像头前驱动扬州数字人，画面送入 OBS，一切只在本机完成。</translation>
    </message>
    <message>
        <source>Your face is turned into points in memory; no picture of it is stored or sent.</source>
        <translation>您的面部只在内存中转为点位，不存储、不外送任何影像。</translation>
    </message>
    <message>
        <source>It stands on MediaPipe, Qt, ModernGL, NumPy, FFmpeg and the VRM format, with thanks.</source>
        <translation>感谢 MediaPipe、Qt、ModernGL、NumPy、FFmpeg 与 VRM 格式。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AvatarCard</name>
    <message>
        <source>light</source>
        <translation>轻量</translation>
    </message>
    <message>
        <source>Light: for machines without a graphics card</source>
        <translation>轻量版：适合没有独立显卡的电脑</translation>
    </message>
    <message>
        <source>commercial</source>
        <translation>可商用</translation>
    </message>
    <message>
        <source>May be used by companies, for profit</source>
        <translation>企业可用于营利</translation>
    </message>
    <message>
        <source>personal, paid</source>
        <translation>个人营利</translation>
    </message>
    <message>
        <source>For profit by one person; not by companies</source>
        <translation>个人可用于营利，企业不可</translation>
    </message>
    <message>
        <source>personal only</source>
        <translation>非商用</translation>
    </message>
    <message>
        <source>Not for profit: must not sell on air</source>
        <translation>不得营利：不可用于带货</translation>
    </message>
    <message>
        <source>licence unknown</source>
        <translation>授权未知</translation>
    </message>
    <message>
        <source>The file does not say who may use it for what</source>
        <translation>文件没有说明谁可以用于何处</translation>
    </message>
</context>
<context>
    <name>AvatarPanel</name>
    <message>
        <source>Avatars</source>
        <translation>数字人</translation>
    </message>
    <message>
        <source>Open a .vrm file</source>
        <translation>打开 .vrm 文件</translation>
    </message>
    <message>
        <source>Or drop one onto the window</source>
        <translation>也可以把文件拖到窗口里</translation>
    </message>
    <message>
        <source>Open an avatar</source>
        <translation>打开数字人</translation>
    </message>
    <message>
        <source>VRM avatars</source>
        <translation>VRM 数字人</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Start the show</source>
        <translation>启动演播</translation>
    </message>
    <message>
        <source>Starting the show…</source>
        <translation>正在启动演播…</translation>
    </message>
    <message>
        <source>The show does not answer. It is called again; the picture may still be on air.</source>
        <translation>演播没有回应，正在重新连接；画面可能仍在播出。</translation>
    </message>
    <message>
        <source>The show has stopped: nothing goes out.</source>
        <translation>演播已停止：没有画面送出。</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Take “{card}” out of the window, or put it back</source>
        <translation>让“{card}”浮出窗口或放回</translation>
    </message>
    <message>
        <source>Close “{card}”; the menu brings it back</source>
        <translation>关闭“{card}”，可从菜单再打开</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Look straight ahead and relax your face</source>
        <translation>请看向正前方，放松面部</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc 键</translation>
    </message>
</context>
<context>
    <name>ExpressionPanel</name>
    <message>
        <source>Expressions</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>The avatar&apos;s expressions appear here once it is loaded.</source>
        <translation>数字人载入后，表情会出现在这里。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Of the next expression, and of the one that is held</source>
        <translation>用于下一个表情和正在保持的表情</translation>
    </message>
</context>
<context>
    <name>GateDialog</name>
    <message>
        <source>Before going live</source>
        <translation>开播前</translation>
    </message>
    <message>
        <source>Your name: it is written into the evidence log</source>
        <translation>您的姓名：会写入留痕日志</translation>
    </message>
    <message>
        <source>signed by {name}</source>
        <translation>{name} 已签字</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>我同意</translation>
    </message>
    <message>
        <source>I sign for it</source>
        <translation>我来签字</translation>
    </message>
</context>
<context>
    <name>HealthBar</name>
    <message>
        <source>{fps} fps</source>
        <translation>{fps} 帧/秒</translation>
    </message>
    <message>
        <source>Pictures a second: {fps} of {wanted}; {repeated} of {frames} were given twice</source>
        <translation>每秒 {fps} 帧，目标 {wanted} 帧；{frames} 帧中有 {repeated} 帧重复</translation>
    </message>
    <message>
        <source>Delay {ms} ms</source>
        <translation>延迟 {ms} 毫秒</translation>
    </message>
    <message>
        <source>From the camera&apos;s picture to the avatar&apos;s, median; set OBS&apos;s audio offset to it</source>
        <translation>从摄像头画面到数字人画面的中位延迟；OBS 的音频同步偏移可设为此值</translation>
    </message>
    <message>
        <source>Gap {ms} ms</source>
        <translation>间隔 {ms} 毫秒</translation>
    </message>
    <message>
        <source>Longest wait for a picture in the last ten seconds</source>
        <translation>最近十秒内两帧之间的最长间隔</translation>
    </message>
    <message>
        <source>CPU {percent} %</source>
        <translation>处理器 {percent} %</translation>
    </message>
    <message>
        <source>Of one core. Show {show} % ({show_ms} ms a picture), tracker {tracker} % ({tracker_ms} ms a picture)</source>
        <translation>以单个核心计。演播 {show} %（每帧 {show_ms} 毫秒），追踪 {tracker} %（每帧 {tracker_ms} 毫秒）</translation>
    </message>
    <message>
        <source>Memory {mb} MB</source>
        <translation>内存 {mb} MB</translation>
    </message>
    <message>
        <source>Of all processes of the show</source>
        <translation>演播的全部进程</translation>
    </message>
    <message>
        <source>Label: {text}</source>
        <translation>标识：{text}</translation>
    </message>
    <message>
        <source>The required mark that tells viewers they see a digital human; drawn last, in every picture</source>
        <translation>法规要求的标识，告知观众画面为数字人；每一帧最后绘制，不会被遮挡</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>左手</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>右手</translation>
    </message>
    <message>
        <source>{part}: seen</source>
        <translation>{part}：已看到</translation>
    </message>
    <message>
        <source>{part}: not seen</source>
        <translation>{part}：未看到</translation>
    </message>
    <message>
        <source>Tracking {fps} fps</source>
        <translation>追踪 {fps} 帧/秒</translation>
    </message>
    <message>
        <source>Nobody seen</source>
        <translation>未看到人</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>待机</translation>
    </message>
    <message>
        <source>No graphics card</source>
        <translation>无显卡加速</translation>
    </message>
    <message>
        <source>Drawn by the processor ({renderer}): choose a light avatar and 720p</source>
        <translation>由处理器绘制（{renderer}）：建议使用轻量数字人和 720p</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>The label is not in the picture</source>
        <translation>画面中没有标识</translation>
    </message>
    <message>
        <source>{name} signed for: {row}</source>
        <translation>{name} 签字：{row}</translation>
    </message>
    <message>
        <source>{name} agreed to be captured</source>
        <translation>{name} 同意采集</translation>
    </message>
    <message>
        <source>Consent was withdrawn</source>
        <translation>已撤回同意</translation>
    </message>
    <message>
        <source>The evidence log has a gap</source>
        <translation>留痕日志有缺口</translation>
    </message>
    <message>
        <source>Source: {name}</source>
        <translation>来源：{name}</translation>
    </message>
    <message>
        <source>Loading {name}</source>
        <translation>正在载入{name}</translation>
    </message>
    <message>
        <source>{name} is on the picture</source>
        <translation>{name}已出镜</translation>
    </message>
    <message>
        <source>{name} cannot be used</source>
        <translation>{name}无法使用</translation>
    </message>
    <message>
        <source>Mirror on</source>
        <translation>镜像已开</translation>
    </message>
    <message>
        <source>Mirror off</source>
        <translation>镜像已关</translation>
    </message>
    <message>
        <source>Framing: {name}</source>
        <translation>景别：{name}</translation>
    </message>
    <message>
        <source>Background: {name}</source>
        <translation>背景：{name}</translation>
    </message>
    <message>
        <source>{name} cannot be the background</source>
        <translation>{name}无法用作背景</translation>
    </message>
    <message>
        <source>Canvas: {width} × {height}, {fps} fps</source>
        <translation>画布：{width} × {height}，{fps} 帧/秒</translation>
    </message>
    <message>
        <source>Calibrated: this face is neutral now</source>
        <translation>校准完成：以此刻的面部为自然状态</translation>
    </message>
    <message>
        <source>Not calibrated</source>
        <translation>未能校准</translation>
    </message>
    <message>
        <source>Holding {name}, {percent} %</source>
        <translation>保持{name}，{percent} %</translation>
    </message>
    <message>
        <source>Released {name}</source>
        <translation>已松开{name}</translation>
    </message>
    <message>
        <source>Released all expressions</source>
        <translation>已松开所有表情</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>正式播出</translation>
    </message>
    <message>
        <source>Off air: back to rehearsal</source>
        <translation>停止播出，回到排练</translation>
    </message>
    <message>
        <source>The slate is shown</source>
        <translation>已切到垫片</translation>
    </message>
    <message>
        <source>Back from the slate</source>
        <translation>已从垫片返回</translation>
    </message>
    <message>
        <source>Recording to {file}</source>
        <translation>正在录制到 {file}</translation>
    </message>
    <message>
        <source>Recorded {file}, {seconds} s</source>
        <translation>已录制 {file}，{seconds} 秒</translation>
    </message>
    <message>
        <source>The recording failed</source>
        <translation>录制失败</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
    <message>
        <source>The picture was not saved</source>
        <translation>图片未能保存</translation>
    </message>
    <message>
        <source>Virtual camera on: {name}</source>
        <translation>虚拟摄像头已打开：{name}</translation>
    </message>
    <message>
        <source>Virtual camera off</source>
        <translation>虚拟摄像头已关闭</translation>
    </message>
    <message>
        <source>The virtual camera went away; opening it again</source>
        <translation>虚拟摄像头中断，正在重新打开</translation>
    </message>
    <message>
        <source>The virtual camera does not work</source>
        <translation>虚拟摄像头无法使用</translation>
    </message>
    <message>
        <source>You see your own camera</source>
        <translation>您可以看到自己的摄像头</translation>
    </message>
    <message>
        <source>Your own camera is hidden</source>
        <translation>您的摄像头画面已隐藏</translation>
    </message>
    <message>
        <source>Tracking: {name}</source>
        <translation>追踪：{name}</translation>
    </message>
    <message>
        <source>Tracking was lost and is coming back</source>
        <translation>追踪中断，正在恢复</translation>
    </message>
    <message>
        <source>Tracking failed</source>
        <translation>追踪失败</translation>
    </message>
    <message>
        <source>Tracking stopped</source>
        <translation>追踪已停止</translation>
    </message>
    <message>
        <source>The show is ending</source>
        <translation>演播正在结束</translation>
    </message>
    <message>
        <source>Connected to the show</source>
        <translation>已连接演播</translation>
    </message>
    <message>
        <source>The show does not answer; calling it again</source>
        <translation>演播没有回应，正在重新连接</translation>
    </message>
    <message>
        <source>The show is not running</source>
        <translation>演播未运行</translation>
    </message>
    <message>
        <source>Starting the show</source>
        <translation>正在启动演播</translation>
    </message>
    <message>
        <source>“{wish}” was refused</source>
        <translation>“{wish}”未能执行</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>soft studio</source>
        <translation>柔光演播室</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What happened, newest below</source>
        <translation>发生的事情，最新的在下方</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Look</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Soft studio</source>
        <translation>柔光演播室</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Tea white</source>
        <translation>荼白</translation>
    </message>
    <message>
        <source>Moon white</source>
        <translation>月白</translation>
    </message>
    <message>
        <source>Lotus pink</source>
        <translation>藕荷</translation>
    </message>
    <message>
        <source>Dark green</source>
        <translation>黛绿</translation>
    </message>
    <message>
        <source>Key green</source>
        <translation>抠像绿</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>其他颜色…</translation>
    </message>
    <message>
        <source>A picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Set behind the avatar</source>
        <translation>数字人身后的布景</translation>
    </message>
    <message>
        <source>Wide 16:9</source>
        <translation>横屏 16:9</translation>
    </message>
    <message>
        <source>Tall 9:16</source>
        <translation>竖屏 9:16</translation>
    </message>
    <message>
        <source>{rate} fps</source>
        <translation>{rate} 帧</translation>
    </message>
    <message>
        <source>Fixed while on air, recorded or sent to the virtual camera.</source>
        <translation>播出、录制或使用虚拟摄像头时不可更改。</translation>
    </message>
    <message>
        <source>A Yangzhou set…</source>
        <translation>扬州布景…</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景颜色</translation>
    </message>
    <message>
        <source>Background picture</source>
        <translation>背景图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Lacquer black</source>
        <translation>漆黑</translation>
    </message>
    <message>
        <source>Tea white</source>
        <translation>荼白</translation>
    </message>
    <message>
        <source>Lay out anew</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Clean window</source>
        <translation>纯净画面窗口</translation>
    </message>
    <message>
        <source>Stop the show</source>
        <translation>结束演播</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Still picture</source>
        <translation>静态图片</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
</context>
<context>
    <name>OutputWindow</name>
    <message>
        <source>Qionghua Studio, program</source>
        <translation>琼花演播室 节目画面</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Program</source>
        <translation>节目画面</translation>
    </message>
    <message>
        <source>The picture as it goes out</source>
        <translation>正在送出的画面</translation>
    </message>
    <message>
        <source>Clean window</source>
        <translation>纯净画面窗口</translation>
    </message>
    <message>
        <source>Only the picture, for window capture</source>
        <translation>只有画面，供窗口捕获使用</translation>
    </message>
    <message>
        <source>Only you see this</source>
        <translation>只有您能看到</translation>
    </message>
    <message>
        <source>Hide my camera</source>
        <translation>隐藏我的画面</translation>
    </message>
    <message>
        <source>Your camera</source>
        <translation>您的摄像头</translation>
    </message>
    <message>
        <source>A take holds no picture.</source>
        <translation>表演记录只有动作，没有画面。</translation>
    </message>
    <message>
        <source>No camera is chosen.</source>
        <translation>没有选择摄像头。</translation>
    </message>
    <message>
        <source>{width} × {height}, {rate} fps</source>
        <translation>{width} × {height}，{rate} 帧/秒</translation>
    </message>
    <message>
        <source>Waiting for the picture…</source>
        <translation>正在等待画面…</translation>
    </message>
    <message>
        <source>The show is not running.</source>
        <translation>演播未运行。</translation>
    </message>
    <message>
        <source>The show is starting…</source>
        <translation>演播正在启动…</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>Performer</source>
        <translation>表演者</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>See myself</source>
        <translation>看我自己</translation>
    </message>
    <message>
        <source>Your camera&apos;s picture stays on this machine.</source>
        <translation>您的摄像头画面只留在本机。</translation>
    </message>
    <message>
        <source>Built-in take</source>
        <translation>内置演示</translation>
    </message>
    <message>
        <source>Open a video…</source>
        <translation>打开视频…</translation>
    </message>
    <message>
        <source>Nobody: idle only</source>
        <translation>无人：仅待机</translation>
    </message>
    <message>
        <source>Open a video as the performer</source>
        <translation>打开视频作为表演者</translation>
    </message>
    <message>
        <source>Videos and takes</source>
        <translation>视频与表演记录</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>垫片</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Language, theme, cards, about</source>
        <translation>语言、主题、卡片、关于</translation>
    </message>
    <message>
        <source>No show</source>
        <translation>未运行</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
    <message>
        <source>The show is going out.</source>
        <translation>节目正在送出。</translation>
    </message>
    <message>
        <source>It can go on without this window; opening the studio again takes it up.</source>
        <translation>关闭窗口后演播可以继续；再次打开琼花演播室即可接管。</translation>
    </message>
    <message>
        <source>Let the show go on</source>
        <translation>让演播继续</translation>
    </message>
    <message>
        <source>End the show</source>
        <translation>结束演播</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在这里</translation>
    </message>
</context>
</TS>
